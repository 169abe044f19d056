import type { Logger } from 'pino';
import { openDatabase } from '../embedded/database.ts';
import { SetupError } from '../errors.ts';
import { postgresAddress, unusablePostgres } from '../postgres.ts';
import type { Settings } from '../settings.ts';
import { migrate, pendingMigrations } from '../store/migrate.ts';
import { openPool, type DatabaseAddress, type Pool } from '../store/pool.ts';
import { openStore, type Store } from '../store/store.ts';

/** The records, opened. */
export type Records = {
  readonly address: DatabaseAddress;
  readonly pool: Pool;
  readonly store: Store;
  readonly close: () => Promise<void>;
};

/** What to do about a schema that is behind: bring it up to date, or refuse to work on it. */
export type SchemaRule = 'migrate' | 'require';

/**
 * Opens the records: at DATABASE_URL, or by the private server. The private server's schema is always
 * brought up to date, since there is nobody else to do it. Throws SetupError.
 */
export async function openRecords(
  settings: Settings,
  options: { readonly schema: SchemaRule; readonly now: () => Date; readonly log: Logger },
): Promise<Records> {
  const { log } = options;
  const database = await openDatabase(settings, log);
  const pool = openPool(database.address, settings.databasePool, log);
  const close = async (): Promise<void> => {
    await pool.end();
    await database.close();
  };
  try {
    await prepareSchema(pool, settings.database === null ? 'migrate' : options.schema, options);
  } catch (error) {
    await close();
    throw unusablePostgres(postgresAddress(database.address), error);
  }
  return { address: database.address, pool, store: openStore(pool), close };
}

async function prepareSchema(
  pool: Pool,
  rule: SchemaRule,
  { now, log }: { readonly now: () => Date; readonly log: Logger },
): Promise<void> {
  if (rule === 'migrate') {
    const steps = await migrate(pool, now());
    if (steps.length > 0) log.info({ steps }, 'schema brought up to date');
    return;
  }
  const pending = await pendingMigrations(pool);
  if (pending.length === 0) return;
  throw new SetupError(
    `the database lacks schema step ${pending.map(({ id, name }) => `${id} (${name})`).join(', ')}`,
    'run `flagbearer migrate` once, then start again',
  );
}
