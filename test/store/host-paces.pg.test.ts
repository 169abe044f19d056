import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pino } from 'pino';
import type { Turn, TurnWish } from '../../src/core/politeness.ts';
import { openPool, type Pool } from '../../src/store/pool.ts';
import { openStore } from '../../src/store/store.ts';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';

let records: TestRecords;
/** Two processes, as far as the records can tell. */
let pools: readonly Pool[];

beforeAll(async () => {
  records = await testRecords();
  const { connectionString } = records;
  pools = [0, 1].map(() => openPool({ connectionString }, 2, pino({ level: 'silent' })));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await records.close();
});
beforeEach(async () => {
  await records.pool.query('truncate host_paces cascade');
});

function seconds(count: number): Date {
  return new Date(NOON.getTime() + count * 1000);
}

function wish(at: number, parts: Partial<TurnWish> = {}): TurnWish {
  const spans = { perHost: 2, spacingMs: 5_000, stayMs: 20_000, patienceMs: 0 };
  return { key: 'paper.example', ...spans, now: seconds(at), ...parts };
}

function take(at: number, parts: Partial<TurnWish> = {}): Promise<Turn> {
  return records.store.hosts.take(wish(at, parts));
}

async function taken(at: number, parts: Partial<TurnWish> = {}): Promise<string> {
  const { slot } = await take(at, parts);
  if (slot === null) throw new Error('there was no turn');
  return slot;
}

describe('turns at a host', () => {
  test('start apart', async () => {
    expect(await take(0)).toMatchObject({ slot: expect.any(String), startAt: seconds(0) });
    expect(await take(1)).toEqual({ slot: null, retryAt: seconds(5) });
    expect(await take(5)).toMatchObject({ startAt: seconds(5) });
  });

  test('are promised to those who have the patience, one after another', async () => {
    const patient = { patienceMs: 12_000, perHost: 3 };
    expect(await take(0, patient)).toMatchObject({ startAt: seconds(0) });
    expect(await take(0, patient)).toMatchObject({ startAt: seconds(5) });
    expect(await take(0, patient)).toMatchObject({ startAt: seconds(10) });
    expect(await take(0, patient)).toEqual({ slot: null, retryAt: seconds(15) });
  });

  test('are no more at once than may be', async () => {
    const first = await taken(0, { spacingMs: 0 });
    await taken(0, { spacingMs: 0 });
    expect(await take(1, { spacingMs: 0 })).toMatchObject({ slot: null });
    await records.store.hosts.leave(first);
    expect(await take(1, { spacingMs: 0 })).toMatchObject({ slot: expect.any(String) });
  });

  test('end by themselves when their process was killed', async () => {
    await taken(0);
    await taken(5);
    expect(await take(19)).toMatchObject({ slot: null });
    expect(await take(20)).toMatchObject({ startAt: seconds(20) });
  });

  test('do not concern other hosts', async () => {
    await taken(0);
    expect(await take(0, { key: 'other.example' })).toMatchObject({ startAt: seconds(0) });
  });

  test('wait when the host asked for a pause, and a shorter pause takes nothing from a longer', async () => {
    const { hosts } = records.store;
    await hosts.pause('paper.example', seconds(60));
    await hosts.pause('paper.example', seconds(30));
    expect(await take(59)).toEqual({ slot: null, retryAt: seconds(60) });
    expect(await take(60)).toMatchObject({ startAt: seconds(60) });
  });

  test('are given back twice without harm', async () => {
    const slot = await taken(0);
    await records.store.hosts.leave(slot);
    await records.store.hosts.leave(slot);
  });

  test('are forgotten with hosts that nobody asks any more', async () => {
    await taken(0);
    expect(await records.store.hosts.forget(seconds(10))).toBe(0);
    expect(await records.store.hosts.forget(seconds(100))).toBe(1);
  });
});

test('whoever asks, and through whichever process, turns keep their distance and their number', async () => {
  const step = fc.record({
    process: fc.nat({ max: 1 }),
    afterMs: fc.nat({ max: 4_000 }),
    patienceMs: fc.constantFrom(0, 3_000, 20_000),
    // Longer than a turn may last: its process was killed.
    stayMs: fc.constantFrom(0, 500, 3_000, Infinity),
  });
  const rules = fc.record({
    perHost: fc.integer({ min: 1, max: 3 }),
    spacingMs: fc.constantFrom(0, 700, 2_000),
  });
  const LEASE_MS = 6_000;
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 8 }),
      async (limits, rounds) => {
        await records.pool.query('truncate host_paces cascade');
        const turns: { readonly start: number; readonly end: number }[] = [];
        const open: { readonly slot: string; readonly end: number }[] = [];
        let now = 0;
        for (const round of rounds) {
          now += Math.max(0, ...round.map(({ afterMs }) => afterMs));
          for (const { slot } of open.filter(({ end }) => end <= now))
            await openStore(records.pool).hosts.leave(slot);
          const answers = await Promise.all(
            round.map(async ({ process, patienceMs, stayMs }) => {
              const pool = pools[process] ?? records.pool;
              const asked = wish(now / 1000, { ...limits, patienceMs, stayMs: LEASE_MS });
              return { stayMs, turn: await openStore(pool).hosts.take(asked) };
            }),
          );
          for (const { stayMs, turn } of answers) {
            if (turn.slot === null) continue;
            const start = turn.startAt.getTime() - NOON.getTime();
            turns.push({ start, end: start + Math.min(stayMs, LEASE_MS) });
            if (stayMs !== Infinity) open.push({ slot: turn.slot, end: start + stayMs });
          }
        }
        const starts = turns.map(({ start }) => start).toSorted((a, b) => a - b);
        for (const [n, start] of starts.entries()) {
          if (n > 0) expect(start - (starts[n - 1] ?? 0)).toBeGreaterThanOrEqual(limits.spacingMs);
          const running = turns.filter((turn) => turn.start <= start && turn.end > start);
          expect(running.length).toBeLessThanOrEqual(limits.perHost);
        }
        if (rounds.some((round) => round.length > 0)) expect(turns.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 40 },
  );
});
