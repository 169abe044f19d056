/** The evidence card and the folded cards of further reports. */
export const EVIDENCE = `
.evidence { max-width: 56rem; padding: 1.25rem; border: 1px solid var(--line); background: var(--wash); }
.evidence > :last-child { margin-bottom: 0; }
.decision { display: flex; flex-wrap: wrap; gap: 0.75rem 2.25rem; margin: 0 0 1.25rem; }
dt { color: var(--soft); font-size: 0.8125rem; }
dd { margin: 0; font-weight: 500; overflow-wrap: anywhere; }
.decision dd.number { font-size: 1.25rem; line-height: 1.2; font-weight: 650; }
.report { margin: 0 0 1.75rem; padding: 0 0 0 1rem; border-left: 3px solid var(--rule); overflow-wrap: anywhere; }
.report p { margin: 0 0 0.4rem; line-height: 1.6; }
.report .report-title { font-weight: 650; }
.evidence table { font-size: 0.875rem; }
.evidence caption { font-size: 0.9375rem; }
.evidence th, .evidence td { padding-top: 0.3rem; padding-bottom: 0.3rem; }
.evidence tfoot th, .evidence tfoot td { border-bottom: 0; font-weight: 650; }
.evidence tfoot tr:first-child > * { border-top: 1px solid var(--ink); }
.hits th:nth-child(1) { width: 28%; }
.hits th:nth-child(2) { width: 24%; }
.hits th:nth-child(3) { width: 13%; }
.pattern { font-family: ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace; font-size: 0.8125rem; color: var(--soft); }
td.bar { width: 30%; min-width: 5rem; }
.bar svg { display: block; width: 100%; height: 0.6rem; margin-top: 0.35rem; overflow: visible; }
.bar .axis { stroke: var(--rule); vector-effect: non-scaling-stroke; }
.bar .for { fill: var(--ink); }
.bar .against { fill: none; stroke: var(--ink); vector-effect: non-scaling-stroke; }
.seed { margin: 0; }
.seed dd { margin-bottom: 0.6rem; max-width: 44rem; }
details { border-top: 1px solid var(--line); max-width: 56rem; }
details:last-of-type { border-bottom: 1px solid var(--line); }
summary { margin-left: 1.1rem; padding: 0.75rem 0; list-style-position: outside; cursor: pointer; overflow-wrap: anywhere; }
summary:hover { color: var(--accent); }
details[open] > summary { font-weight: 650; }
details > .evidence { margin-bottom: 1.25rem; }

@media (max-width: 40rem) {
  .evidence { padding: 1rem 0.9rem; margin-left: -0.5rem; margin-right: -0.5rem; }
  .working, .hits td:nth-child(3), .hits th:nth-child(3) { display: none; }
  .hits th:nth-child(1), .hits th:nth-child(2) { width: auto; }
  .evidence th, .evidence td { padding-right: 0.6rem; }
}
`;
