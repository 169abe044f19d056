import type { ReactElement } from 'react';
import { clip } from '../../excerpt.ts';
import { Day } from '../../moment.tsx';
import { OutLink } from '../../pages/outlink.tsx';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { EntryView } from '../ports/stories.ts';
import { SayForm } from './story-forms.tsx';

const NAMED = 5;
const TITLE_LENGTH = 160;

/** What stands on the board without a person's word, disputes first. */
export function EntriesPage(props: {
  readonly frame: OpsFrame;
  readonly entries: readonly EntryView[];
}): ReactElement {
  const { frame, entries } = props;
  const ordered = entries.toSorted((a, b) => Number(b.isDisputed) - Number(a.isDisputed));
  return (
    <OpsPage {...frame} title="Entries that want a person" section="stories">
      <p className="note">
        <a href="/ops/stories">All stories</a>
        {' · '}
        <a href="/measures">the board as readers see it</a>
      </p>
      {ordered.length === 0 && (
        <p className="empty">Everything on the board is confirmed, and nothing is in dispute.</p>
      )}
      <ul className="entries">
        {ordered.map((entry) => (
          <li key={entry.id}>
            <EntryText entry={entry} />
            <SayForm entry={entry.id} back="/ops/stories/entries" formToken={frame.formToken} />
          </li>
        ))}
      </ul>
    </OpsPage>
  );
}

function EntryText({ entry }: { readonly entry: EntryView }): ReactElement {
  const { id, body, country, sport, says, at, isDisputed, reports } = entry;
  return (
    <div>
      <p>
        <strong>{`${body} – ${country}, ${sport}: ${says}`}</strong>
        {`, `}
        <Day at={at} />
        {`, entry ${id}`}
        {isDisputed && <strong className="bad">{' · in dispute'}</strong>}
      </p>
      <ul className="reports">
        {reports.slice(0, NAMED).map(({ title, url, outlet }, index) => (
          <li key={index}>
            <OutLink to={url}>{clip(title, TITLE_LENGTH) || 'No headline'}</OutLink>
            {` (${clip(outlet, 80)})`}
          </li>
        ))}
        {reports.length > NAMED && <li>{`and ${reports.length - NAMED} more`}</li>}
      </ul>
    </div>
  );
}
