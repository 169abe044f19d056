import type { Logger } from 'pino';
import { openDatabase } from '../../embedded/database.ts';
import { SetupError, UsageError } from '../../errors.ts';
import { postgresAddress, unusablePostgres } from '../../postgres.ts';
import type { Settings } from '../../settings.ts';
import { analyzeTables, othersAtWork, usedTables } from '../../store/backup-load.ts';
import { schemaSteps } from '../../store/backup-tables.ts';
import type { MailFound, WaitingMail } from '../../store/backup-mail.ts';
import { MIGRATION_LOCK } from '../../store/migrate.ts';
import { inTransaction, joinTransactions, openPool, type Pool } from '../../store/pool.ts';
import { backupLines } from './lines.ts';
import { load } from './load.ts';
import type { BackupProgress } from './make.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** What a backup is restored with. */
export type RestoreOptions = {
  readonly now: () => Date;
  readonly log: Logger;
  readonly progress: (at: BackupProgress) => void;
  /** What becomes of mail that waited when the backup was made. */
  readonly mail: WaitingMail;
};

/** What was restored, and how many mails were waiting in it. */
export type Restored = { readonly manifest: Manifest; readonly mail: MailFound };

/**
 * Restores the unzipped bytes of a backup into an empty database, all or nothing, and brings its schema up to date.
 * Throws SetupError, also where the records are not empty or somebody works with them.
 */
export async function restoreBackup(
  settings: Settings,
  content: AsyncIterable<Buffer>,
  options: RestoreOptions,
): Promise<Restored> {
  const lines = backupLines(content);
  // Before a database is looked at, or even made: a file that is no backup is the more likely mistake.
  const manifest = readManifest(await lines.line());
  const database = await openDatabase(settings, options.log);
  const pool = openPool(database.address, 1, options.log);
  const place = { address: postgresAddress(database.address), own: settings.database === null };
  try {
    const mail = await joinTransactions(pool, (inside) =>
      inTransaction(
        inside,
        async () => {
          await refuseWrongPlace(inside, place, manifest);
          return load(inside, lines, { ...options, manifest });
        },
        MIGRATION_LOCK,
      ),
    );
    await analyzeTables(pool);
    return { manifest, mail };
  } catch (error) {
    throw error instanceof UsageError ? error : unusablePostgres(place.address, error);
  } finally {
    await pool.end();
    await database.close();
  }
}

type Place = {
  readonly address: string;
  /** The private server. */
  readonly own: boolean;
};

/** Under the lock that also those take who make the schema: nobody fills the tables after they were seen empty. */
async function refuseWrongPlace(pool: Pool, place: Place, { steps }: Manifest): Promise<void> {
  const others = await othersAtWork(pool);
  if (others > 0) {
    throw new SetupError(
      `the database at ${place.address} is in use: Flagbearer has ${others} other connections to it`,
      'Stop the service and every other command, then restore again.',
    );
  }
  const used = await usedTables(pool);
  if (used.length > 0) {
    const more = used.length > 3 ? ` and ${used.length - 3} others` : '';
    throw new SetupError(
      `the database at ${place.address} is not empty: there are rows in ${used.slice(0, 3).join(', ')}${more}`,
      emptyPlace(place),
    );
  }
  const newer = ((await schemaSteps(pool)) ?? []).filter((id) => !steps.includes(id));
  if (newer.length === 0) return;
  throw new SetupError(
    `the tables at ${place.address} are empty but newer than the backup: they have schema step ${newer.join(', ')}`,
    emptyPlace(place),
  );
}

function emptyPlace({ own }: Place): string {
  return own
    ? 'Restore into a new data folder (FLAGBEARER_DATA), or move the folder `postgres` out of this one first.'
    : 'Make a new, empty database, and set DATABASE_URL to it.';
}
