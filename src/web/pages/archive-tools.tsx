import type { ReactElement } from 'react';
import type { Selection } from '../../core/archive.ts';
import { type Chosen, countChosen, countFacets, type FacetGroup } from '../../core/facets.ts';
import { ARCHIVE_CHOICES, WORDS_LENGTH } from '../archive-facets.ts';
import { address, choosing } from '../query.ts';
import { ChosenList, Facets, shownText } from './facets.tsx';

const STORIES = ['story', 'stories'] as const;

/** What is looked for, and what there is. */
export type Search = {
  readonly selection: Selection;
  /** Of the stories with the words. */
  readonly groups: readonly FacetGroup[];
};

/** Whether anything is looked for at all. */
export function isSearch({ chosen, words }: Selection): boolean {
  return chosen.size > 0 || words !== null;
}

/** The address of a selection; `path` is that of a page or of its data. */
export function selectionAddress(
  { chosen, words }: Selection,
  more: { readonly before?: string; readonly path?: string } = {},
): string {
  const { before, path = '/' } = more;
  return address(path, [['q', words], ...chosen, ['before', before]]);
}

/** The search box and the filters with their counts. */
export function ArchiveTools({ search }: { readonly search: Search }): ReactElement | null {
  const { selection, groups } = search;
  const { chosen, words } = selection;
  if (groups.length === 0 && !isSearch(selection)) return null;
  const names = ARCHIVE_CHOICES.map(({ name }) => name);
  const counts = countFacets(groups, chosen, names);
  const hrefOf = (next: Chosen): string => selectionAddress({ chosen: next, words });
  const shown = shownText(countChosen(groups, chosen), countChosen(groups, new Map()), STORIES);
  return (
    <div className="tools">
      <SearchBox selection={selection} />
      <details className="filters" open={chosen.size > 0}>
        <summary>Filter the stories</summary>
        <Facets
          {...{ label: 'Filters', facets: ARCHIVE_CHOICES, counts, chosen, hrefOf, noun: STORIES }}
        />
      </details>
      <ChosenList {...{ facets: ARCHIVE_CHOICES, chosen, hrefOf, shown }} />
      {words !== null && (
        <p className="chosen">
          <span>{chosen.size > 0 ? 'With the words' : `${shown} with the words`}</span>
          <q>{words}</q>
          <a href={selectionAddress({ chosen, words: null })}>
            without these words <span aria-hidden="true">×</span>
          </a>
        </p>
      )}
    </div>
  );
}

function SearchBox({ selection }: { readonly selection: Selection }): ReactElement {
  return (
    <form className="search" role="search" method="get" action="/">
      <label htmlFor="q">Search headlines and first lines</label>
      <input
        id="q"
        type="search"
        name="q"
        defaultValue={selection.words ?? ''}
        maxLength={WORDS_LENGTH}
        autoComplete="off"
        aria-describedby="q-help"
      />
      {[...selection.chosen].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">Search</button>
      <p id="q-help" className="note">
        {'All words must be there; “in quotes” together, '}
        <code>or</code>
        {' between choices, '}
        <code>-word</code>
        {' to leave out.'}
      </p>
    </form>
  );
}

/** What to do where a search finds nothing: each part of it that can be taken out, with what that would show. */
export function NothingFound(props: {
  readonly search: Search;
  /** Whatever the words. */
  readonly all: readonly FacetGroup[];
}): ReactElement {
  const { selection, groups } = props.search;
  const { chosen, words } = selection;
  const ways = ARCHIVE_CHOICES.flatMap((facet) => {
    const value = chosen.get(facet.name);
    if (value === undefined) return [];
    return {
      text: `without “${facet.title}: ${facet.textOf(value)}”`,
      count: countChosen(groups, chosen, facet.name),
      href: selectionAddress({ chosen: choosing(chosen, facet.name, null), words }),
    };
  });
  if (words !== null) {
    const href = selectionAddress({ chosen, words: null });
    ways.push({ text: `without “${words}”`, count: countChosen(props.all, chosen), href });
  }
  const useful = ways.filter(({ count }) => count > 0);
  return (
    <section className="empty" aria-labelledby="empty">
      <h2 id="empty">No story matches</h2>
      <ul>
        {useful.map(({ text, count, href }) => (
          <li key={text}>
            <a href={href}>{text}</a>
            {`: ${shownText(count, count, STORIES)}`}
          </li>
        ))}
        <li>
          <a href="/">all stories</a>
        </li>
      </ul>
      {words !== null && (
        <p>
          Words are looked for in the language of the reports, in any form in English and Russian.
          Fewer or other words may find more.
        </p>
      )}
    </section>
  );
}
