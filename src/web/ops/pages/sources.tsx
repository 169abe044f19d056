import type { ReactElement } from 'react';
import { TROUBLE_STATES } from '../../../core/health/health.ts';
import { everyInWords } from '../../../core/poll/spans.ts';
import { clip } from '../../excerpt.ts';
import { Moment } from '../../moment.tsx';
import { StackedTable, type Row } from '../../pages/stacked-table.tsx';
import { counted, STATE_SIGNS } from '../../words.ts';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { ConsoleSource } from '../ports/sources.ts';
import { Sparkline } from '../sparkline.tsx';
import { type ChosenSources, chosenSources, SourceFilter, SourcePager } from './source-filter.tsx';
import { SourceButtons } from './source-forms.tsx';

const PROBLEM_LENGTH = 200;

/** How the sources are doing, those in trouble first. */
export function ConsoleSourcesPage(props: {
  readonly frame: OpsFrame;
  readonly now: Date;
  readonly all: readonly ConsoleSource[];
  readonly chosen: ChosenSources;
}): ReactElement {
  const { frame, now, all, chosen } = props;
  const { sources, found, pages } = chosenSources(all, chosen);
  return (
    <OpsPage {...frame} title="Sources" section="sources">
      <p className="note">{`${summaryText(all)} The bars are items a day, over thirty days.`}</p>
      <SourceFilter chosen={chosen} />
      {sources.length === 0 ? (
        <p className="empty">
          {all.length === 0
            ? 'No source is configured. Add rows to config/sources.yaml.'
            : 'No source is so. Leave a word out, or show all.'}
        </p>
      ) : (
        <StackedTable
          caption={`${counted(found, 'source')}, those in trouble first`}
          columns={['Source', 'State', 'Last poll', 'Next poll', 'Items a day', 'Orders']}
          look="console"
          rows={sources.map((source) => rowOf(source, frame.formToken, now))}
        />
      )}
      <SourcePager chosen={chosen} pages={pages} />
    </OpsPage>
  );
}

function summaryText(all: readonly ConsoleSource[]): string {
  const trouble = all.filter(({ state }) => TROUBLE_STATES.includes(state)).length;
  const paused = all.filter((source) => source.paused !== null).length;
  return `${counted(all.length, 'source')}, ${trouble} in trouble, ${paused} paused.`;
}

function rowOf(source: ConsoleSource, formToken: string, now: Date): Row {
  const { id, name, lastFetchedAt, days, items } = source;
  return {
    key: id,
    cells: [
      <span key="name">
        <a href={`/ops/sources/${encodeURIComponent(id)}`}>{name}</a>
        <span className="under">{id}</span>
      </span>,
      <SourceState key="state" source={source} />,
      lastFetchedAt === null ? 'never' : <Moment key="last" at={lastFetchedAt} />,
      <NextPoll key="next" source={source} now={now} />,
      <span key="items">
        <Sparkline days={days} />
        <span className="under">{`${shareText(source.newShare)} new at a poll`}</span>
        <span className="under">{`${counted(items, 'item')} kept`}</span>
      </span>,
      <SourceButtons key="orders" source={source} formToken={formToken} />,
    ],
  };
}

/** State, since when, why, and what to do about it. */
export function SourceState({ source }: { readonly source: ConsoleSource }): ReactElement {
  const { symbol, word } = STATE_SIGNS[source.state];
  return (
    <>
      <span className={`state ${source.state}`}>
        <span aria-hidden="true">{symbol}</span> {word}
      </span>
      {source.paused !== null && (
        <strong className="under">
          {`paused by ${source.paused.by} since `}
          <Moment at={source.paused.at} />
        </strong>
      )}
      {TROUBLE_STATES.includes(source.state) && source.since !== null && (
        <span className="under">
          {'since '}
          <Moment at={source.since} />
        </span>
      )}
      {source.problem !== null && (
        <span className="under problem">{clip(source.problem, PROBLEM_LENGTH)}</span>
      )}
      {source.advice !== null && <Advice text={source.advice} />}
    </>
  );
}

/** Advice; what stands between backticks is a command. */
function Advice({ text }: { readonly text: string }): ReactElement {
  return (
    <span className="under advice">
      {text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}
    </span>
  );
}

/** When it is read next, and why then. */
export function NextPoll(props: {
  readonly source: ConsoleSource;
  readonly now: Date;
}): ReactElement {
  const { nextPollAt, nextPollReason, paused, intervalMs } = props.source;
  if (paused !== null) return <span className="none">not while it is paused</span>;
  return (
    <>
      {nextPollAt === null ? 'not planned' : <Moment at={nextPollAt} />}
      {nextPollAt !== null && nextPollAt < props.now && <strong className="under">due now</strong>}
      {nextPollReason !== null && <span className="under">{nextPollReason}</span>}
      {intervalMs !== null && (
        <span className="under">{`interval set: every ${everyInWords(intervalMs)}`}</span>
      )}
    </>
  );
}

/** The share of entries that were new, in words. */
export function shareText(share: number | null): string {
  return share === null ? 'unknown share' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}
