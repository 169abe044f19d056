import type { ReactElement } from 'react';
import { TROUBLE_STATES } from '../../../core/health/health.ts';
import { address } from '../../query.ts';
import type { ConsoleSource } from '../ports/sources.ts';

/** Sources on a page. */
const LIMIT = 50;

/** What sources can be chosen by. */
export const SOURCE_CHOICES = ['all', 'in trouble', 'paused', 'with an interval set'] as const;
export type SourceChoice = (typeof SOURCE_CHOICES)[number];

/** What is chosen, and the page of it, from 1. */
export type ChosenSources = {
  readonly words: string;
  readonly show: SourceChoice;
  readonly page: number;
};

const IS_SO: Readonly<Record<SourceChoice, (source: ConsoleSource) => boolean>> = {
  all: () => true,
  'in trouble': ({ state }) => TROUBLE_STATES.includes(state),
  paused: ({ paused }) => paused !== null,
  'with an interval set': ({ intervalMs }) => intervalMs !== null,
};

/** Those that are chosen, those in trouble first, and how many pages they fill. */
export function chosenSources(
  all: readonly ConsoleSource[],
  { words, show, page }: ChosenSources,
): { readonly sources: readonly ConsoleSource[]; readonly found: number; readonly pages: number } {
  const wanted = words.toLowerCase();
  const found = all
    .filter(IS_SO[show])
    .filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name, 'en'));
  const sources = found.slice((page - 1) * LIMIT, page * LIMIT);
  return { sources, found: found.length, pages: Math.ceil(found.length / LIMIT) };
}

function rankOf({ state }: ConsoleSource): number {
  const at = TROUBLE_STATES.indexOf(state);
  return at === -1 ? TROUBLE_STATES.length : at;
}

/** Asks which sources to show. */
export function SourceFilter({ chosen }: { readonly chosen: ChosenSources }): ReactElement {
  return (
    <form method="get" action="/ops/sources" className="fields">
      <div>
        <label htmlFor="q">Name or id holds</label>
        <input id="q" name="q" defaultValue={chosen.words} />
      </div>
      <div>
        <label htmlFor="show">Show</label>
        <select id="show" name="show" defaultValue={chosen.show}>
          {SOURCE_CHOICES.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </div>
      <button className="quiet">Show</button>
    </form>
  );
}

/** The ways to the pages before and after. */
export function SourcePager(props: {
  readonly chosen: ChosenSources;
  readonly pages: number;
}): ReactElement | null {
  const { chosen, pages } = props;
  const { words, show, page } = chosen;
  if (pages <= 1) return null;
  const to = (other: number): string =>
    address('/ops/sources', [
      ['q', words],
      ['show', show],
      ['page', String(other)],
    ]);
  return (
    <nav className="pager" aria-label="Pages">
      {page > 1 && (
        <a rel="prev" href={to(page - 1)}>
          Previous
        </a>
      )}
      <span className="none">{`page ${page} of ${pages}`}</span>
      {page < pages && (
        <a rel="next" href={to(page + 1)}>
          Next
        </a>
      )}
    </nav>
  );
}
