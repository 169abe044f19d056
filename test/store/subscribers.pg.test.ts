import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/list.ts';
import { openPool, type Pool } from '../../src/store/pool.ts';
import { openStore } from '../../src/store/store.ts';
import { testDatabase } from '../support/postgres.ts';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import type { NewSubscriber } from '../../src/store/subscribers.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const EMAIL = 'reader@example.org';
const TOKEN = 'a-token-of-the-first-mail';
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate subscribers, suppressions, bounces, mail_holds cascade');
});

async function save(change: Partial<NewSubscriber> = {}): Promise<void> {
  await records.store.subscribers.save({
    email: EMAIL,
    schedule: { kind: 'daily', time: '13:00' },
    zone: 'UTC',
    since: NOON,
    nextDigestAt: minutesLater(60),
    unsubscribeToken: TOKEN,
    ...change,
  });
}

async function dueEmails(at = minutesLater(60)): Promise<number> {
  return (await records.store.subscribers.due(at, 10)).length;
}

describe('preferences', () => {
  test('are everything where nobody said anything, and what was said otherwise', async () => {
    await save();
    expect((await records.store.subscribers.find(EMAIL))?.preferences).toEqual(DEFAULT_PREFERENCES);
    const preferences = { ...DEFAULT_PREFERENCES, sports: ['judo'], language: 'ru' as const };
    await save({ preferences });
    expect((await records.store.subscribers.find(' Reader@Example.ORG '))?.preferences).toEqual(
      preferences,
    );
    await save({ zone: 'Asia/Tokyo' });
    const kept = await records.store.subscribers.find(EMAIL);
    expect(kept).toMatchObject({ zone: 'Asia/Tokyo', preferences });
  });

  test('that a later version adds are as usual for who said nothing of them', async () => {
    await save();
    await records.pool.query(`update subscribers set preferences = '{"sports":["judo"]}'`);
    expect((await records.store.subscribers.find(EMAIL))?.preferences).toEqual({
      ...DEFAULT_PREFERENCES,
      sports: ['judo'],
    });
  });
});

describe('nothing is due for somebody who', () => {
  test('has paused, until the pause is over', async () => {
    await save();
    expect(await dueEmails()).toBe(1);
    await records.store.subscribers.pause(EMAIL, minutesLater(120));
    expect(await dueEmails()).toBe(0);
    expect(await dueEmails(minutesLater(120))).toBe(1);
    await records.store.subscribers.pause(EMAIL, null);
    expect(await dueEmails()).toBe(1);
  });

  test('is suppressed, whoever signs them up again', async () => {
    await save();
    const why = { email: 'READER@example.org', reason: 'complaint', detail: null, at: NOON };
    await records.store.suppressions.add(why);
    await save();
    expect(await dueEmails()).toBe(0);
    expect(await records.store.suppressions.remove(EMAIL)).toBe(true);
    expect(await dueEmails()).toBe(1);
    expect(await records.store.suppressions.remove(EMAIL)).toBe(false);
  });
});

describe('a token', () => {
  test('of an old mail still works for somebody who left and came back', async () => {
    await save();
    expect(await records.store.subscribers.leaveByToken(TOKEN, NOON)).toBe(true);
    await save({ unsubscribeToken: 'another' });
    expect((await records.store.subscribers.find(EMAIL))?.state).toBe('active');
    expect(await records.store.subscribers.leaveByToken(TOKEN, NOON)).toBe(true);
    expect(await records.store.subscribers.find(EMAIL)).toMatchObject({
      state: 'left',
      leftBy: 'subscriber',
    });
  });

  test('that nobody has ends nothing', async () => {
    await save();
    expect(await records.store.subscribers.leaveByToken('nobody', NOON)).toBe(false);
    expect(await records.store.suppressions.addByToken('nobody', 'x', NOON)).toBe(false);
    expect(await dueEmails()).toBe(1);
  });

  test('ends by the reader’s own will what an operator had ended before', async () => {
    await save();
    await records.store.subscribers.leaveByEmail(EMAIL, NOON);
    expect((await records.store.subscribers.find(EMAIL))?.leftBy).toBe('operator');
    await records.store.subscribers.leaveByToken(TOKEN, NOON);
    expect((await records.store.subscribers.find(EMAIL))?.leftBy).toBe('subscriber');
  });
});

