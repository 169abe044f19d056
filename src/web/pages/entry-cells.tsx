import type { ReactElement } from 'react';
import type { ChangeSource } from '../../core/matters/recorded.ts';
import type { Conflict } from '../../core/matters/weigh.ts';
import { clip } from '../excerpt.ts';
import { Day } from '../moment.tsx';
import { stepText } from '../matter-words.ts';
import type { Sign } from '../words.ts';
import { OutLink } from './outlink.tsx';

/** Reports that are named at once; the others are folded away. */
const SHOWN = 3;
/** In UTF-16 units. */
const OUTLET_LENGTH = 80;

/** A state by its mark and its word. */
export function Status({ sign }: { readonly sign: Sign }): ReactElement {
  return (
    <strong className="status">
      <span aria-hidden="true">{sign.symbol}</span> {sign.word}
    </strong>
  );
}

/** Whether anybody stands for an entry, and its number. */
export function Standing(props: {
  readonly standing: 'proposed' | 'confirmed';
  readonly confirmedBy: string | null;
  readonly entries: readonly string[];
}): ReactElement {
  const { standing, confirmedBy, entries } = props;
  const isConfirmed = standing === 'confirmed';
  return (
    <span className={`standing ${standing}`}>
      <span className="together">
        <span aria-hidden="true">{isConfirmed ? '✓' : '?'}</span> {standing}
      </span>
      {confirmedBy !== null && <span className="under">{`by ${clip(confirmedBy, 80)}`}</span>}
      {entries.length > 0 && <span className="under">{entriesText(entries)}</span>}
    </span>
  );
}

/** "entry 11", or "entries 11 and 12". */
export function entriesText(entries: readonly string[]): string {
  return `${entries.length === 1 ? 'entry' : 'entries'} ${entries.join(' and ')}`;
}

/** The reports that an entry rests on, each a link to its article. */
export function Sources({ sources }: { readonly sources: readonly ChangeSource[] }): ReactElement {
  if (sources.length === 0) return <span className="none">none</span>;
  const further = sources.slice(SHOWN);
  return (
    <>
      <SourceList sources={sources.slice(0, SHOWN)} />
      {further.length > 0 && (
        <details className="further">
          <summary>{`${further.length} more`}</summary>
          <SourceList sources={further} />
        </details>
      )}
    </>
  );
}

function SourceList({ sources }: { readonly sources: readonly ChangeSource[] }): ReactElement {
  return (
    <ul className="sources">
      {sources.map(({ itemId, url, outlet, title, publishedAt, isWithdrawn }) => (
        <li key={itemId}>
          <OutLink to={url}>
            {clip(outlet, OUTLET_LENGTH) || 'Unnamed outlet'}
            <span className="unseen">{`: ${clip(title, 200)}`}</span>
          </OutLink>{' '}
          <span className="when">
            <Day at={publishedAt} />
          </span>
          {isWithdrawn && <strong className="under">withdrawn since</strong>}
        </li>
      ))}
    </ul>
  );
}

/** What reports contradict each other in, said plainly. */
export function Conflicts(props: { readonly conflicts: readonly Conflict[] }): ReactElement {
  return (
    <>
      {props.conflicts.map(({ at, sides: [one, other] }) => (
        <span className="conflict" key={`${one.entry}-${other.entry}`}>
          <strong>
            <span aria-hidden="true">⚡ </span>Reports contradict each other
          </strong>
          {' since '}
          <Day at={at} />
          {`: “${stepText(one.says, null)}” (entry ${one.entry}, ${outletsOf(one.sources)}), but “${stepText(other.says, null)}” (entry ${other.entry}, ${outletsOf(other.sources)}). Nobody who decides has said which is right.`}
        </span>
      ))}
    </>
  );
}

/** Names of the outlets, each once. */
export function outletsOf(sources: readonly ChangeSource[]): string {
  const outlets = [...new Set(sources.map(({ outlet }) => clip(outlet, OUTLET_LENGTH)))];
  const named = outlets.slice(0, SHOWN).join(', ');
  const more = outlets.length - SHOWN;
  return more > 0 ? `${named} and ${more} more` : named || 'no outlet';
}
