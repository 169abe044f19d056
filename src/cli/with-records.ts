import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';

/** Runs with the records, which may be the first thing that is ever kept, and closes them whatever happens. */
export async function withRecords(cli: Cli, run: (store: Store) => Promise<void>): Promise<void> {
  const { openRecords } = await import('../app/records.ts');
  const options = { schema: 'require', log: cli.log(), now: cli.now } as const;
  const records = await openRecords(cli.settings(), options);
  try {
    await run(records.store);
  } finally {
    await records.close();
  }
}
