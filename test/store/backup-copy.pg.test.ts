import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { copyIn, copyOut } from '../../src/store/backup-copy.ts';
import { inTransaction, openPool, type Pool } from '../../src/store/pool.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await testDatabase();
  pool = openPool({ connectionString: database.connectionString }, 1, pino({ level: 'silent' }));
  await pool.query('create table kept (n integer primary key, words text)');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('truncate kept');
});

const MANY = 'copy (select n, repeat(n::text, 100) from generate_series(1, 20000) n) to stdout';

describe('rows that come out', () => {
  test('are whole lines, in blocks of some size, however slowly they are taken', async () => {
    const blocks = await inTransaction(pool, async (db) => {
      const taken: string[] = [];
      for await (const block of copyOut(db, MANY)) {
        if (taken.length % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
        taken.push(block.toString());
      }
      // The connection is free for what comes next.
      await db.query('select 1');
      return taken;
    });
    expect(blocks.length).toBeGreaterThan(50);
    expect(blocks.every((block) => block.endsWith('\n') && block.length <= 65_536)).toBe(true);
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `${at + 1}\t${`${at + 1}`.repeat(100)}\n`,
    );
    expect(blocks.join('') === rows.join('')).toBe(true);
  });

  test('may be longer than a block', async () => {
    const statement = `copy (select repeat('x', n) from unnest(array[3, 200000, 5]) n) to stdout`;
    const lengths = await inTransaction(pool, async (db) => {
      const found: number[] = [];
      for await (const block of copyOut(db, statement)) found.push(block.length);
      return found;
    });
    expect(lengths).toEqual([4, 200_001, 6]);
  });

  test.each([
    ['at the start', 'copy (select from nowhere) to stdout', /nowhere/],
    [
      'after many rows',
      `copy (select repeat('x', 9000), 1 / (3000 - n) from generate_series(1, 4000) n) to stdout`,
      /division by zero/,
    ],
  ])('end with what Postgres says %s, and the pool works on', async (_, statement, problem) => {
    const failed = inTransaction(pool, async (db) => {
      const rows = copyOut(db, statement);
      while ((await rows.next()).done !== true);
    });
    await expect(failed).rejects.toThrow(problem);
    expect((await pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  test('need not be taken to the end: then their connection is given up', async () => {
    const stopped = inTransaction(pool, async (db) => {
      for await (const block of copyOut(db, MANY)) throw new Error(`enough after ${block.length}`);
    });
    await expect(stopped).rejects.toThrow('enough');
    expect((await pool.query('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });
});

describe('rows that go in', () => {
  test('are counted, wherever the blocks are cut', async () => {
    const count = await inTransaction(pool, (db) =>
      copyIn(db, 'copy kept (n, words) from stdin', blocksOf('1\ta\\nb\n2', '\t\\N\n3\t', 'c\n')),
    );
    expect(count).toBe(3);
    const { rows } = await pool.query('select words from kept order by n');
    expect(rows).toEqual([{ words: 'a\nb' }, { words: null }, { words: 'c' }]);
  });

  test('may be more than the connection takes at once', async () => {
    async function* many() {
      for (let n = 0; n < 300; n += 1) yield Buffer.from(`${n}\t${'x'.repeat(100_000)}\n`);
    }
    const count = await inTransaction(pool, (db) =>
      copyIn(db, 'copy kept (n, words) from stdin', many()),
    );
    expect(count).toBe(300);
  });

  test.each([
    ['a value that does not fit', blocksOf('1\ta\n', 'two\tb\n', '3\tc\n'), /invalid input syntax/],
    ['a row twice', blocksOf('1\ta\n', '1\tb\n'), /duplicate key/],
    ['a reader that fails', failingAfter('1\ta\n'), /cannot be read/],
  ])('%s undoes all, and the pool works on', async (_, blocks, problem) => {
    const failed = inTransaction(pool, (db) =>
      copyIn(db, 'copy kept (n, words) from stdin', blocks),
    );
    await expect(failed).rejects.toThrow(problem);
    expect((await pool.query('select n from kept')).rows).toEqual([]);
  });

  test('a table that is not there is said', async () => {
    const failed = inTransaction(pool, (db) => copyIn(db, 'copy lost from stdin', blocksOf('1\n')));
    await expect(failed).rejects.toThrow('"lost" does not exist');
  });

  test('a connection that breaks meanwhile is said', async () => {
    async function* broken() {
      yield Buffer.from('1\ta\n');
      const other = openPool(
        { connectionString: database.connectionString },
        1,
        pino({ level: 'silent' }),
      );
      await other.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      await other.end();
      for (let n = 2; n < 200; n += 1) yield Buffer.from(`${n}\t${'x'.repeat(100_000)}\n`);
    }
    const failed = inTransaction(pool, (db) =>
      copyIn(db, 'copy kept (n, words) from stdin', broken()),
    );
    await expect(failed).rejects.toThrow();
    expect((await pool.query('select n from kept')).rows).toEqual([]);
  });
});

async function* blocksOf(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

async function* failingAfter(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
  throw new Error('the file cannot be read');
}
