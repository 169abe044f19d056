/** The section “Tune”: the editor beside what it says, and lists of items to decide on. */
export const TUNE_STYLE = `
.parts { margin: -0.5rem 0 1.25rem; }
.parts ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; }
.parts a { display: block; padding: 0.35rem 0 0.2rem; text-decoration: none; border-bottom: 3px solid transparent; }
.parts a:hover { border-color: var(--rule); }
.parts a[aria-current] { font-weight: 650; border-color: var(--accent); }
.tune-form { margin: 0 0 1.5rem; min-width: 0; }
.tune-form .wide { flex: 1 1 14rem; }
.ops .tune-form input[type='text'], .ops .tune-form textarea { width: 100%; }
.ops main .fields > div { min-width: 0; max-width: 100%; }
.tune-form .note { margin: 0.2rem 0 0.9rem; }
.ops #tune-sample { resize: vertical; }
.ops #tune-file { font: 0.8125rem/1.45 ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace; white-space: pre; overflow: auto; resize: vertical; tab-size: 2; }
.tune-form .actions { margin: 0.75rem 0 0.5rem; }
.ops .tune-form .actions button { padding: 0.4rem 0.9rem; }
.tune-said { min-width: 0; }
#tune-status { min-height: 1.5em; margin: 0; }
.versus { display: flex; flex-wrap: wrap; gap: 0.6rem 2rem; margin: 0 0 1rem; }
.versus dd { font-weight: 650; }
.sentence { max-width: 56rem; }
.article { white-space: pre-line; overflow-wrap: anywhere; }
.turns { margin-top: 1.25rem; }
.turns h2, .tune-said h2 { font-size: 1rem; margin-bottom: 0.4rem; }
.turns ul { margin: 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
.mistakes { margin: 0 0 0.75rem; padding-left: 1.4rem; overflow-wrap: anywhere; }
.mistakes li { margin-bottom: 0.5rem; }
.mistakes .line { display: block; padding: 0.1rem 0.4rem; background: var(--paper); white-space: pre-wrap; }
.refused p:last-child { margin: 0; }
.refused .problem { white-space: pre-wrap; }
.samples, .borderline, .errors { margin: 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
.samples li, .errors li { padding: 0.6rem 0; border-top: 1px solid var(--line); max-width: 60rem; }
.borderline > li { padding: 0.9rem 0 0.2rem; border-top: 1px solid var(--line); max-width: 56rem; }
.ops .borderline h2.headline { font-size: 1.0625rem; margin-bottom: 0.3rem; }
.borderline .fields { gap: 0.5rem; margin: 0.6rem 0 0.5rem; }
pre.diff { margin: 0; padding: 0.75rem; max-height: 75vh; overflow: auto; font: 0.8125rem/1.45 ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace; border: 1px solid var(--line); background: var(--wash); }
@media (min-width: 80rem) {
  .tune { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2rem; align-items: start; }
  .tune-said { position: sticky; top: 0; max-height: 100vh; overflow: auto; }
}
`;
