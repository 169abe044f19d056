import type { ReactElement, ReactNode } from 'react';
import type { Chosen, FacetCounts } from '../../core/facets.ts';
import { address } from '../query.ts';
import { ChosenList, type Facet, Facets } from './facets.tsx';
import { type Frame, Page } from './layout.tsx';

/** What is chosen of a table, and what else could be. */
export type MatterChoice = {
  readonly facets: readonly Facet[];
  readonly counts: FacetCounts;
  readonly chosen: Chosen;
  /** How many entries are shown, of how many, in words. */
  readonly shown: string;
  readonly isEmpty: boolean;
  readonly hasNone: boolean;
};

/** What surrounds the table of the board and that of the register: words, filters, and the same as data. */
export function MatterFrame(props: {
  readonly frame: Frame;
  readonly section: 'measures' | 'agreements';
  readonly title: string;
  readonly intro: ReactElement;
  /** What is said while there is nothing at all. */
  readonly empty: string;
  readonly choice: MatterChoice;
  readonly children: ReactNode;
}): ReactElement {
  const { frame, section, title, intro, choice, children } = props;
  const { facets, counts, chosen } = choice;
  const path = `/${section}`;
  const hrefOf = (next: Chosen): string => address(path, next);
  return (
    <Page frame={frame} title={title} section={section} canonical={chosen.size === 0 ? path : null}>
      <div className="intro">
        <h1>{title}</h1>
        {intro}
      </div>
      {choice.isEmpty ? (
        <p className="empty">{props.empty}</p>
      ) : (
        <>
          <Facets {...{ label: 'Filters', facets, counts, chosen, hrefOf, noun: ENTRIES }} />
          <ChosenList {...{ facets, chosen, hrefOf, shown: choice.shown }} />
          {choice.hasNone ? (
            <p className="empty">
              No entry matches. Take a filter out above, or <a href={path}>show all</a>.
            </p>
          ) : (
            children
          )}
          <p className="note">
            {'This table with the addresses of its reports: '}
            <a href={address(`${path}.csv`, chosen)}>CSV</a>
            {', '}
            <a href={address(`${path}.json`, chosen)}>JSON</a>.
          </p>
        </>
      )}
    </Page>
  );
}

/** What is counted. */
export const ENTRIES = ['entry', 'entries'] as const;
