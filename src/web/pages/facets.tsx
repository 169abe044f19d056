import type { ReactElement } from 'react';
import type { Chosen, FacetCounts } from '../../core/facets.ts';
import { countText } from '../numbers.ts';
import { choosing } from '../query.ts';

/** What a facet is called and how its values are written. */
export type Facet = {
  readonly name: string;
  readonly title: string;
  readonly textOf: (value: string) => string;
  /** The order of its values; those that are not named come after, the most frequent first. */
  readonly order?: readonly string[];
};

/** Values of a facet that are shown at once; the others are folded away. */
const SHOWN = 8;
/** So many values can be looked through; the archive has any number of outlets, and pages are to be light. */
const MOST = 30;

type Props = {
  readonly facets: readonly Facet[];
  readonly counts: FacetCounts;
  readonly chosen: Chosen;
  /** What is counted, such as "story" and "stories". */
  readonly noun: readonly [one: string, many: string];
  /** The address of another choice. */
  readonly hrefOf: (chosen: Chosen) => string;
};

/** Links that narrow down what a page shows, by facet, each with how many there would be. */
export function Facets(props: Props & { readonly label: string }): ReactElement {
  return (
    <nav className="facets" aria-label={props.label}>
      {props.facets.map((facet) => (
        <FacetList key={facet.name} facet={facet} {...props} />
      ))}
    </nav>
  );
}

function FacetList(props: Props & { readonly facet: Facet }): ReactElement | null {
  const { facet, counts, chosen } = props;
  const values = valuesOf(facet, counts);
  if (values.length === 0) return null;
  const value = chosen.get(facet.name);
  const shown = values.filter(([each], index) => index < SHOWN || each === value);
  const folded = values.filter(([each], index) => index >= SHOWN && each !== value);
  const id = `facet-${facet.name}`;
  return (
    <section className="facet" aria-labelledby={id}>
      <h2 id={id}>{facet.title}</h2>
      <Values {...props} values={shown} />
      {folded.length > 0 && (
        <details>
          <summary>{`${countText(folded.length)} more`}</summary>
          <Values {...props} values={folded} />
        </details>
      )}
    </section>
  );
}

function Values(
  props: Props & {
    readonly facet: Facet;
    readonly values: readonly (readonly [value: string, count: number])[];
  },
): ReactElement {
  const { facet, values, chosen, hrefOf } = props;
  return (
    <ul>
      {values.map(([value, count]) => {
        const isChosen = chosen.get(facet.name) === value;
        const href = hrefOf(choosing(chosen, facet.name, isChosen ? null : value));
        return (
          <li key={value}>
            <a href={href} aria-current={isChosen ? 'true' : undefined} rel="nofollow">
              {isChosen && <span aria-hidden="true">✓ </span>}
              {facet.textOf(value)}
              {isChosen && <span className="unseen">, chosen: take it out</span>}
            </a>{' '}
            <Count {...props} count={count} />
          </li>
        );
      })}
    </ul>
  );
}

function Count({ noun, count }: Pick<Props, 'noun'> & { readonly count: number }): ReactElement {
  return (
    <span className="count number">
      {countText(count)}
      <span className="unseen">{` ${noun[count === 1 ? 0 : 1]}`}</span>
    </span>
  );
}

const byName = new Intl.Collator('en');

function valuesOf(facet: Facet, counts: FacetCounts): readonly (readonly [string, number])[] {
  const order = facet.order ?? [];
  const place = (value: string): number =>
    order.includes(value) ? order.indexOf(value) : Infinity;
  return [...(counts.get(facet.name) ?? [])]
    .toSorted(
      ([a, one], [b, other]) =>
        (place(a) === place(b) ? 0 : place(a) - place(b)) ||
        other - one ||
        byName.compare(facet.textOf(a), facet.textOf(b)),
    )
    .slice(0, MOST);
}

/** What is chosen, each with a link that takes it out; nothing where nothing is. */
export function ChosenList(
  props: Pick<Props, 'facets' | 'chosen' | 'hrefOf'> & { readonly shown: string },
): ReactElement | null {
  const { facets, chosen, hrefOf } = props;
  const taken = facets.flatMap((facet) => {
    const value = chosen.get(facet.name);
    return value === undefined ? [] : [{ facet, value }];
  });
  if (taken.length === 0) return null;
  return (
    <p className="chosen">
      <span>{`${props.shown}:`}</span>
      {taken.map(({ facet, value }) => (
        <a key={facet.name} href={hrefOf(choosing(chosen, facet.name, null))}>
          {`${facet.title}: ${facet.textOf(value)} `}
          <span aria-hidden="true">×</span>
          <span className="unseen">, take out</span>
        </a>
      ))}
      <a href={hrefOf(new Map())}>Show all</a>
    </p>
  );
}

/** "3 of 12 entries", or "12 entries" where all are shown. */
export function shownText(shown: number, all: number, [one, many]: Props['noun']): string {
  const noun = all === 1 ? one : many;
  const total = `${countText(all)} ${noun}`;
  return shown === all ? total : `${countText(shown)} of ${total}`;
}
