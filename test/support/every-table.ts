import { ownTables, quoted } from '../../src/store/backup-tables.ts';
import type { Pool } from '../../src/store/pool.ts';

/** What is hard to carry over: signs that COPY, JSON and arrays have a meaning for, and the sign of its end. */
export const HARD_TEXT = String.raw`\. \N \\ "two" 'one' {a,b} Россия 🏳` + '\n\\.\n\t\r\u0001';

/** Values where not just any will do. Null: the column stays empty. */
const CHOSEN: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  backtests: { draft: '{}' },
  bodies: { problem: null },
  bounces: { kind: 'hard' },
  change_confirmations: { word: 'confirmed' },
  config_events: { kind: 'in-force' },
  consents: { sign_up_id: null },
  corrections: { kind: 'headline' },
  deliveries: { claimed_until: null },
  labels: { label: 'sanction' },
  letters: { kind: 'sign-up', address_change_id: null },
  mail_holds: { kind: 'complaints', released_at: '2026-03-04T12:00:00Z' },
  matter_changes: { scope: 'whole', toward: 'tighter', corrects: null },
  matters: { topic: 'sanction' },
  source_states: { key_kind: 'guid' },
  stories: { merged_into: null },
  story_edits: { kind: 'merge' },
  subscribers: { left_by: 'operator' },
  verdicts: { label: 'sanction' },
};

const BY_TYPE: Readonly<Record<string, unknown>> = {
  text: HARD_TEXT,
  boolean: true,
  integer: 7,
  bigint: 70,
  'double precision': 0.1 + 0.2,
  jsonb: JSON.stringify({ text: HARD_TEXT.replaceAll('\u0001', ''), list: [1e-7, null, []] }),
  bytea: Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  date: '2026-03-04',
  'timestamp with time zone': '2026-03-04T12:00:00.123456Z',
  'text[]': [HARD_TEXT, '', 'NULL', null],
  'bigint[]': [1, 2],
  tsvector: `'a\\\\b':1,2A 'quo''ted':3`,
};

type Column = { readonly table: string; readonly name: string; readonly type: string };
type Key = {
  readonly table: string;
  readonly target: string;
  readonly column: string;
  readonly targetColumn: string;
};

/**
 * Puts a row into every table of the records that is still empty, those first that others refer to. A table that a new step
 * makes is filled like the others, unless its checks want values of their own: then Postgres names the check, and CHOSEN
 * wants a line.
 */
export async function fillEveryTable(pool: Pool): Promise<void> {
  const columns = await columnsToFill(pool);
  const keys = await foreignKeys(pool);
  const names = (await ownTables(pool)).map(({ name }) => name);
  const done = new Set<string>();
  while (done.size < names.length) {
    const ready = names.filter(
      (name) =>
        !done.has(name) &&
        keys.every(({ table, target }) => table !== name || target === name || done.has(target)),
    );
    if (ready.length === 0) throw new Error('tables refer to one another in a circle');
    for (const name of ready) {
      await fill(pool, name, { columns, keys });
      done.add(name);
    }
  }
}

async function fill(
  pool: Pool,
  table: string,
  { columns, keys }: { readonly columns: readonly Column[]; readonly keys: readonly Key[] },
): Promise<void> {
  const { rows } = await pool.query(`select from ${quoted(table)} limit 1`);
  if (rows.length > 0) return;
  const chosen = CHOSEN[table] ?? {};
  const filled = columns.filter((column) => column.table === table && chosen[column.name] !== null);
  const values: unknown[] = [];
  const expressions = filled.map(({ name, type }) => {
    const key = keys.find((one) => one.table === table && one.column === name);
    if (key !== undefined && chosen[name] === undefined) {
      return `(select ${quoted(key.targetColumn)} from ${quoted(key.target)} limit 1)`;
    }
    values.push(chosen[name] ?? BY_TYPE[type]);
    return `$${values.length}`;
  });
  const list = filled.map(({ name }) => quoted(name)).join(', ');
  await pool.query(
    `insert into ${quoted(table)} (${list}) values (${expressions.join(', ')})`,
    values,
  );
}

/** Those that no default and no sequence fills. */
async function columnsToFill(pool: Pool): Promise<Column[]> {
  const { rows } = await pool.query<Column>(
    `select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
       and not a.attisdropped and not a.atthasdef and a.attidentity = '' order by a.attnum`,
  );
  return rows;
}

async function foreignKeys(pool: Pool): Promise<Key[]> {
  const { rows } = await pool.query<Key>(
    `select k.conrelid::regclass::text as table, k.confrelid::regclass::text as target,
       a.attname::text as column, b.attname::text as "targetColumn"
     from pg_constraint k cross join lateral unnest(k.conkey, k.confkey) as pair (own, other)
     join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.own
     join pg_attribute b on b.attrelid = k.confrelid and b.attnum = pair.other
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
  );
  return rows;
}

/** What the tables hold: how many rows, and a hash of all of them in order, by table. */
export async function contentOfTables(
  pool: Pool,
): Promise<Map<string, { readonly rows: number; readonly hash: string }>> {
  const found = new Map<string, { rows: number; hash: string }>();
  for (const { name } of await ownTables(pool)) {
    const { rows } = await pool.query<{ rows: number; hash: string }>(
      `select count(*)::int as rows, coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as hash
       from ${quoted(name)} t`,
    );
    found.set(name, rows[0] ?? { rows: 0, hash: '' });
  }
  return found;
}
