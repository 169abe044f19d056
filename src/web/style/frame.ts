/** Colours in both schemes: warm neutrals and one accent, each text colour at 4.5:1 or more on its ground. */
export const COLOURS = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfb; --wash: #f5f1ed; --line: #e2dcd6; --rule: #b9b0a8;
  --ink: #1c1917; --soft: #5f5750; --accent: #8c1d2f; --on-accent: #ffffff; --mark: #f6e2e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161413; --wash: #201d1b; --line: #35302c; --rule: #5d554e;
    --ink: #ece8e4; --soft: #aba29a; --accent: #f2a3ac; --on-accent: #2b0a10; --mark: #4a232a;
  }
}
`;

/** Page frame and running text. */
export const FRAME = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; background: var(--paper); border-top: 4px solid var(--accent); }
body {
  display: flex; flex-direction: column; min-height: calc(100vh - 4px);
  margin: 0 auto; padding: 0 1.25rem; max-width: 74rem;
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif;
  color: var(--ink);
  overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.25; text-wrap: balance; font-weight: 650; overflow-wrap: anywhere; hyphens: auto; }
h1 { font-size: 1.75rem; letter-spacing: -0.012em; margin: 0 0 0.6rem; max-width: 44rem; }
h1.headline { font-size: 1.375rem; margin: 0 0 0.6rem; max-width: 50rem; text-wrap: balance; }
h2 { font-size: 1.125rem; margin: 0 0 0.75rem; }
p { margin: 0 0 0.75rem; max-width: 42rem; text-wrap: pretty; }
a { color: inherit; text-decoration: underline; text-decoration-thickness: 1px; text-decoration-color: var(--rule); text-underline-offset: 0.2em; }
a:hover { color: var(--accent); text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
code { font: 0.9em ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace; }
time, .number { font-variant-numeric: tabular-nums; }
time { white-space: nowrap; }
[lang] { unicode-bidi: isolate; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -10rem; padding: 0.5rem 1rem; color: var(--on-accent); background: var(--accent); }
.skip:focus { top: 0.75rem; z-index: 1; color: var(--on-accent); }

.banner { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: center; justify-content: space-between; padding: 0.75rem 0; border-bottom: 1px solid var(--ink); }
.wordmark { margin: 0; font-weight: 700; letter-spacing: -0.01em; }
.wordmark a { display: inline-flex; gap: 0.45rem; align-items: center; padding: 0.35rem 0; text-decoration: none; }
.wordmark .pole { fill: currentColor; }
.wordmark .flag { fill: var(--accent); }
.banner ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; padding: 0; list-style: none; }
.banner nav a { display: block; padding: 0.5rem 0 0.3rem; text-decoration: none; border-bottom: 3px solid transparent; }
.banner nav a:hover { border-color: var(--rule); }
.banner nav a[aria-current] { font-weight: 650; border-color: var(--accent); }

main { flex: 1; min-width: 0; padding: 2.25rem 0 3rem; }
.intro { margin-bottom: 2.25rem; }
.intro > p { color: var(--soft); }
.intro > :last-child { margin-bottom: 0; }
.note { color: var(--soft); font-size: 0.875rem; }
.empty { max-width: 42rem; padding: 1.25rem 1.5rem; background: var(--wash); border-left: 3px solid var(--accent); }
.empty > :last-child { margin-bottom: 0; }
.notice { margin-top: 1rem; padding: 0.75rem 1rem; background: var(--mark); border-left: 3px solid var(--accent); overflow-wrap: anywhere; }
.notice p { margin: 0; max-width: none; }
.notice .problem { white-space: pre-wrap; }
section { margin-bottom: 2.5rem; }
form { margin: 1.25rem 0; }
button { font: inherit; font-weight: 650; padding: 0.7rem 1.5rem; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 3px; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: 0.2em; }

.footer { padding: 1rem 0 2rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
.footer p { margin: 0; }

@media (min-width: 48rem) { h1 { font-size: 2.125rem; } h1.headline { font-size: 1.75rem; } }
@media (forced-colors: active) { mark { outline: 1px solid; } }
@media print { .banner nav, .skip, .pager { display: none; } body { max-width: none; border: 0; } }
`;
