/** Forms: fields, choices, mistakes; and the pages of one's own subscription. */
export const FORMS = `
form.card { max-width: 46rem; margin: 0 0 2.5rem; padding: 1.25rem 1.5rem 1.5rem; background: var(--wash); border: 1px solid var(--line); }
form.card > :last-child { margin-bottom: 0; }
form.card h2 { margin: 1.75rem 0 0.4rem; }
.field { margin: 0 0 1rem; min-width: 0; }
.field > label, form.card legend { display: block; margin: 0 0 0.25rem; padding: 0; font-weight: 650; font-size: 0.9375rem; }
.field input, .field select { width: 100%; max-width: 28rem; height: 2.75rem; font: inherit; padding: 0 0.7rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 3px; }
.field input[type='time'], .field input[type='date'] { max-width: 12rem; }
.field [aria-invalid] { border-color: var(--accent); }
form.card fieldset { margin: 0 0 1rem; padding: 0; border: 0; min-width: 0; }
form.card fieldset[aria-invalid] { padding-left: 0.75rem; border-left: 3px solid var(--accent); }
.settings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 0 1.25rem; align-items: end; }
.timing .zone { grid-column: span 2; }
.timing:has(input[value='instant']:checked) .time { display: none; }
.timing:not(:has(input[value='weekly']:checked)) .weekday { display: none; }
.ticks { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.tick { display: inline-flex; gap: 0.55rem; align-items: baseline; padding: 0.35rem 0; min-width: 0; }
.tick input { flex: none; width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--accent); transform: translateY(0.15rem); }
.tick > span { overflow-wrap: anywhere; }
.lists { margin: 0 0 1.25rem; }
.long, .long:last-of-type, .more, .more:last-of-type { max-width: none; }
.long > summary, .more > summary { font-weight: 650; }
.long[open] { padding-bottom: 0.5rem; }
form.card .long fieldset { max-height: 20rem; overflow: auto; margin: 0; padding: 0.25rem 0.75rem; background: var(--paper); border: 1px solid var(--line); }
.long .ticks { display: block; columns: 11rem; column-gap: 1.5rem; }
.long .tick { display: flex; break-inside: avoid; }
.more { margin: 0.5rem 0 1.25rem; }
.more[open] { padding-bottom: 1rem; }
summary .note { font-weight: 400; }
.wrong { margin: 0.3rem 0 0; color: var(--accent); font-size: 0.875rem; }
.problems { margin: 0 0 1.25rem; padding: 0.9rem 1rem; background: var(--paper); border: 2px solid var(--accent); }
.problems h2, form.card .problems h2 { margin: 0 0 0.4rem; font-size: 1rem; }
.problems ul { margin: 0; padding-left: 1.1rem; }
.trap { position: absolute; left: -100rem; width: 1px; height: 1px; overflow: hidden; }
button.second { color: var(--ink); background: transparent; border-color: var(--ink); }
button + .note { margin-top: 0.75rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1.5rem 0 0.75rem; }
.told { max-width: 46rem; margin: 0 0 1.5rem; padding: 0.75rem 1rem; background: var(--wash); border-left: 3px solid var(--ink); }
.told.bad { border-color: var(--accent); background: var(--mark); }
form.told { display: flex; flex-wrap: wrap; gap: 0.5rem 1.25rem; align-items: center; justify-content: space-between; }
form.told p { margin: 0; }
form.told button { padding: 0.45rem 1rem; }
.terms { display: grid; gap: 0.5rem; max-width: 46rem; margin: 0 0 1.5rem; padding: 1rem 1.25rem; background: var(--wash); border: 1px solid var(--line); }
.terms > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; align-items: baseline; }
.preview { max-width: 46rem; padding: 1.25rem 1.5rem; border: 1px solid var(--rule); }
.preview > :last-child { margin-bottom: 0; }
.preview .line { margin: 0.4rem 0 0.2rem; max-width: none; font-weight: 650; }
.preview .stories { margin-bottom: 0.75rem; }
.preview .stories > li { padding: 0.7rem 0; }
.preview > p { margin: 1rem 0 0.75rem; }
.leftout { margin: 0 0 1rem; padding: 0; list-style: none; }
.leftout > li { padding: 0.5rem 0; border-top: 1px solid var(--line); }
.leftout .line { margin: 0; font-weight: 500; }
@media (max-width: 40rem) {
  form.card, .preview { padding: 1rem 0.9rem 1.1rem; margin-left: -0.5rem; margin-right: -0.5rem; }
  .terms > div { display: block; }
  .timing .zone { grid-column: auto; }
}
`;
