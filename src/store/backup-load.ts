import { LEFT_OUT, ownTables, quoted, type BackupTable } from './backup-tables.ts';
import type { Db } from './pool.ts';

/** How many connections other processes of this program hold to the database, idle ones too. */
export async function othersAtWork(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'flagbearer%'`,
  );
  return rows[0]?.n ?? 0;
}

/** The tables of the records that have rows, by name. */
export async function usedTables(db: Db): Promise<string[]> {
  const used: string[] = [];
  for (const { name } of await ownTables(db)) {
    if (name === 'schema_migrations') continue;
    const { rows } = await db.query(`select from ${quoted(name)} limit 1`);
    if (rows.length > 0) used.push(name);
  }
  return used;
}

/** What was taken off the tables for loading, as statements that put it back. */
export type Loading = { readonly undo: readonly string[] };

/**
 * Makes the tables ready to take rows as they are: empty, without triggers, which have done their work on these rows
 * already, and without foreign keys, so that the order of tables is all one. Needs no more rights than their owner has.
 */
export async function beginLoading(db: Db): Promise<Loading> {
  const tables = (await ownTables(db)).filter(({ name }) => name !== 'schema_migrations');
  const names = tables.map(({ name }) => quoted(name));
  const { rows: keys } = await db.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
     from pg_constraint where contype = 'f' and conparentid = 0 and conrelid = any($1::text[]::regclass[])
     order by conrelid::regclass::text, conname`,
    [names],
  );
  const undo = keys.map(({ add }) => add);
  for (const name of names) {
    await db.query(`alter table ${name} disable trigger user`);
    undo.push(`alter table ${name} enable trigger user`);
  }
  for (const { drop } of keys) await db.query(drop);
  // A step may have put rows into a table that it made.
  await db.query(`truncate ${names.join(', ')}`);
  return { undo };
}

/** Puts triggers and foreign keys back; throws what Postgres says where rows contradict one another. */
export async function endLoading(db: Db, { undo }: Loading): Promise<void> {
  for (const statement of undo) await db.query(statement);
}

/** Tables that take the rows of a backup, by name. */
export async function loadableTables(db: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await ownTables(db);
  return new Map(
    tables
      .filter(({ name }) => !Object.hasOwn(LEFT_OUT, name))
      .map((one) => [one.name, one.columns]),
  );
}

/** Numbers the next rows on from where the sequences stood, `skip` numbers later. */
export async function setSequences(
  db: Db,
  { name, sequences }: BackupTable,
  skip: number,
): Promise<void> {
  for (const { column, last, called } of sequences) {
    await db.query(`select setval(pg_get_serial_sequence($1, $2), $3::bigint + $4::bigint, $5)`, [
      quoted(name),
      column,
      last,
      skip,
      called || skip > 0,
    ]);
  }
}

/** Lets the planner know what the tables hold. */
export async function analyzeTables(db: Db): Promise<void> {
  const names = (await ownTables(db)).map(({ name }) => quoted(name));
  await db.query(`analyze ${names.join(', ')}`);
}
