import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { backupTables, LEFT_OUT } from '../../../src/store/backup-tables.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { MIGRATIONS } from '../../../src/store/migrations/list.ts';
import type { Pool } from '../../../src/store/pool.ts';
import { contentOfTables, fillEveryTable } from '../../support/every-table.ts';
import { runHere, type Ended } from '../../support/in-process.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';
import { NOON, testRecords, type TestRecords } from '../../support/records.ts';

let records: TestRecords;
let folder: string;
let file: string;
const databases: TestDatabase[] = [];
const pools: Pool[] = [];
const roles: string[] = [];

beforeAll(async () => {
  [records, folder] = await Promise.all([
    testRecords(),
    mkdtemp(join(tmpdir(), 'flagbearer-backup-')),
  ]);
  await fillEveryTable(records.pool);
  await addMany(records.pool);
  file = join(folder, 'all.backup');
  const { code, stderr } = await run(['backup', file], records.connectionString);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}, 60_000);
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await Promise.all(databases.map(({ drop }) => drop()));
  for (const role of roles) await records.pool.query(`drop role ${role}`);
  await Promise.all([records.close(), rm(folder, { recursive: true })]);
});

describe('a backup', () => {
  test('holds every table but those that are left out by name', async () => {
    const { rows } = await records.pool.query<{ name: string }>(
      `select table_name::text as name from information_schema.tables where table_schema = 'public'`,
    );
    const held = (await manifestOf(file)).tables.map(({ name }) => name);
    const all = rows.map(({ name }) => name);
    expect([...held, ...Object.keys(LEFT_OUT)].toSorted()).toEqual(all.toSorted());
  });

  test('was made of records in which no table is empty', async () => {
    const { tables } = await manifestOf(file);
    expect(tables.filter(({ rows }) => rows === 0)).toEqual([]);
  });

  test('takes nothing of another program that keeps its tables in the same database', async () => {
    await records.pool.query('create table invoices (n int)');
    const names = (await backupTables(records.pool)).map(({ name }) => name);
    await records.pool.query('drop table invoices');
    expect(names).toContain('subscribers');
    expect(names).not.toContain('invoices');
  });

  test('is for its owner only, and leaves nothing else in the folder', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['all.backup']);
  });
});

describe('what comes out is what went in, row by row', () => {
  test('in a database of a user with no rights but to own it', async () => {
    const { url, pool } = await ordinaryDatabase();
    expect(await run(['restore', file, '--mail', 'send'], url)).toMatchObject({ code: 0 });
    await expectSameRecords(pool);
    await expectGuards(pool);
  });

  test('from DATABASE_URL into the data folder, and from there back', async () => {
    const data = join(folder, 'data');
    const copy = join(folder, 'copy.backup');
    expect(await run(['restore', file, '--mail', 'send'], null, data)).toMatchObject({ code: 0 });
    expect(await run(['backup', copy], null, data)).toMatchObject({ code: 0 });
    const { url, pool } = await emptyDatabase();
    // Tables that are there already may stay, as long as they are empty.
    await migrate(pool, NOON);
    expect(await run(['restore', copy, '--mail', 'send'], url)).toMatchObject({ code: 0 });
    await expectSameRecords(pool, 2);
  }, 60_000);
});

test.each([1, 7])('a backup of schema step %i is brought up to date', async (step) => {
  const old = await emptyDatabase();
  await migrate(old.pool, NOON, ({ id }) => id <= step);
  await fillEveryTable(old.pool);
  const path = join(folder, `step-${step}.backup`);
  expect(await run(['backup', path], old.url)).toMatchObject({ code: 0 });
  const fresh = await emptyDatabase();
  expect(await run(['restore', path, '--mail', 'send'], fresh.url)).toMatchObject({ code: 0 });
  // As the old one would have become by itself.
  await migrate(old.pool, NOON);
  const [wanted, found] = await Promise.all([
    contentOfTables(old.pool),
    contentOfTables(fresh.pool),
  ]);
  for (const name of [...Object.keys(LEFT_OUT), 'audit_log']) wanted.delete(name);
  expect([...found].filter(([name]) => wanted.has(name))).toEqual([...wanted]);
  const ids = await fresh.pool.query<{ id: number }>(
    'select id from schema_migrations order by id',
  );
  expect(ids.rows.map(({ id }) => id)).toEqual(MIGRATIONS.map(({ id }) => id));
});

