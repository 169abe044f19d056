/** The console's frame: a banner, sections at the side (above on narrow screens), content beside them. */
export const OPS_FRAME = `
body.ops { max-width: 96rem; font-size: 0.9375rem; }
.ops-banner { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: center; justify-content: space-between; padding: 0.5rem 0; border-bottom: 1px solid var(--ink); }
.ops-who { display: flex; gap: 0.9rem; align-items: center; margin: 0; min-width: 0; }
.ops-operator { font-weight: 650; overflow-wrap: anywhere; }
.ops-body { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: 0 2.5rem; flex: 1; align-items: start; }
.ops main { padding: 1.75rem 0 3rem; }
.ops h1 { font-size: 1.5rem; margin-bottom: 1rem; }
.ops-sections { position: sticky; top: 0; padding: 1.5rem 0; }
.ops-sections ul { margin: 0; padding: 0; list-style: none; }
.ops-sections a { display: block; padding: 0.4rem 0.75rem; text-decoration: none; border-left: 3px solid transparent; }
.ops-sections a:hover { border-color: var(--rule); }
.ops-sections a[aria-current] { font-weight: 650; border-color: var(--accent); background: var(--wash); }
.ops-public { margin-top: 0.75rem; padding-top: 0.75rem; border-top: 1px solid var(--line); }
.ops-door { max-width: 30rem; }
@media (max-width: 56rem) {
  .ops-body { display: block; }
  .ops-sections { position: static; padding: 0.4rem 0 0.2rem; border-bottom: 1px solid var(--line); }
  .ops-sections ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; }
  .ops-sections a { padding: 0.45rem 0 0.25rem; border-left: 0; border-bottom: 3px solid transparent; }
  .ops-sections a[aria-current] { background: none; }
  .ops-public { margin: 0; padding: 0; border: 0; }
  .ops main { padding-top: 1.25rem; }
}
`;

/** Buttons, inputs and messages of the console. */
export const OPS_FORMS = `
.ops button { padding: 0.5rem 1.1rem; }
.ops button.quiet { font-weight: 500; padding: 0.3rem 0.75rem; color: var(--ink); background: none; border-color: var(--rule); }
.ops button.quiet:hover { border-color: var(--ink); }
.ops label { display: block; font-weight: 650; margin-bottom: 0.25rem; max-width: 44rem; overflow-wrap: anywhere; }
.ops input:not([type='hidden'], [type='checkbox'], [type='radio']), .ops select, .ops textarea {
  font: inherit; max-width: 100%; min-width: 0; padding: 0.45rem 0.6rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 3px;
}
.ops .fields input:not([type='checkbox'], [type='radio']), .ops .fields select, .ops .fields button { height: 2.4rem; padding-top: 0; padding-bottom: 0; }
.ops .fields { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; margin: 0 0 1.25rem; }
.ops .done { padding: 0.6rem 0.9rem; margin: 0 0 1.25rem; max-width: none; background: var(--wash); border-left: 3px solid var(--ink); overflow-wrap: anywhere; }
.ops .refused { padding: 0.6rem 0.9rem; margin: 0 0 1.25rem; max-width: none; background: var(--mark); border-left: 3px solid var(--accent); overflow-wrap: anywhere; }
`;
