import type { ReactElement } from 'react';
import { ANY_STORY, isSearch, type Selection } from '../../core/archive.ts';
import type { Tally } from '../../core/archive-index.ts';
import type { Chosen } from '../../core/facets.ts';
import { ARCHIVE_CHOICES, WORDS_LENGTH } from '../archive-facets.ts';
import { selectionAddress } from '../archive-query.ts';
import { FEEDS } from '../feeds/list.ts';
import { choosing } from '../query.ts';
import { ChosenList, Facets, shownText } from './facets.tsx';

const STORIES = ['story', 'stories'] as const;

/** What is looked for, and what there is. */
export type Search = { readonly selection: Selection; readonly tally: Tally };

/** The search box, the filters with their counts, and where what is found can be followed. */
export function ArchiveTools({ search }: { readonly search: Search }): ReactElement | null {
  const { selection, tally } = search;
  const { chosen, words } = selection;
  if (tally.all === 0 && !isSearch(selection)) return null;
  const { counts } = tally;
  const hrefOf = (next: Chosen): string => selectionAddress({ chosen: next, words });
  const shown = shownText(tally.found, tally.all, STORIES);
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
      <Follow selection={selection} />
    </div>
  );
}

function Follow({ selection }: { readonly selection: Selection }): ReactElement {
  return (
    <p className="follow note">
      <span>{isSearch(selection) ? 'Follow what matches:' : 'Follow all stories:'}</span>
      {FEEDS.map(({ path, title }) => (
        <a key={path} href={selectionAddress(selection, { path })} rel="nofollow">
          {title}
        </a>
      ))}
      <a href={selectionAddress(selection, { path: '/index.json' })} rel="nofollow">
        as data
      </a>
    </p>
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
export function NothingFound({ search }: { readonly search: Search }): ReactElement {
  const { selection, tally } = search;
  const { chosen, words } = selection;
  const ways = ARCHIVE_CHOICES.flatMap((facet) => {
    const value = chosen.get(facet.name);
    if (value === undefined) return [];
    return {
      text: `without “${facet.title}: ${facet.textOf(value)}”`,
      count: tally.without.get(facet.name) ?? 0,
      href: selectionAddress({ chosen: choosing(chosen, facet.name, null), words }),
    };
  });
  if (words !== null) {
    const href = selectionAddress({ chosen, words: null });
    ways.push({ text: `without “${words}”`, count: tally.withoutWords, href });
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
          <a href={selectionAddress(ANY_STORY)}>all stories</a>
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