describe('a bounce', () => {
  let number = 0;
  const bounce = (change: Partial<Parameters<typeof records.store.bounces.record>[0]> = {}) => {
    number += 1;
    return records.store.bounces.record({
      email: EMAIL,
      kind: 'hard',
      status: '5.1.1',
      detail: 'no such\u0000 user',
      deliveryId: null,
      reportKey: `report ${number}`,
      at: NOON,
      ...change,
    });
  };

  test('that is hard, or a complaint, suppresses its address at once', async () => {
    for (const kind of ['hard', 'complaint'] as const) {
      await records.pool.query('truncate suppressions, bounces');
      await save();
      expect(await bounce({ kind })).toMatchObject({ isNew: true });
      expect(await records.store.suppressions.find(EMAIL)).toMatchObject({
        reason: kind === 'hard' ? 'hard bounce' : 'complaint',
      });
      expect(await dueEmails()).toBe(0);
    }
  });

  test('that is soft does so on the fifth day', async () => {
    for (let day = 0; day < 5; day += 1) {
      expect(await records.store.suppressions.find(EMAIL)).toBeUndefined();
      await bounce({ kind: 'soft', at: minutesLater(day * 24 * 60) });
    }
    expect(await records.store.suppressions.find(EMAIL)).toMatchObject({ reason: 'soft bounces' });
  });

  test('counts once, however many processes read its report', async () => {
    const effects = await Promise.all(
      Array.from({ length: 6 }, () => bounce({ kind: 'soft', reportKey: 'the same' })),
    );
    expect(effects.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test('is forgotten with the suppression that it led to', async () => {
    await bounce();
    await records.store.suppressions.remove(EMAIL);
    await bounce({ kind: 'soft' });
    expect(await records.store.suppressions.find(EMAIL)).toBeUndefined();
  });

  test('for policy stops all sending once it is a spike, and releases last', async () => {
    for (const at of [1, 2, 3, 4]) await bounce({ kind: 'policy', email: `p${at}@example.org` });
    expect(await records.store.holds.open()).toEqual([]);
    await Promise.all(
      [5, 6, 7].map((at) => bounce({ kind: 'policy', email: `p${at}@example.org` })),
    );
    expect(await records.store.holds.open()).toMatchObject([{ kind: 'policy' }]);
    expect(await records.store.suppressions.list()).toEqual([]);
    expect(await records.store.holds.release(minutesLater(1))).toEqual({ holds: 1, digests: 0 });
    await bounce({ kind: 'policy', email: 'p8@example.org', at: minutesLater(2) });
    expect(await records.store.holds.open()).toEqual([]);
  });

  test('of one mailbox that refuses again and again is no spike', async () => {
    for (let time = 0; time < 9; time += 1) await bounce({ kind: 'policy' });
    expect(await records.store.holds.open()).toEqual([]);
  });
});

test('subscribers of a database from before get all they got, and who left did so by themselves', async () => {
  const { connectionString, drop } = await testDatabase();
  const pool = openPool({ connectionString }, 2, pino({ level: 'silent' }));
  try {
    await migrateTo(5, pool);
    await pool.query(
      `insert into subscribers (email, email_key, schedule, zone, state, since, unsubscribe_token, created_at)
       select name || '@example.org', name || '@example.org', '{"kind":"instant"}', 'UTC',
         case name when 'gone' then 'left' else 'active' end, $1, name, $1
       from unnest(array['told', 'new', 'gone']) as name`,
      [NOON],
    );
    await pool.query(
      `insert into digests (subscriber_id, window_start, due_at, content, composed_at)
       select id, $1, $2, '{}', $2 from subscribers where email_key = 'told@example.org'`,
      [NOON, minutesLater(9)],
    );
    await migrate(pool, NOON);
    const { rows } = await pool.query(
      'select unsubscribe_token as name, left_by, looked_at from subscribers order by id',
    );
    expect(rows).toEqual([
      { name: 'told', left_by: null, looked_at: minutesLater(9) },
      { name: 'new', left_by: null, looked_at: NOON },
      { name: 'gone', left_by: 'subscriber', looked_at: NOON },
    ]);
    const [first] = await openStore(pool).subscribers.list();
    expect(first).toMatchObject({ managedBy: 'records', preferences: DEFAULT_PREFERENCES });
  } finally {
    await pool.end();
    await drop();
  }
});

/** The schema as it was after a step. */
async function migrateTo(step: number, pool: Pool): Promise<void> {
  await pool.query(
    'create table schema_migrations (id integer primary key, name text not null, applied_at timestamptz not null)',
  );
  for (const { id, name, sql } of MIGRATIONS.filter((one) => one.id <= step)) {
    await pool.query(sql);
    await pool.query('insert into schema_migrations values ($1, $2, $3)', [id, name, NOON]);
  }
}
