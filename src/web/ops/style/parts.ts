/** Tables of the console: denser than those of readers, and each as wide as what it holds. */
export const OPS_TABLES = `
.ops table { font-size: 0.875rem; }
.ops caption { font-size: 1rem; }
.ops th, .ops td { padding: 0.45rem 0.8rem 0.45rem 0; }
.ops .line { display: block; }
.ops .gap { font-weight: 650; }
.ops .bad { font-weight: 650; color: var(--accent); }
.ops .problem, .ops .advice { max-width: 26rem; }
.ops .advice { color: var(--ink); }
.ops tbody tr:hover > * { background: var(--wash); }
.spark { display: block; overflow: visible; margin: 0.15rem 0; }
.compact { columns: 12rem; margin: 0.5rem 0 1rem; padding: 0; list-style: none; font-size: 0.875rem; }
.spark path { fill: var(--ink); }
.spark line { stroke: var(--rule); }
.orders { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.orders form { margin: 0; }
.ops table button.quiet { padding: 0.15rem 0.6rem; font-size: 0.8125rem; }
@media (min-width: 60.01rem) {
  .ops .stacked th:first-child { min-width: 7rem; }
  .ops .stacked th, .ops .stacked td { min-width: 4.75rem; }
  .ops .console button { white-space: nowrap; }
  .ops td .orders { flex-direction: column; align-items: stretch; }
  .ops td .orders button { width: 100%; }
}
@media (max-width: 60rem) {
  .ops tbody tr:hover > * { background: none; }
}
`;

/** What is not a table: tiles, facts, lists with forms in them. */
export const OPS_PARTS = `
.tiles { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 1px; margin: 0 0 2rem; padding: 1px; list-style: none; background: var(--line); }
.tile { background: var(--paper); }
.tile a { display: block; height: 100%; padding: 0.8rem 0.9rem; text-decoration: none; color: var(--soft); font-size: 0.8125rem; line-height: 1.35; }
.tile a:hover { color: var(--ink); background: var(--wash); }
.tile .figure { display: block; color: var(--ink); font-size: 1.625rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile.warning .figure { color: var(--accent); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1.1rem 2rem; margin: 0 0 1.5rem; }
.picks, .entries, .log, .reports { margin: 0 0 1rem; padding: 0; list-style: none; }
.picks > li { display: grid; grid-template-columns: 1.6rem minmax(0, 1fr); gap: 0 0.5rem; padding: 0.7rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.picks > li > input { width: 1.15rem; height: 1.15rem; margin: 0.15rem 0 0; accent-color: var(--accent); }
.ops .label-form { margin: 0; padding: 0.7rem 0; border-top: 1px solid var(--line); }
.ops .label-form .fields { margin: 0; align-items: center; }
.picks .badges { margin: 0.35rem 0; }
.entries > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.25rem 2rem; align-items: start; padding: 0.8rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.entries p { margin: 0 0 0.3rem; }
.ops .say { flex-wrap: nowrap; margin: 0; align-items: end; }
.ops .say label { font-size: 0.8125rem; font-weight: 500; color: var(--soft); margin: 0; }
.reports { color: var(--soft); font-size: 0.875rem; }
.log > li { padding: 0.3rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.log time { color: var(--soft); margin-right: 0.4rem; }
.ops .subject { font-weight: 650; margin: 0 0 0.5rem; max-width: none; overflow-wrap: anywhere; }
.ops .wide { flex: 1 1 24rem; }
.ops .empty { padding: 0.8rem 1rem; margin: 0 0 1.5rem; border-left-color: var(--rule); }
.ops section.refused > form { margin-bottom: 0; }
.ops section.refused h2, .ops section.refused ul { margin-bottom: 0.4rem; }
@media (max-width: 56rem) {
  .entries > li { grid-template-columns: minmax(0, 1fr); }
  .ops .say { flex-wrap: wrap; }
  .ops .say > div, .ops .say input { width: 100%; }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
`;
