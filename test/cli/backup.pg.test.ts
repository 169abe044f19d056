import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fillEveryTable } from '../support/every-table.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { testRecords, type TestRecords } from '../support/records.ts';

const program = join(import.meta.dirname, '..', '..', '.test-dist', 'main.js');
let records: TestRecords;
let empty: TestDatabase;
let folder: string;

beforeAll(async () => {
  [records, empty, folder] = await Promise.all([
    testRecords(),
    testDatabase(),
    mkdtemp(join(tmpdir(), 'flagbearer-backup-')),
  ]);
  await fillEveryTable(records.pool);
}, 60_000);
afterAll(async () => {
  await records.close();
  await Promise.all([empty.drop(), rm(folder, { recursive: true })]);
});

test('a backup goes through a pipe from one database into another', async () => {
  const from = start(['backup', '-', '--json'], records.connectionString);
  const to = start(['restore', '-', '--json'], empty.connectionString);
  from.stdout.pipe(to.stdin);
  const [result, notes, restored, problems] = await Promise.all([
    once(from, 'exit'),
    text(from.stderr),
    text(to.stdout),
    text(to.stderr),
  ]);
  expect(problems).toBe('');
  expect(result).toEqual([0, null]);
  // Standard output is the backup: what is told of it goes to standard error.
  const { rows } = JSON.parse(notes);
  expect(rows).toBeGreaterThan(40);
  expect(JSON.parse(restored)).toMatchObject({ rows });
}, 60_000);

test('who stops it finds nothing half-written, and a database that goes on', async () => {
  const client = await records.pool.connect();
  await client.query('begin; lock table subscribers');
  const backup = start(['backup', join(folder, 'stopped')], records.connectionString);
  const said = text(backup.stderr);
  while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await readdir(folder)).toEqual([expect.stringMatching(/^\.stopped\..*\.part$/)]);
  backup.kill('SIGINT');
  expect(await once(backup, 'exit')).toEqual([1, null]);
  expect(await said).toBe('stopped; nothing was written\n');
  expect(await readdir(folder)).toEqual([]);
  await client.query('rollback');
  client.release();
}, 60_000);

async function isWaiting(): Promise<boolean> {
  const { rows } = await records.pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

function start(args: readonly string[], url: string) {
  return spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', DATABASE_URL: url },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}
