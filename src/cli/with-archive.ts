import type { Archive } from '../app/archive.ts';
import { SetupError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';

/** Runs with the archive's store, or with why there is none, and closes it whatever happens. */
export async function withArchive<T>(
  cli: Cli,
  run: (store: Store | null, absent: string) => Promise<T>,
): Promise<T> {
  const { openArchive } = await import('../app/archive.ts');
  const log = cli.log();
  // Between the lines of an answer nobody wants to read that a database was started for it.
  if (log.level === 'info') log.level = 'warn';
  const archive: Archive = await openArchive(cli.settings(), { log, now: cli.now });
  if ('absent' in archive) return run(null, archive.absent);
  try {
    return await run(archive.records.store, '');
  } finally {
    await archive.records.close();
  }
}

/** The same for what cannot do without. Throws SetupError where there is no archive. */
export async function withStore<T>(cli: Cli, run: (store: Store) => Promise<T>): Promise<T> {
  return withArchive(cli, (store, absent) => {
    if (store !== null) return run(store);
    throw new SetupError(
      absent,
      'Start the service once with `flagbearer up`, or set FLAGBEARER_DATA or DATABASE_URL to where its records are; `flagbearer doctor` tells more.',
    );
  });
}
