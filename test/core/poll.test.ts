import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { nextPoll } from '../../src/core/poll.ts';
import type { PollFacts } from '../../src/core/poll.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = new Date('2026-08-20T12:00:00Z');
const FACTS: PollFacts = {
  now: NOW,
  sourceId: 'example',
  outcome: 'read',
  failures: 0,
  freshShares: [0.1, 0.1, 0.1],
  hints: null,
  retryAfterSeconds: null,
  limits: { minimumMs: 5 * MINUTE, defaultMs: 30 * MINUTE, maximumMs: 4 * HOUR },
};

function waitMs(changes: Partial<PollFacts>): number {
  return nextPoll({ ...FACTS, ...changes }).at.getTime() - NOW.getTime();
}

function waitMsAsked(retryAfterSeconds: number): number {
  return waitMs({ outcome: 'refused', failures: 1, retryAfterSeconds });
}

/** The jitter takes away or adds up to a tenth. */
function expectAbout(ms: number, expected: number): void {
  expect(ms).toBeGreaterThanOrEqual(expected * 0.9);
  expect(ms).toBeLessThanOrEqual(expected * 1.1);
}

describe('a source that was read', () => {
  test.each([
    ['unknown yet', [1], 30 * MINUTE],
    ['with a tenth of its items new', [0.1, 0.1, 0.1], 30 * MINUTE],
    ['with four tenths new', [0.4, 0.4, 0.4], 15 * MINUTE],
    ['with everything new', [1, 1, 1, 1], 9.5 * MINUTE],
    ['with nothing new', [0, 0, 0], 4 * HOUR],
  ])('%s is polled accordingly', (_name, freshShares, expected) => {
    expectAbout(waitMs({ freshShares }), expected);
  });

  test('is polled sooner after news than after none', () => {
    expect(waitMs({ freshShares: [0.5, 0, 0] })).toBeLessThan(waitMs({ freshShares: [0, 0, 0.5] }));
  });

  test('is polled no more often than it asks, within the limits', () => {
    expectAbout(waitMs({ hints: { maxAgeSeconds: 3600, ttlMinutes: null } }), HOUR);
    expectAbout(waitMs({ hints: { maxAgeSeconds: 60, ttlMinutes: 90 } }), 90 * MINUTE);
    expectAbout(waitMs({ hints: { maxAgeSeconds: 9e8, ttlMinutes: 9e8 } }), 4 * HOUR);
    expectAbout(waitMs({ hints: { maxAgeSeconds: 0, ttlMinutes: 0 } }), 30 * MINUTE);
  });

  test('and says why', () => {
    expect(nextPoll(FACTS).reason).toBe(
      'Every 30 minutes: about 10 % of its items are new at a poll.',
    );
    expect(nextPoll({ ...FACTS, freshShares: [0, 0] }).reason).toBe(
      'Every 4 hours: hardly any item is new at a poll.',
    );
    expect(nextPoll({ ...FACTS, freshShares: [] }).reason).toBe(
      'Not known well yet; reading it every 30 minutes.',
    );
    const hints = { maxAgeSeconds: null, ttlMinutes: 60 };
    expect(nextPoll({ ...FACTS, hints }).reason).toBe(
      'The source asks to be read every 60 minutes.',
    );
  });
});

describe('a source that failed', () => {
  test.each([
    [1, 30 * MINUTE],
    [2, HOUR],
    [10, 5 * HOUR],
    [48, 24 * HOUR],
    [100_000, 24 * HOUR],
  ])('%i times in a row waits longer, up to a day', (failures, expected) => {
    expectAbout(waitMs({ outcome: 'failed', failures }), expected);
  });

  test('waits as long as the server asks, never shorter, up to two days', () => {
    expectAbout(waitMsAsked(60), 30 * MINUTE);
    expect(waitMsAsked(7200)).toBeGreaterThanOrEqual(2 * HOUR);
    expectAbout(waitMsAsked(7200), 2 * HOUR);
    expectAbout(waitMsAsked(9e9), 48 * HOUR);
  });

  test('and says why', () => {
    const failed = { ...FACTS, outcome: 'failed' as const, failures: 3 };
    expect(nextPoll(failed).reason).toBe('The last 3 polls failed; trying again in 90 minutes.');
    expect(nextPoll({ ...failed, retryAfterSeconds: 7200 }).reason).toBe(
      'The server asks for a pause of 2 hours.',
    );
  });
});

test('a source that is gone is looked at again in a week', () => {
  expectAbout(waitMs({ outcome: 'gone' }), 7 * 24 * HOUR);
});

test('the same facts give the same time, and sources do not march in step', () => {
  expect(nextPoll(FACTS)).toEqual(nextPoll(FACTS));
  const waits = Array.from({ length: 100 }, (_each, n) => waitMs({ sourceId: `source-${n}` }));
  expect(new Set(waits).size).toBeGreaterThan(90);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(3 * MINUTE);
});

test('whatever the facts, the next poll is later, and one that was read stays within the limits', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const hint = fc.option(fc.nat({ max: 1e9 }));
  const facts = fc.record({
    sourceId: fc.string(),
    failures: fc.nat({ max: 1e6 }),
    freshShares: fc.array(share, { maxLength: 30 }),
    hints: fc.option(fc.record({ maxAgeSeconds: hint, ttlMinutes: hint })),
    outcome: fc.constantFrom('read', 'unchanged', 'failed', 'refused', 'gone'),
  });
  fc.assert(
    fc.property(facts, (some) => {
      const ms = waitMs(some);
      expect(ms).toBeGreaterThanOrEqual(5 * MINUTE);
      if (some.outcome === 'read') expect(ms).toBeLessThanOrEqual(4 * HOUR);
      expect(nextPoll({ ...FACTS, ...some }).reason).toMatch(/^[A-Z].*\.$/);
    }),
  );
});
