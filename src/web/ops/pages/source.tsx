import type { ReactElement } from 'react';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { OutLink } from '../../pages/outlink.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { ConsoleSource, FetchView } from '../ports/sources.ts';
import { Sparkline, sparkText } from '../sparkline.tsx';
import { IntervalForm, SourceButtons } from './source-forms.tsx';
import { NextPoll, shareText, SourceState } from './sources.tsx';

const PROBLEM_LENGTH = 300;

/** One source: how it is doing, what it did, and what can be ordered. */
export function ConsoleSourcePage(props: {
  readonly frame: OpsFrame;
  readonly now: Date;
  readonly source: ConsoleSource & { readonly fetches: readonly FetchView[] };
}): ReactElement {
  const { frame, now, source } = props;
  return (
    <OpsPage {...frame} title={source.name} section="sources">
      <p className="note">
        <a href="/ops/sources">All sources</a>
        {' · '}
        <OutLink to={source.url}>{source.url}</OutLink>
        {' · '}
        <a href={`/ops/audit?subject=${encodeURIComponent(`source ${source.id}`)}`}>
          what operators did
        </a>
      </p>
      <dl className="facts">
        <div>
          <dt>State</dt>
          <dd>
            <SourceState source={source} />
          </dd>
        </div>
        <div>
          <dt>Next poll</dt>
          <dd>
            <NextPoll source={source} now={now} />
          </dd>
        </div>
        <div>
          <dt>Items a day</dt>
          <dd>
            <Sparkline days={source.days} />
            <span className="under">{sparkText(source.days)}</span>
          </dd>
        </div>
        <div>
          <dt>New at a poll, of its entries</dt>
          <dd>{shareText(source.newShare)}</dd>
        </div>
      </dl>
      <SourceButtons source={source} formToken={frame.formToken} />
      <IntervalForm source={source} formToken={frame.formToken} />
      <Fetches fetches={source.fetches} />
    </OpsPage>
  );
}

function Fetches({ fetches }: { readonly fetches: readonly FetchView[] }): ReactElement {
  if (fetches.length === 0) return <p className="empty">It has not been read yet.</p>;
  return (
    <StackedTable
      caption="The last polls"
      columns={['When', 'Outcome', 'Status', 'Took', 'Entries', 'New', 'Problem']}
      look="console"
      rows={fetches.map(({ at, outcome, status, ms, entries, fresh, problem }) => ({
        key: at.toISOString(),
        cells: [
          <Moment key="at" at={at} />,
          outcome,
          status ?? '–',
          `${ms} ms`,
          entries ?? '–',
          fresh ?? '–',
          problem === null ? <span className="none">none</span> : clip(problem, PROBLEM_LENGTH),
        ],
      }))}
    />
  );
}
