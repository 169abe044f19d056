import { SetupError } from '../errors.ts';
import { MIGRATIONS, type Migration } from './migrations/list.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** Any number will do, as long as no other program on the database locks the same one. */
export const MIGRATION_LOCK = 7_015_001;
const OLDEST_POSTGRES = 130_000;

/**
 * Brings the schema up to date, or only by the steps that are `wanted`, and returns the names of the steps that ran.
 * Several processes may call it at once: one works, the others wait.
 * Throws SetupError when the database is too old, or newer than this program.
 */
export async function migrate(
  pool: Pool,
  now: Date,
  wanted: (step: Migration) => boolean = () => true,
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    await refuseOldServer(db);
    await db.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await db.query(`create table if not exists schema_migrations (
      id integer primary key, name text not null, applied_at timestamptz not null)`);
    const missing = (await missingMigrations(db)).filter(wanted);
    for (const { id, name, sql } of missing) {
      // Steps build on one another, so they run one after the other.
      await db.query(sql);
      await db.query('insert into schema_migrations (id, name, applied_at) values ($1, $2, $3)', [
        id,
        name,
        now,
      ]);
    }
    return missing.map(({ name }) => name);
  });
}

/** The steps that the database does not have yet; changes nothing. Throws SetupError as migrate does. */
export async function pendingMigrations(pool: Pool): Promise<readonly Migration[]> {
  await refuseOldServer(pool);
  const { rows } = await pool.query<{ found: boolean }>(
    `select to_regclass('schema_migrations') is not null as found`,
  );
  return rows[0]?.found === true ? missingMigrations(pool) : MIGRATIONS;
}

async function missingMigrations(db: Db): Promise<Migration[]> {
  const { rows } = await db.query<{ id: number }>('select id from schema_migrations');
  const known = MIGRATIONS.at(-1)?.id ?? 0;
  const ahead = rows.filter(({ id }) => id > known);
  if (ahead.length > 0) {
    throw new SetupError(
      `the database has schema step ${Math.max(...ahead.map(({ id }) => id))}, this program knows ${known}`,
      'run the newer version of Flagbearer that made it, or restore a backup from before the upgrade',
    );
  }
  const applied = new Set(rows.map(({ id }) => id));
  return MIGRATIONS.filter(({ id }) => !applied.has(id));
}

async function refuseOldServer(db: Db): Promise<void> {
  const { rows } = await db.query<{ version: number; text: string }>(
    `select current_setting('server_version_num')::integer as version, current_setting('server_version') as text`,
  );
  const server = rows[0];
  if (server === undefined || server.version >= OLDEST_POSTGRES) return;
  throw new SetupError(
    `PostgreSQL ${server.text} is too old`,
    'use PostgreSQL 13 or newer, or unset DATABASE_URL to use the private server',
  );
}
