import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { fillEveryTable } from '../../support/every-table.ts';
import { runHere, type Ended } from '../../support/in-process.ts';
import { testDatabase, type TestDatabase } from '../../support/postgres.ts';
import { minutesLater, testRecords, type TestRecords } from '../../support/records.ts';

const LATER = minutesLater(600);
let records: TestRecords;
let folder: string;
let file: string;
let restored: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  [records, folder] = await Promise.all([
    testRecords(),
    mkdtemp(join(tmpdir(), 'flagbearer-backup-')),
  ]);
  await fillEveryTable(records.pool);
  await addDeliveries();
  file = join(folder, 'all');
  expect(await run(['backup', file], records.connectionString)).toMatchObject({ code: 0 });
}, 60_000);
afterAll(async () => {
  await Promise.all([records.close(), rm(folder, { recursive: true })]);
});
beforeEach(async () => {
  restored = await testDatabase();
  pool = new pg.Pool({ connectionString: restored.connectionString, max: 1 });
  // A connection may still be closing when its database is dropped.
  pool.on('error', () => undefined);
});
afterEach(async () => {
  await pool.end();
  await restored.drop();
});

/** State before, and after each choice. */
const WAITING = [
  ['queued', { hold: 'held', drop: 'cancelled', send: 'queued' }],
  ['sending', { hold: 'held', drop: 'cancelled', send: 'sending' }],
  ['held', { hold: 'held', drop: 'held', send: 'held' }],
  ['sent', { hold: 'sent', drop: 'sent', send: 'sent' }],
  ['unknown', { hold: 'unknown', drop: 'unknown', send: 'unknown' }],
] as const;

describe('what waited when the backup was made may have been sent since', () => {
  test.each([
    ['hold', { letters: 'queued', operator_mails: 'unknown', holds: 1 }],
    ['drop', { letters: 'cancelled', operator_mails: 'unknown', holds: 0 }],
    ['send', { letters: 'queued', operator_mails: 'queued', holds: 0 }],
  ] as const)('--mail %s', async (choice, wanted) => {
    const args = choice === 'hold' ? [] : ['--mail', choice];
    const { code, stdout } = await run(
      ['restore', file, '--json', ...args],
      restored.connectionString,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      mail: { choice, digests: 2, letters: 1, operatorMails: 1 },
    });
    const states = Object.fromEntries(
      await Promise.all(
        ['deliveries', 'letters', 'operator_mails'].map(async (table) => [
          table,
          await statesOf(table),
        ]),
      ),
    );
    expect(states).toEqual({
      deliveries: WAITING.map(([, after]) => after[choice]),
      letters: [wanted.letters],
      operator_mails: [wanted.operator_mails],
    });
    const { rows } = await pool.query(
      'select reason, at from mail_holds where released_at is null',
    );
    expect(rows).toEqual(
      Array.from({ length: wanted.holds }, () => ({
        reason: expect.stringMatching(/^restored from a backup of 2026-03-04T22:00:00.000Z/),
        at: LATER,
      })),
    );
    await expectRecorded(choice);
    if (choice === 'hold') await expectReleased();
  });
});

/** A restore is in the audit log; numbers that were given after the backup are not given again. */
async function expectRecorded(choice: string): Promise<void> {
  const audit = ['ops', 'audit', '--limit', '1', '--json'];
  const { stdout } = await run(audit, restored.connectionString);
  expect(JSON.parse(stdout)).toMatchObject({
    action: 'restore',
    detail: `mail that waited: ${choice}`,
  });
  const insert = `insert into story_edits (kind, made_by, made_at) values ('merge', 'anna', $1) returning id::int`;
  const id = choice === 'send' ? 2 : 1_000_002;
  expect((await pool.query(insert, [LATER])).rows).toEqual([{ id }]);
}

/** What is held is shown, and goes out when a person says so. */
async function expectReleased(): Promise<void> {
  const { stdout } = await run(['mail', 'status'], restored.connectionString);
  expect(stdout).toContain('no digest is sent since 2026-03-04T22:00:00.000Z: restored from');
  await run(['mail', 'release'], restored.connectionString);
  expect(await statesOf('deliveries')).toEqual(['queued', 'queued', 'queued', 'sent', 'unknown']);
}

/** One delivery in each state, in the order of WAITING; the letter and the operators' mail that are there wait too. */
async function addDeliveries(): Promise<void> {
  await records.pool.query('delete from deliveries');
  for (const [at, [state]] of WAITING.entries()) {
    await records.pool.query(
      `with digest as (
         insert into digests (subscriber_id, window_start, due_at, composed_at) select id, $2, $2, $2 from subscribers
         returning id
       )
       insert into deliveries (digest_id, message_id, state, next_attempt_at, claimed_until)
       select id, $1, $1, $2, case when $1 = 'sending' then $2 end from digest`,
      [state, minutesLater(at)],
    );
  }
}

async function statesOf(table: string): Promise<string[]> {
  const { rows } = await pool.query<{ state: string }>(`select state from ${table} order by id`);
  return rows.map(({ state }) => state);
}

function run(args: readonly string[], url: string): Promise<Ended> {
  const environment = { LOG_LEVEL: 'silent', DATABASE_URL: url, FLAGBEARER_DATA: folder };
  return runHere(args, environment, { now: () => LATER });
}
