import pg from 'pg';
import { MIGRATIONS } from './migrations/list.ts';
import type { Db } from './pool.ts';

/** A table of the records as a backup holds it. */
export type BackupTable = {
  readonly name: string;
  /** Generated columns are left out. */
  readonly columns: readonly string[];
  /** Where each sequence that numbers its rows stands. */
  readonly sequences: readonly BackupSequence[];
};

/** `last` is a bigint as text; `called`: whether that number was given already. */
export type BackupSequence = {
  readonly column: string;
  readonly last: string;
  readonly called: boolean;
};

/** Tables of the records that no backup holds, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  schema_migrations: 'a restore makes the tables anew, step by step',
  operator_sessions: 'who was signed in to the console signs in again',
  host_paces: 'turns at hosts, which end within seconds',
  host_slots: 'turns at hosts, which end within seconds',
  heartbeats: 'that somebody was at work at the time',
};

/** What the steps of the schema call their tables: a database may hold tables of others too. */
const OWN = new Set(
  MIGRATIONS.flatMap(({ sql }) =>
    [...sql.matchAll(/^create (?:unlogged )?table (?:if not exists )?(\w+)/gm)].map(
      ([, name]) => name ?? '',
    ),
  ),
);

/** The tables of the records that there are, by name, whether a backup holds them or not. */
export async function ownTables(db: Db): Promise<Omit<BackupTable, 'sequences'>[]> {
  const { rows } = await db.query<{ name: string; columns: string[] }>(
    `select c.relname::text as name,
       array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped
     group by c.relname order by c.relname`,
  );
  return rows.filter(({ name }) => OWN.has(name) || name === 'schema_migrations');
}

/** The tables that a backup holds, by name. */
export async function backupTables(db: Db): Promise<BackupTable[]> {
  const tables: BackupTable[] = [];
  for (const table of await ownTables(db)) {
    if (Object.hasOwn(LEFT_OUT, table.name)) continue;
    tables.push({ ...table, sequences: await sequencesOf(db, table.name) });
  }
  return tables;
}

async function sequencesOf(db: Db, table: string): Promise<BackupSequence[]> {
  const { rows } = await db.query<{ column: string; name: string }>(
    `select a.attname::text as column, pg_get_serial_sequence($1, a.attname) as name
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
       and pg_get_serial_sequence($1, a.attname) is not null order by a.attnum`,
    [quoted(table)],
  );
  const sequences: BackupSequence[] = [];
  for (const { column, name } of rows) {
    // The name is quoted already where it has to be.
    const { rows: states } = await db.query<Omit<BackupSequence, 'column'>>(
      `select last_value::text as last, is_called as called from ${name}`,
    );
    sequences.push(...states.map((state) => ({ column, ...state })));
  }
  return sequences;
}

/** How many rows a table has. */
export async function countRows(db: Db, table: string): Promise<number> {
  const { rows } = await db.query<{ n: string }>(`select count(*) as n from ${quoted(table)}`);
  return Number(rows[0]?.n ?? 0);
}

/** The ids of the steps that the schema has, in order; null where there is no schema. Throws nothing of its own. */
export async function schemaSteps(db: Db): Promise<readonly number[] | null> {
  const { rows } = await db.query<{ found: boolean }>(
    `select to_regclass('public.schema_migrations') is not null as found`,
  );
  if (rows[0]?.found !== true) return null;
  const steps = await db.query<{ id: number }>('select id from schema_migrations order by id');
  return steps.rows.map(({ id }) => id);
}

/** SQL: the rows of a table, all columns that are not computed, as COPY writes and reads them. */
export function copyStatement(
  { name, columns }: Pick<BackupTable, 'name' | 'columns'>,
  direction: 'out' | 'in',
): string {
  const list = columns.map(quoted).join(', ');
  return direction === 'out'
    ? `copy (select ${list} from ${quoted(name)}) to stdout`
    : `copy ${quoted(name)} (${list}) from stdin`;
}

/** A name as SQL wants it. */
export function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}
