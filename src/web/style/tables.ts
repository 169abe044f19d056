/** Tables; on narrow screens the rows of the stacked ones become blocks with each cell's column before it. */
export const TABLES = `
table { width: 100%; margin: 0 0 2.25rem; border-collapse: collapse; font-size: 0.9375rem; }
caption { padding: 0 0 0.5rem; text-align: left; font-weight: 650; font-size: 1.0625rem; }
th, td { padding: 0.5rem 0.9rem 0.5rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th:last-child, td:last-child { padding-right: 0; }
thead th, thead td { color: var(--soft); font-size: 0.8125rem; font-weight: 500; border-bottom-color: var(--rule); overflow-wrap: normal; }
tbody th, tfoot th { font-weight: 500; }
td.number, th.number { white-space: nowrap; }
.contributions .number { text-align: right; }
.under { display: block; color: var(--soft); font-size: 0.8125rem; font-weight: 400; }
strong.under { color: var(--ink); font-weight: 650; }
.none { color: var(--soft); }
.state { white-space: nowrap; }
.state.failing, .state.blocked, .state.empty, .state.gone { font-weight: 650; color: var(--accent); }

iframe.mail { display: block; width: 100%; height: 75vh; min-height: 26rem; margin-bottom: 0.75rem; background: #ffffff; border: 1px solid var(--rule); }

@media (min-width: 60.01rem) {
  .stacked th:first-child { min-width: 15.5rem; }
  .stacked .number { text-align: right; }
}
@media (max-width: 60rem) {
  .stacked, .stacked caption, .stacked tbody, .stacked tr, .stacked th, .stacked td { display: block; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked tr { padding: 0.75rem 0; border-top: 1px solid var(--line); }
  .stacked tbody th, .stacked tbody td { padding: 0.1rem 0; border: 0; }
  .stacked tbody th { font-weight: 650; padding-bottom: 0.3rem; }
  .stacked tbody td { display: grid; grid-template-columns: 6rem minmax(0, 1fr); column-gap: 0.75rem; }
  .stacked tbody td::before { content: attr(data-label); grid-row: span 9; color: var(--soft); font-size: 0.875rem; }
  .stacked tbody td > * { grid-column: 2; }
}
`;
