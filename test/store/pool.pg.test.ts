import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { inTransaction, openPool, type Pool } from '../../src/store/pool.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let pool: Pool;
let admin: Pool;

beforeAll(async () => {
  database = await testDatabase();
  const log = pino({ level: 'silent' });
  pool = openPool({ connectionString: database.connectionString }, 2, log);
  admin = openPool({ connectionString: database.connectionString }, 1, log);
});
afterAll(async () => {
  await Promise.all([pool.end(), admin.end()]);
  await database.drop();
});

test('a transaction whose connection breaks between two statements fails, and the next one works', async () => {
  const broken = inTransaction(pool, async (db) => {
    await db.query('select 1');
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    // The news of its end arrives while nothing waits for an answer.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await db.query('select 2');
  });
  await expect(broken).rejects.toThrow();
  await expect(inTransaction(pool, (db) => db.query('select 3'))).resolves.toBeDefined();
});

test('a transaction that fails leaves nothing behind', async () => {
  await pool.query('create table kept (n int)');
  const failed = inTransaction(pool, async (db) => {
    await db.query('insert into kept values (1)');
    throw new Error('changed my mind');
  });
  await expect(failed).rejects.toThrow('changed my mind');
  expect((await pool.query('select * from kept')).rows).toEqual([]);
});
