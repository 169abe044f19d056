import type { ReactElement } from 'react';
import { Moment } from '../../moment.tsx';
import { StackedTable } from '../../pages/stacked-table.tsx';
import { counted } from '../../words.ts';
import { BacktestFound } from './backtest-result.tsx';
import { TunePage, type TuneFrame } from './frame.tsx';
import type { BacktestView, FullBacktest } from './ports.ts';

const STATES = { waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed' } as const;

/** The latest backtests. */
export function BacktestsPage(props: {
  readonly frame: TuneFrame;
  readonly backtests: readonly BacktestView[];
}): ReactElement {
  return (
    <TunePage frame={props.frame} title="Backtests" part="backtests">
      {props.backtests.length === 0 ? (
        <p className="empty">
          No backtest yet. Edit a file under <a href="/ops/tune">Edit</a>, then press “Backtest on
          the archive”: it tells what the edited keywords would have flagged.
        </p>
      ) : (
        <StackedTable
          caption="Backtests, the latest first"
          columns={['Backtest', 'State', 'Asked for', 'Items']}
          numeric="Items"
          rows={props.backtests.map((one) => ({
            key: one.id,
            cells: [
              <a key="name" href={`/ops/tune/backtests/${one.id}`}>{`${one.id}: ${one.file}`}</a>,
              STATES[one.state],
              <span key="asked">
                <Moment at={one.askedAt} />
                <span className="under">{one.operator}</span>
              </span>,
              one.items.toLocaleString('en-GB'),
            ],
          }))}
        />
      )}
    </TunePage>
  );
}

/** One backtest: how far it is, then what it found. */
export function BacktestPage(props: {
  readonly frame: TuneFrame;
  readonly backtest: FullBacktest;
}): ReactElement {
  const { frame, backtest } = props;
  const { id, file, state, askedAt, operator, since, most } = backtest;
  return (
    <TunePage frame={frame} title={`Backtest ${id}`} part="backtests">
      <dl className="versus">
        <div>
          <dt>Edited file</dt>
          <dd>{file}</dd>
        </div>
        <div>
          <dt>State</dt>
          <dd>{STATES[state]}</dd>
        </div>
        <div>
          <dt>Asked for</dt>
          <dd>
            <Moment at={askedAt} /> by {operator}
          </dd>
        </div>
        <div>
          <dt>Judged</dt>
          <dd>
            {`the newest ${most.toLocaleString('en-GB')} items at most, since `}
            <Moment at={since} />
          </dd>
        </div>
      </dl>
      <p>
        <a href={`/ops/tune?draft=${id}`}>Go on editing this text</a>, or download its diff there.
      </p>
      <Outcome backtest={backtest} />
    </TunePage>
  );
}

function Outcome({ backtest }: { readonly backtest: FullBacktest }): ReactElement {
  const { state, items, problem, result } = backtest;
  if (state === 'waiting') {
    return (
      <p role="status">
        It waits for a worker. This page looks again every two seconds. Where no worker runs (
        <code>flagbearer work</code>), it waits until one does.
      </p>
    );
  }
  if (state === 'running') {
    return (
      <p role="status">{`${counted(items, 'item')} judged so far. This page looks again every two seconds.`}</p>
    );
  }
  if (state === 'failed' || result === null) {
    return (
      <p className="refused">{problem ?? 'Its result cannot be read any more: run it anew.'}</p>
    );
  }
  return <BacktestFound result={result} />;
}
