import type { ReactElement } from 'react';
import { TROUBLE_STATES } from '../../core/health/health.ts';
import { clip } from '../excerpt.ts';
import { webAddress } from '../links.ts';
import { Moment } from '../moment.tsx';
import type { SourceView } from '../ports.ts';
import { counted, STATE_SIGNS } from '../words.ts';
import { type Frame, Page } from './layout.tsx';
import { OutLink } from './outlink.tsx';
import { type Row, StackedTable } from './stacked-table.tsx';

/** The order in which an operator wants to see them. */
const STATE_ORDER: readonly SourceView['state'][] = [
  'failing',
  'blocked',
  'empty',
  'gone',
  'repeating',
  'quiet',
  'waiting',
  'ok',
];
const PROBLEM_LENGTH = 300;

/** How every source is doing, those in trouble first. */
export function SourcesPage(props: {
  readonly frame: Frame;
  readonly sources: readonly SourceView[];
}): ReactElement {
  const { frame, sources } = props;
  return (
    <Page frame={frame} title="Sources" section="sources" canonical="/sources">
      <div className="intro">
        <h1>Sources</h1>
        <p>{summaryText(sources)}</p>
      </div>
      {sources.length > 0 && (
        <StackedTable
          caption="Health of the sources, those in trouble first"
          columns={['Source', 'State', 'Last fetch', 'Next poll', 'Problem', 'Items']}
          numeric="Items"
          rows={inOrder(sources).map((source) => rowOf(source, frame.now))}
        />
      )}
    </Page>
  );
}

function summaryText(sources: readonly SourceView[]): string {
  if (sources.length === 0) return 'No source is configured. Add rows to config/sources.yaml.';
  const states = STATE_ORDER.map((state) => ({
    word: STATE_SIGNS[state].word,
    count: sources.filter((source) => source.state === state).length,
  })).filter(({ count }) => count > 0);
  const told = states.map(
    ({ word, count }) => `${count} ${word === 'OK' ? word : word.toLowerCase()}`,
  );
  const items = sources.reduce((sum, source) => sum + source.items, 0);
  return `${counted(sources.length, 'source')}: ${told.join(', ')}. ${counted(items, 'item')} stored.`;
}

function inOrder(sources: readonly SourceView[]): readonly SourceView[] {
  return sources.toSorted(
    (a, b) =>
      STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
      a.name.localeCompare(b.name, 'en'),
  );
}

function rowOf(source: SourceView, now: Date): Row {
  return {
    key: source.id,
    cells: [
      <SourceName key="name" source={source} />,
      <State key="state" source={source} />,
      <LastFetch key="last" source={source} />,
      <NextPoll key="next" source={source} now={now} />,
      <Problem key="problem" source={source} />,
      source.items.toLocaleString('en-GB'),
    ],
  };
}

function SourceName({ source }: { readonly source: SourceView }): ReactElement {
  const { name, url, movedTo } = source;
  const address = webAddress(url);
  const moved = movedTo === null ? null : webAddress(movedTo.url);
  return (
    <>
      <OutLink to={url}>{name}</OutLink>
      {address !== null && <span className="under">{new URL(address).host}</span>}
      {movedTo !== null && moved !== null && (
        <span className="under">
          {`moved to ${new URL(moved).host}, read there since `}
          <Moment at={movedTo.at} />
        </span>
      )}
    </>
  );
}

function State({ source }: { readonly source: SourceView }): ReactElement {
  const { symbol, word } = STATE_SIGNS[source.state];
  return (
    <span className={`state ${source.state}`}>
      <span aria-hidden="true">{symbol}</span> {word}
      {source.failures > 0 && (
        <span className="under">{`${counted(source.failures, 'failure')} in a row`}</span>
      )}
      {TROUBLE_STATES.includes(source.state) && source.since !== null && (
        <span className="under">
          {'since '}
          <Moment at={source.since} />
        </span>
      )}
    </span>
  );
}

function LastFetch({ source }: { readonly source: SourceView }): ReactElement {
  const { lastFetchedAt, lastOkAt } = source;
  if (lastFetchedAt === null) return <>never</>;
  return (
    <>
      <Moment at={lastFetchedAt} />
      {lastOkAt?.getTime() !== lastFetchedAt.getTime() && (
        <span className="under">
          {'last good: '}
          {lastOkAt === null ? 'never' : <Moment at={lastOkAt} />}
        </span>
      )}
    </>
  );
}

function NextPoll(props: { readonly source: SourceView; readonly now: Date }): ReactElement {
  const { nextPollAt, nextPollReason } = props.source;
  return (
    <>
      {nextPollAt === null ? 'not planned' : <Moment at={nextPollAt} />}
      {nextPollAt !== null && nextPollAt < props.now && <strong className="under">due now</strong>}
      {nextPollReason !== null && <span className="under">{nextPollReason}</span>}
    </>
  );
}

function Problem({ source }: { readonly source: SourceView }): ReactElement {
  if (source.problem === null) return <span className="none">none</span>;
  return <>{clip(source.problem, PROBLEM_LENGTH)}</>;
}
