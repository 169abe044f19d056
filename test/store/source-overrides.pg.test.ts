import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inTransaction, joinTransactions, type Pool } from '../../src/store/pool.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { recordPoll } from './polls.ts';

const PAUSE = { by: 'anna', at: NOON };
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate source_states cascade');
  const rows = ['paper', 'herald'].map((id) => ({ id, url: `https://${id}.example/rss` }));
  await records.store.sources.ensure(rows, NOON);
});

describe('a paused source', () => {
  test('is not due, and nobody waits for it, until it is resumed', async () => {
    const { sources, overrides } = records.store;
    expect(await overrides.pause('paper', PAUSE)).toBe(true);
    expect(await overrides.pause('paper', PAUSE)).toBe(false);
    expect(await sources.due(['paper', 'herald'], minutesLater(5), 10)).toEqual(['herald']);
    expect(await sources.hasOverdue(['paper'], minutesLater(60))).toBe(false);
    expect(await overrides.resume('paper')).toBe(true);
    expect(await overrides.resume('paper')).toBe(false);
    expect(await sources.due(['paper'], minutesLater(5), 10)).toEqual(['paper']);
    expect(await sources.hasOverdue(['paper'], minutesLater(60))).toBe(true);
    expect(await overrides.of(['paper', 'herald'])).toEqual([]);
  });

  test('that is not known cannot be paused', async () => {
    expect(await records.store.overrides.pause('unknown', PAUSE)).toBe(false);
  });
});

describe('an interval', () => {
  test('that is set moves the next poll, says who did it, and stays when the source is paused', async () => {
    await recordPoll(records.store, { at: minutesLater(1) });
    const change = { intervalMs: 900_000, reason: 'Every 15 minutes, set by boris.', by: 'boris' };
    await records.store.overrides.setInterval('paper', { ...change, at: NOON });
    const [health] = await records.store.sources.health(['paper'], NOON);
    expect(health).toMatchObject({
      nextPollAt: minutesLater(16),
      nextPollReason: 'Every 15 minutes, set by boris.',
    });
    await records.store.overrides.pause('paper', PAUSE);
    expect(await records.store.overrides.of(['paper'])).toEqual([
      { sourceId: 'paper', paused: PAUSE, interval: { ms: 900_000, by: 'boris', at: NOON } },
    ]);
  });

  test('of a source that is given up is not set', async () => {
    await records.pool.query('update source_states set next_poll_at = null');
    const change = { intervalMs: 900_000, reason: '', by: 'anna', at: NOON };
    expect(await records.store.overrides.setInterval('paper', change)).toBe(false);
    expect(await records.store.overrides.of(['paper'])).toEqual([]);
  });
});

describe('questions that run together', () => {
  const entry = { operator: 'anna', action: 'pause', subject: 'source paper', detail: null };

  test('count together or not at all, also those that open a transaction of their own', async () => {
    const all = { operator: null, subject: null, before: null, limit: 10 };
    const failing = records.store.together(async (inside) => {
      await inside.overrides.pause('paper', PAUSE);
      await inside.holds.release(NOON);
      await inside.audit.add({ ...entry, at: NOON });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await records.store.overrides.of(['paper'])).toEqual([]);
    expect(await records.store.audit.list(all)).toEqual([]);

    await records.store.together(async (inside) => {
      await inside.together((deeper) => deeper.overrides.pause('paper', PAUSE));
      await inside.audit.add({ ...entry, at: NOON });
    });
    expect(await records.store.overrides.of(['paper'])).toHaveLength(1);
    expect(await records.store.audit.list(all)).toHaveLength(1);
  });

  test('hold on to the locks that they take until the end of all', async () => {
    const { pool } = records;
    const order: string[] = [];
    const take = (from: Pool, name: string) =>
      inTransaction(from, () => Promise.resolve(order.push(name)), LOCK);
    let other: Promise<unknown> = Promise.resolve();
    await joinTransactions(pool, async (inside) => {
      await take(inside, 'first');
      other = take(pool, 'other');
      while (!(await isWaitedFor())) await new Promise((resolve) => setTimeout(resolve, 5));
      await take(inside, 'second');
    });
    await other;
    expect(order).toEqual(['first', 'second', 'other']);
  });
});

/** Any number that nothing else in these tests locks. */
const LOCK = 4711;

async function isWaitedFor(): Promise<boolean> {
  const { rowCount } = await records.pool.query(
    `select from pg_locks where locktype = 'advisory' and objid = $1 and not granted`,
    [LOCK],
  );
  return rowCount === 1;
}

test('the audit log goes on by number, however many entries there are', async () => {
  await records.store.together(async (inside) => {
    for (let n = 0; n < 12; n += 1) {
      await inside.audit.add({
        operator: 'boris',
        action: 'count',
        subject: `number ${n}`,
        detail: null,
        at: NOON,
      });
    }
  });
  const page = { operator: 'boris', subject: 'NUMBER', limit: 5 };
  const first = await records.store.audit.list({ ...page, before: null });
  const second = await records.store.audit.list({ ...page, before: first.at(-1)?.id ?? null });
  expect([...first, ...second].map(({ subject }) => subject)).toEqual(
    [11, 10, 9, 8, 7, 6, 5, 4, 3, 2].map((n) => `number ${n}`),
  );
});
