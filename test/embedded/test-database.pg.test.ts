import { expect, test } from '@jest/globals';
import { testDatabase } from '../support/postgres.ts';
import { ask } from './owner-process.ts';

test('each test file gets an empty database of its own', async () => {
  const [one, two] = await Promise.all([testDatabase(), testDatabase()]);
  await ask(one.connectionString, 'create table here as select 1');
  expect(await ask(two.connectionString, `select to_regclass('here')::text`)).toBe('null');
  expect(await ask(one.connectionString, `select to_regclass('here')::text`)).toBe('here');
  await one.drop();
  await two.drop();
  await expect(ask(one.connectionString, 'select 1')).rejects.toThrow('does not exist');
}, 60_000);

test('a database is dropped although a connection to it is open', async () => {
  const database = await testDatabase();
  const waiting = ask(database.connectionString, 'select pg_sleep(30)');
  waiting.catch(() => undefined);
  await ask(database.connectionString, 'select 1');
  await database.drop();
  await expect(waiting).rejects.toThrow();
}, 60_000);

test('a database that a killed run left is dropped after an hour, a younger one is not', async () => {
  const database = await testDatabase();
  const old = `flagbearer_test_${Date.now() - 3_700_000}_left`;
  const young = `flagbearer_test_${Date.now() - 3_000_000}_left`;
  await ask(database.connectionString, `create database ${old} template template0`);
  await ask(database.connectionString, `create database ${young} template template0`);
  await (await testDatabase()).drop();
  const left = `select string_agg(datname, ' ') from pg_database where datname in ('${old}', '${young}')`;
  expect(await ask(database.connectionString, left)).toBe(young);
  await ask(database.connectionString, `drop database ${young}`);
  await database.drop();
}, 60_000);