/** More than a block of rows, and a row that is longer than a block. */
async function addMany(pool: Pool): Promise<void> {
  await pool.query(
    `insert into items (source_id, key, url, canonical_url, url_hash, title, summary, language, outlet, published_at,
       fetched_at, is_news)
     select 'many', n, 'u', 'u', 'many' || n, repeat('x\n\\.', n % 50), repeat('long ', case n when 9 then 60000 else 9 end),
       'en', 'o', $1, $1, n % 2 = 0 from generate_series(1, 2000) as n`,
    [NOON],
  );
}

/** Runs a command on the database at this address, or on the private one in a folder. */
function run(args: readonly string[], url: string | null, data = folder): Promise<Ended> {
  const place = url === null ? undefined : { DATABASE_URL: url };
  return runHere(args, { LOG_LEVEL: 'silent', FLAGBEARER_DATA: data, ...place });
}

async function manifestOf(path: string): Promise<{ tables: { name: string; rows: number }[] }> {
  const content = gunzipSync(await readFile(path));
  return JSON.parse(content.subarray(0, content.indexOf('\n')).toString());
}

async function emptyDatabase(): Promise<{ readonly url: string; readonly pool: Pool }> {
  const database = await testDatabase();
  databases.push(database);
  return openUrl(database.connectionString);
}

function openUrl(url: string): { readonly url: string; readonly pool: Pool } {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  // A connection may still be closing when its database is dropped.
  pool.on('error', () => undefined);
  pools.push(pool);
  return { url, pool };
}

/** An empty database of a user who is no superuser. */
async function ordinaryDatabase(): Promise<{ readonly url: string; readonly pool: Pool }> {
  const { url, pool } = await emptyDatabase();
  const { rows } = await pool.query<{ name: string }>('select current_database() as name');
  const [name = ''] = rows.map((row) => row.name);
  const user = `owner_${name}`.slice(0, 63);
  roles.push(user);
  await pool.query(`create role ${user} login password 'hush'`);
  await pool.query(`alter database ${name} owner to ${user}`);
  // Up to PostgreSQL 14 everybody may make tables in `public`, from 15 on the database's owner may.
  return openUrl(url.replace(/\/\/[^@]*@/, `//${user}:hush@`));
}

/** All tables of a backup hold the same, but for the entries that tell of restores. */
async function expectSameRecords(pool: Pool, restores = 1): Promise<void> {
  const [wanted, found] = await Promise.all([contentOfTables(records.pool), contentOfTables(pool)]);
  const held = [...wanted].filter(([name]) => !Object.hasOwn(LEFT_OUT, name));
  const others = held.filter(([name]) => name !== 'audit_log');
  expect(others.map(([name]) => [name, found.get(name)])).toEqual(others);
  expect(found.get('audit_log')?.rows).toBe((wanted.get('audit_log')?.rows ?? 0) + restores);
}

/** Triggers and foreign keys are as they were, and new rows get new numbers. */
async function expectGuards(pool: Pool): Promise<void> {
  const guards = `select conname || pg_get_constraintdef(oid) || convalidated as one from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select t.tgname || t.tgenabled::text from pg_trigger t
      join pg_class c on c.oid = t.tgrelid and c.relnamespace = 'public'::regnamespace where not t.tgisinternal order by 1`;
  const [wanted, found] = await Promise.all([records.pool.query(guards), pool.query(guards)]);
  expect(found.rows).toEqual(wanted.rows);
  await expect(pool.query('delete from matter_changes')).rejects.toThrow('added and never edited');
  const next = `insert into fetches (source_id, at, outcome, ms) select source_id, $1, 'ok', 1 from source_states limit 1
    returning id::int`;
  const last = await pool.query<{ id: number }>('select max(id)::int as id from fetches');
  expect((await pool.query<{ id: number }>(next, [NOON])).rows).toEqual([
    { id: (last.rows[0]?.id ?? 0) + 1 },
  ]);
}
