import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { migrate } from '../../../src/store/migrate.ts';
import { openPool, type Pool } from '../../../src/store/pool.ts';
import { fillEveryTable } from '../../support/every-table.ts';
import { runHere, type Ended } from '../../support/in-process.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';
import { NOON, testRecords, type TestRecords } from '../../support/records.ts';

let records: TestRecords;
let empty: TestDatabase;
/** Looks at the empty database without being taken for a service. */
let looker: pg.Pool;
let folder: string;
let whole: Buffer;

beforeAll(async () => {
  [records, empty, folder] = await Promise.all([
    testRecords(),
    testDatabase(),
    mkdtemp(join(tmpdir(), 'flagbearer-backup-')),
  ]);
  looker = new pg.Pool({ connectionString: empty.connectionString, max: 1 });
  // A connection may still be closing when its database is dropped.
  looker.on('error', () => undefined);
  await fillEveryTable(records.pool);
  const { code } = await run(['backup', join(folder, 'whole')], records.connectionString);
  expect(code).toBe(0);
  whole = await readFile(join(folder, 'whole'));
}, 60_000);
afterAll(async () => {
  await Promise.all([looker.end(), records.close()]);
  await Promise.all([empty.drop(), rm(folder, { recursive: true })]);
});

describe('a file that is not whole is refused, and nothing is changed', () => {
  test.each<readonly [string, () => Buffer, RegExp]>([
    ['an empty file', () => Buffer.alloc(0), /cut off|no backup/],
    ['a file of something else', () => Buffer.from('Dear reader,\n'), /no backup/],
    ['a zipped file of something else', () => gzipSync('Dear reader,\n'), /no backup/],
    ['cut off after a few bytes', () => whole.subarray(0, 30), /cut off/],
    ['cut off in the middle', () => whole.subarray(0, whole.length / 2), /cut off/],
    ['cut off at the last byte', () => whole.subarray(0, -1), /cut off/],
    ['a byte turned', () => turned(whole, whole.length / 2), /damaged/],
    [
      'cut off between lines, zipped again',
      () => edited((text) => text.slice(0, endOf(text))),
      /cut off/,
    ],
    ['a word changed', () => edited((text) => text.replace('Россия', 'Россiя')), /checksum/],
    ['a row twice', () => edited(withRowTwice), /cannot be read|rows of/],
    ['a reference to nothing', () => edited(withoutRevision), /contradict/],
    ['a table of nobody', () => edited((t) => t.replaceAll('"erasures"', '"pg_authid"')), /table/],
    ['a newer format', () => edited((t) => t.replace('"format":1', '"format":2')), /format 2/],
    ['a newer schema', () => edited((t) => t.replace('"steps":[', '"steps":[999,')), /step 999/],
  ])('%s', async (_, content, problem) => {
    const file = join(folder, 'broken');
    await writeFile(file, content());
    const { code, stderr } = await run(['restore', file], empty.connectionString);
    expect(stderr).toMatch(problem);
    expect(stderr).toContain('what to do: ');
    expect(code).toBe(1);
    const { rows } = await looker.query(
      `select relname from pg_class where relnamespace = 'public'::regnamespace`,
    );
    expect(rows).toEqual([]);
  });

  test.each<readonly [string, () => Buffer, RegExp]>([
    ['the last bytes turned', () => turned(whole, whole.length - 6), /damaged/],
    ['tables in another order', () => edited(withTablesSwapped), /not in their place/],
    ['more after the end', () => edited((text) => `${text}\n`), /checksum/],
  ])('and seen as such without a database: %s', async (_, content, problem) => {
    const file = join(folder, 'broken');
    await writeFile(file, content());
    const { code, stderr } = await run(['restore', file, '--check'], 'postgres://127.0.0.1:1/x');
    expect(stderr).toMatch(problem);
    expect(code).toBe(1);
  });
});

test('a whole file is said to be whole', async () => {
  const { code, stdout } = await run(['restore', join(folder, 'whole'), '--check'], null);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^whole: \d+ rows/) });
});

