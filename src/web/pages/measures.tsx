import type { ReactElement } from 'react';
import { countryName } from '../../core/countries.ts';
import type { Measure, Pending } from '../../core/matters/board.ts';
import type { MeasureWeek } from '../../core/measure-weeks.ts';
import { type Decision, decisionsOf } from '../decisions.ts';
import type { ChangeSource } from '../../core/matters/recorded.ts';
import { STATUSES } from '../../core/matters/status.ts';
import { STATUS_MEANINGS, STATUS_SIGNS, stepText } from '../matter-words.ts';
import { Day } from '../moment.tsx';
import { sportName } from '../words.ts';
import { Conflicts, entriesText, outletsOf, Sources, Standing, Status } from './entry-cells.tsx';
import { type MatterChoice, MatterFrame } from './matter-frame.tsx';
import type { Frame } from './layout.tsx';
import { WeeksChart } from './weeks-chart.tsx';
import { type Row, StackedTable } from './stacked-table.tsx';

/** The board: what each body has in force against each country and sport, as far as reports tell. */
export function MeasuresPage(props: {
  readonly frame: Frame;
  readonly measures: readonly Measure[];
  readonly weeks: readonly MeasureWeek[];
  readonly choice: MatterChoice;
}): ReactElement {
  const { frame, measures, weeks, choice } = props;
  const decisions = decisionsOf(measures);
  const isGrouped = decisions.length < measures.length;
  return (
    <MatterFrame
      frame={frame}
      section="measures"
      title="Board of measures"
      choice={choice}
      empty="Nothing is on the board yet. It fills as reports of measures are read; each entry names them."
      intro={
        <p>
          What sports bodies and courts have in force against Russia and Belarus, as far as reports
          tell. An entry is a proposal of this service until somebody confirms it.
        </p>
      }
    >
      <WeeksChart weeks={weeks} />
      <Legend />
      <StackedTable
        look="board"
        caption={`${choice.shown}${isGrouped ? ', one line for a decision on both countries' : ''}`}
        columns={[
          'Body',
          'Against',
          'Sport',
          'Status',
          'Since',
          'Last confirmed',
          'Standing',
          'Reports',
        ]}
        rows={decisions.map(rowOf)}
      />
    </MatterFrame>
  );
}

function Legend(): ReactElement {
  return (
    <dl className="legend" aria-label="What the marks mean">
      {STATUSES.map((status) => (
        <div key={status}>
          <dt>
            <Status sign={STATUS_SIGNS[status]} />
          </dt>
          <dd>{STATUS_MEANINGS[status]}</dd>
        </div>
      ))}
    </dl>
  );
}

function rowOf({ entries }: Decision): Row {
  const [measure] = entries;
  const { matterId, authority, sport, since, lastConfirmed } = measure;
  return {
    key: matterId,
    cells: [
      authority,
      entries.map(({ target }) => countryName(target)).join(' and '),
      sportName(sport),
      <StatusCell key="status" entries={entries} />,
      <MaybeDay key="since" at={since} />,
      <MaybeDay key="last" at={lastConfirmed} />,
      <Standing
        key="standing"
        {...measure}
        entries={entries.flatMap(({ entry }) => (entry === null ? [] : [entry]))}
      />,
      <Sources key="sources" sources={reportsOf(measure)} />,
    ],
  };
}

/** All that the entry tells of has reports: what is in force, what is only proposed, and what is disputed. */
function reportsOf({ sources, pending, conflicts }: Measure): readonly ChangeSource[] {
  const told = [...pending, ...conflicts.flatMap(({ sides }) => sides)];
  const all = [...sources, ...told.flatMap((one) => one.sources)];
  return [...new Map(all.map((source) => [source.itemId, source])).values()];
}

function StatusCell({ entries }: Decision): ReactElement {
  const [{ status, certain, conflicts, pending }] = entries;
  return (
    <>
      <Status sign={STATUS_SIGNS[status]} />
      {certain !== null && (
        <span className="under">
          {`Certain so far: ${STATUS_SIGNS[certain.status].word.toLowerCase()}`}
          {certain.since !== null && (
            <>
              {' since '}
              <Day at={certain.since} />
            </>
          )}
        </span>
      )}
      {pending.map((one, at) => (
        <PendingNote
          key={one.entry}
          pending={one}
          entries={entries.flatMap((each) => each.pending[at]?.entry ?? [])}
        />
      ))}
      <Conflicts conflicts={conflicts} />
    </>
  );
}

function PendingNote(props: {
  readonly pending: Pending;
  readonly entries: readonly string[];
}): ReactElement {
  const { pending, entries } = props;
  return (
    <span className="under">
      {`${stepText(pending.kind, null)}, `}
      <Day at={pending.at} />
      {` (${entriesText(entries)}, ${outletsOf(pending.sources)})`}
    </span>
  );
}

function MaybeDay({ at }: { readonly at: Date | null }): ReactElement {
  return at === null ? <span className="none">unknown</span> : <Day at={at} />;
}
