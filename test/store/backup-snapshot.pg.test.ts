import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inSnapshot } from '../../src/store/backup-snapshot.ts';
import { countRows } from '../../src/store/backup-tables.ts';
import { MIGRATION_LOCK } from '../../src/store/migrate.ts';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());

const insert = (hash: string) =>
  records.pool.query('insert into erasures values ($1, $2)', [hash, NOON]);

test('what is written meanwhile is not seen, and nobody is kept from writing', async () => {
  await insert('before');
  const counts = await inSnapshot(records.pool, async (db) => {
    const first = await countRows(db, 'erasures');
    await insert('meanwhile');
    return [first, await countRows(db, 'erasures')];
  });
  expect(counts).toEqual([1, 1]);
  expect(await countRows(records.pool, 'erasures')).toBe(2);
});

test('the schema stays as it is meanwhile, and may be changed afterwards', async () => {
  const mayMigrate = async (): Promise<unknown> => {
    const { rows } = await records.pool.query('select pg_try_advisory_xact_lock($1) as may', [
      MIGRATION_LOCK,
    ]);
    return rows[0];
  };
  expect(await inSnapshot(records.pool, mayMigrate)).toEqual({ may: false });
  // The server learns of the end of a connection a moment later.
  await records.pool.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
});

test('nothing can be changed in it', async () => {
  const changed = inSnapshot(records.pool, (db) => db.query('delete from erasures'));
  await expect(changed).rejects.toThrow('read-only');
});

test('a statement that waits is cancelled when one is told to stop', async () => {
  const stopping = new AbortController();
  const stopped = inSnapshot(
    records.pool,
    async (db) => {
      setTimeout(() => stopping.abort(), 20);
      await db.query('select pg_sleep(600)');
    },
    stopping.signal,
  );
  await expect(stopped).rejects.toThrow('canceling statement');
});