describe('a backup is not restored', () => {
  test('over other records', async () => {
    const other = await testDatabase();
    await withPool(other, async (pool) => {
      await migrate(pool, NOON);
      await pool.query(`insert into erasures values ('hash', $1)`, [NOON]);
    });
    const { code, stderr } = await run(['restore', join(folder, 'whole')], other.connectionString);
    expect(stderr).toMatch(
      /not empty: there are rows in erasures\n.*what to do: Make a new, empty/,
    );
    expect(code).toBe(1);
  });

  test('while somebody works with the database', async () => {
    const service = openPool({ connectionString: empty.connectionString }, 1, silent);
    await service.query('select 1');
    const { code, stderr } = await run(['restore', join(folder, 'whole')], empty.connectionString);
    await service.end();
    expect(stderr).toMatch(/is in use.*\n.*Stop the service/);
    expect(code).toBe(1);
  });

  test('into tables that are newer than it', async () => {
    const [older, newer] = await Promise.all([testDatabase(), testDatabase()]);
    await withPool(older, (pool) => migrate(pool, NOON, ({ id }) => id <= 3));
    await withPool(newer, (pool) => migrate(pool, NOON));
    await run(['backup', join(folder, 'older')], older.connectionString);
    const { code, stderr } = await run(['restore', join(folder, 'older')], newer.connectionString);
    await Promise.all([older.drop(), newer.drop()]);
    expect(stderr).toContain('newer than the backup');
    expect(code).toBe(1);
  });
});

describe('a backup is not made', () => {
  test.each<readonly [string, string, string | null, number]>([
    ['of records that are not there', 'none', 'postgres://nobody@127.0.0.1:1/x', 1],
    ['of a data folder that holds none', 'none', null, 1],
    ['in a folder that is not there', 'nowhere/none', null, 2],
    ['over a file that is there', 'whole', null, 2],
    ['in place of a folder', '.', null, 2],
  ])('%s', async (_, file, url, wanted) => {
    const before = (await readdir(folder)).toSorted();
    const { code, stderr } = await run(['backup', join(folder, file)], url);
    expect(stderr).toMatch(wanted === 1 ? /^error: .*\n {2}what to do: / : /^error: .*\n$/);
    expect(code).toBe(wanted);
    expect((await readdir(folder)).toSorted()).toEqual(before);
  });

  test('of a database without a schema', async () => {
    const { code, stderr } = await run(['backup', join(folder, 'none')], empty.connectionString);
    expect(stderr).toContain('the database holds no records');
    expect(code).toBe(1);
  });

  test('by replacing a file, unless one says so; then its owner alone may read the new one', async () => {
    const file = join(folder, 'older');
    await writeFile(file, 'x');
    await chmod(file, 0o644);
    expect(await run(['backup', file, '--force'], records.connectionString)).toMatchObject({
      code: 0,
    });
    expect(await run(['restore', file, '--check'], null)).toMatchObject({ code: 0 });
  });
});

const silent = pino({ level: 'silent' });

function run(args: readonly string[], url: string | null): Promise<Ended> {
  const place = url === null ? undefined : { DATABASE_URL: url };
  return runHere(args, { LOG_LEVEL: 'silent', FLAGBEARER_DATA: folder, ...place });
}

async function withPool<T>(database: TestDatabase, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool({ connectionString: database.connectionString }, 1, silent);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

function turned(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(Math.floor(at)) ^ 0xff, Math.floor(at));
  return copy;
}

/** The whole backup with other content. Fails where the edit changes nothing. */
function edited(edit: (text: string) => string): Buffer {
  const text = gunzipSync(whole).toString();
  const changed = edit(text);
  expect(changed === text).toBe(false);
  return gzipSync(changed);
}

/** The lines of a table's rows, each with its end. */
function rowsOf(text: string, table: string): string {
  const start = text.indexOf(`\n{"table":"${table}"}\n`) + `\n{"table":"${table}"}\n`.length;
  return text.slice(start, text.indexOf('\n\\.\n', start) + 1);
}

function withRowTwice(text: string): string {
  const rows = rowsOf(text, 'erasures');
  return text.replace(rows, () => rows + rows);
}

function withTablesSwapped(text: string): string {
  return text.replace('\n{"table":"items"}\n', '\n{"table":"labels"}\n');
}

/** With a checksum that is right. */
function withoutRevision(text: string): string {
  const mark = '\n{"table":"config_revisions"}\n';
  const changed = text
    .slice(0, endOf(text))
    .replace(mark + rowsOf(text, 'config_revisions'), mark)
    .replace(/("name":"config_revisions","rows":)1/, '$10');
  const sha256 = createHash('sha256').update(changed).digest('hex');
  return `${changed}${JSON.stringify({ sha256 })}\n`;
}

/** Where the last line begins. */
function endOf(text: string): number {
  return text.lastIndexOf('{"sha256"');
}
