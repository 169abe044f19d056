/** The list of stories and what else tells of one: badges, headline, quote, byline. */
export const STORIES = `
.day { border-top: 1px solid var(--ink); padding-top: 0.9rem; margin-bottom: 2rem; }
.day > h2 { font-size: 0.9375rem; margin: 0 0 0.5rem; }
.stories { margin: 0; padding: 0; list-style: none; }
.stories > li { padding: 1.1rem 0 1.2rem; border-top: 1px solid var(--line); }
.stories > li:first-child { border-top: 0; padding-top: 0.4rem; }
h3.headline { font-size: 1.1875rem; margin: 0.5rem 0 0.35rem; max-width: 44rem; text-wrap: pretty; }
.headline a { text-decoration-color: transparent; }
.headline a:hover { text-decoration-color: currentColor; }
.quote { margin: 0 0 0.45rem; max-width: 44rem; color: var(--soft); }

mark { color: var(--ink); background: var(--mark); border-bottom: 2px solid var(--accent); padding: 0 0.1em; }

.badges { display: flex; flex-wrap: wrap; gap: 0.3rem; margin: 0; padding: 0; list-style: none; font-size: 0.8125rem; line-height: 1.3; }
.badge { padding: 0.12rem 0.5rem; border: 1px solid var(--line); border-radius: 2px; color: var(--soft); }
.badge.strong { color: var(--ink); font-weight: 650; border-color: var(--rule); }
.badge.polarity { color: var(--ink); border-color: var(--ink); }
.badge.tighter { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
.intro .badges { margin-bottom: 0.9rem; }

.byline { display: flex; flex-wrap: wrap; gap: 0.15rem 1rem; margin: 0; max-width: none; color: var(--soft); font-size: 0.875rem; }
.byline > * { padding: 0.15rem 0; }
.outlet { color: var(--ink); font-weight: 650; overflow-wrap: anywhere; }

.pager { display: flex; gap: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--ink); }
.pager a { padding: 0.5rem 0; font-weight: 650; }
.pager a[rel='next'] { margin-left: auto; }

@media (min-width: 64rem) {
  .day { display: grid; grid-template-columns: 12rem minmax(0, 1fr); column-gap: 2rem; }
  .day > h2 > span { display: block; }
  .day > h2 .comma { display: none; }
  .day > h2 { position: sticky; top: 1rem; align-self: start; margin-top: 0.35rem; text-wrap: balance; }
}
`;
