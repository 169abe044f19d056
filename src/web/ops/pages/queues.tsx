import type { ReactElement } from 'react';
import { StackedTable } from '../../pages/stacked-table.tsx';
import type { OpsFrame } from '../answer.ts';
import { OpsPage } from '../frame.tsx';
import type { QueueRow } from '../ports/queues.ts';

/** Where the pages of every job are. */
export const BOARD_PATH = '/ops/queues/board';

/** How many jobs are in which state, and the way to every single one. */
export function QueuesPage(props: {
  readonly frame: OpsFrame;
  readonly kind: 'redis' | 'postgres';
  readonly queues: readonly QueueRow[];
}): ReactElement {
  const { frame, kind, queues } = props;
  return (
    <OpsPage {...frame} title="Queues" section="queues">
      <p className="note">
        {`Jobs are held in ${kind === 'redis' ? 'Redis' : 'Postgres'}. They only remind: what is to be done follows from the records, so a lost job is found again. `}
        <a href={BOARD_PATH}>Every single job</a>
        {' (needs JavaScript; nothing can be changed there).'}
      </p>
      <StackedTable
        caption="Jobs by state"
        columns={['Queue', 'Waiting', 'Running', 'Delayed', 'Failed for good']}
        look="console"
        rows={queues.map(({ name, waiting, active, delayed, failed }) => ({
          key: name,
          cells: [name, waiting, active, delayed, failed],
        }))}
      />
    </OpsPage>
  );
}
