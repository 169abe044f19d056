/** Filters, and the tables of the board and the register. */
export const MATTERS = `
.facets { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; margin-bottom: 1.25rem; }
.facet { margin: 0; flex: 0 1 auto; max-width: 100%; }
.facet h2 { margin: 0 0 0.2rem; color: var(--soft); font-size: 0.8125rem; font-weight: 500; letter-spacing: 0; }
.facet ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; font-size: 0.9375rem; }
.facet li { min-width: 0; max-width: 100%; overflow-wrap: anywhere; }
.facet a { display: inline-block; max-width: 100%; padding: 0.3rem 0; }
.facet a[aria-current] { font-weight: 650; color: var(--accent); }
.count { color: var(--soft); font-size: 0.8125rem; }
.facet details, .further { border: 0; max-width: none; }
.facet details:last-of-type, .further:last-of-type { border: 0; }
.facet summary, .further summary { padding: 0.3rem 0; font-size: 0.875rem; color: var(--soft); }
.tools { margin-bottom: 2rem; }
.tools .chosen:last-child { margin-bottom: 0; }
.search { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: stretch; margin: 0 0 0.75rem; max-width: 44rem; }
.search label, .search .note { flex: 1 0 100%; margin: 0; }
.search label { font-weight: 650; font-size: 0.9375rem; }
.search input { flex: 1 1 12rem; min-width: 0; font: inherit; padding: 0.6rem 0.75rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 3px; }
.search button { padding: 0.6rem 1.25rem; }
.filters, .filters:last-of-type { max-width: none; border: 0; margin-bottom: 0.75rem; }
.filters > summary { display: inline-block; padding: 0.4rem 0; margin-left: 0; font-weight: 650; }
.filters > summary::before { content: '▸ '; }
.filters[open] > summary::before { content: '▾ '; }
.empty ul { margin: 0 0 0.75rem; padding-left: 1.2rem; }
.chosen { display: flex; flex-wrap: wrap; gap: 0.4rem 0.9rem; align-items: baseline; max-width: none; margin-bottom: 1.25rem; }
.chosen > * { min-width: 0; max-width: 100%; overflow-wrap: anywhere; }
.chosen > span { font-weight: 650; }
.follow { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.2rem 0.9rem; margin: 0; max-width: none; }
.follow a { padding: 0.2rem 0; }
.intro > .sentence { color: var(--ink); font-size: 1.0625rem; }
.related { margin: 0; padding: 0; list-style: none; max-width: 50rem; }
.related > li { padding: 0.6rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: 0.2rem 2rem; margin: 0 0 1.75rem; font-size: 0.8125rem; }
.legend > div { display: flex; flex-wrap: wrap; gap: 0 0.5rem; }
.legend dt { color: var(--ink); }
.legend dd { color: var(--soft); font-weight: 400; }
.status { white-space: nowrap; font-weight: 650; }
.together { white-space: nowrap; }
.standing.proposed { color: var(--soft); }
.sources { margin: 0; padding: 0; list-style: none; }
.when { color: var(--soft); font-size: 0.8125rem; }
.conflict { display: block; margin-top: 0.35rem; padding-left: 0.6rem; border-left: 3px solid var(--accent); font-size: 0.8125rem; }
.matter h3 { margin: 0 0 0.4rem; font-size: 1rem; }
.matter { margin-bottom: 1.5rem; }
.steps { margin: 0 0 0.75rem; padding: 0; list-style: none; max-width: 56rem; }
.steps > li { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: 0 1rem; padding: 0.5rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.steps > li > time { color: var(--soft); font-size: 0.9375rem; white-space: normal; }
.steps del { color: var(--soft); }
.steps ins { text-decoration-thickness: 1px; }
@media (max-width: 40rem) { .steps > li { display: block; } .steps > li > time { display: block; } }
@media (min-width: 60.01rem) {
  .board th, .board td { overflow-wrap: break-word; }
  .board th:first-child { min-width: 4rem; }
  .board .under, .board .conflict, .board .sources { overflow-wrap: anywhere; }
  .board td:last-child, .board .conflict, .board .status + .under { min-width: 8.5rem; }
}
@media (min-width: 75rem) {
  .board td:last-child { min-width: 15rem; }
  .board .conflict, .board .status + .under { min-width: 13rem; }
}
.further .sources { padding-left: 1.1rem; }
`;
