/** The chart of decisions by week: full bars up, hatched bars down, so that it can be read without colour. */
export const CHART = `
.weeks { margin-bottom: 2.25rem; }
.weeks > .note { margin-bottom: 0.5rem; max-width: none; }
.chart { display: block; width: 100%; max-width: 60rem; overflow: visible; }
.chart text { fill: var(--soft); font-size: 0.75rem; font-variant-numeric: tabular-nums; }
.chart .way { fill: var(--ink); font-weight: 650; }
.chart .line line { stroke: var(--line); }
.chart .axis line { stroke: var(--ink); }
.chart .tighter { fill: var(--accent); }
.chart .looser { stroke: var(--ink); stroke-width: 1; }
.chart .hatch { stroke: var(--ink); stroke-width: 1.2; fill: none; }
.figures { max-width: 28rem; }
.figures .number { text-align: right; }
@media (forced-colors: active) { .chart .tighter { fill: CanvasText; } }
`;
