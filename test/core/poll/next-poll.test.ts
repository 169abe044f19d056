import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { NO_HINTS, type PollHints } from '../../../src/core/poll/hints.ts';
import { nextPoll } from '../../../src/core/poll/next-poll.ts';
import type { FailureRow, PollFacts } from '../../../src/core/poll/next-poll.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = new Date('2026-08-20T12:00:00Z');
const NONE: FailureRow = { count: 0, score: 0, forMs: 0, gone: 0 };
const FACTS: PollFacts = {
  now: NOW,
  sourceId: 'example',
  outcome: 'fine',
  failures: NONE,
  freshShares: [0.1, 0.1, 0.1],
  hints: NO_HINTS,
  retryAfterSeconds: null,
  limits: { minimumMs: 10 * MINUTE, defaultMs: 30 * MINUTE, maximumMs: 24 * HOUR },
};

function waitMs(changes: Partial<PollFacts>): number {
  const facts = { ...FACTS, ...changes };
  const { at } = nextPoll(facts);
  if (at === null) throw new Error('it is never polled again');
  return at.getTime() - facts.now.getTime();
}

function hints(changes: Partial<PollHints>): PollHints {
  return { ...NO_HINTS, ...changes };
}

/** So many failures of one weight in a row, half an hour apart. */
function failed(count: number, weight = 0.25): Partial<PollFacts> {
  const failures = { count, score: count * weight, forMs: (count - 1) * 30 * MINUTE, gone: 0 };
  return { outcome: 'failed', failures };
}

/** The jitter takes away or adds up to a tenth. */
function expectAbout(ms: number, expected: number): void {
  expect(ms).toBeGreaterThanOrEqual(expected * 0.9);
  expect(ms).toBeLessThanOrEqual(expected * 1.1);
}

describe('a source that was read', () => {
  test.each([
    ['unknown yet', [], 30 * MINUTE],
    ['with a tenth of its items new', [0.1, 0.1, 0.1], 30 * MINUTE],
    ['with four tenths new', [0.4, 0.4, 0.4], 15 * MINUTE],
    ['with everything new', [1, 1, 1, 1], 10 * MINUTE],
    ['with nothing new once', [0], 51.96 * MINUTE],
    ['with nothing new three times', [0, 0, 0], 116.2 * MINUTE],
    ['with nothing new for long', Array.from({ length: 10 }, () => 0), 22 * HOUR],
  ])('%s is polled accordingly', (_name, freshShares, expected) => {
    expectAbout(waitMs({ freshShares }), expected);
  });

  test('is polled sooner after news than after none', () => {
    expect(waitMs({ freshShares: [0.5, 0, 0] })).toBeLessThan(waitMs({ freshShares: [0, 0, 0.5] }));
  });

  test.each<[string, Partial<PollHints>, number]>([
    ['ttl', { ttlMinutes: 90 }, 90 * MINUTE],
    ['updatePeriod', { updateMinutes: 120, ttlMinutes: 45 }, 2 * HOUR],
    ['Cache-Control', { maxAgeSeconds: 3600 }, HOUR],
  ])('is polled no more often than its %s asks', (name, asked, expected) => {
    const facts = { ...FACTS, hints: hints(asked) };
    expect(waitMs(facts)).toBeGreaterThanOrEqual(expected);
    expectAbout(waitMs(facts), expected);
    expect(nextPoll(facts).reason).toContain(`(${name})`);
  });

  test.each([
    ['beyond a day', { ttlMinutes: 9e8, maxAgeSeconds: 9e8 }, 24 * HOUR],
    ['below the pace it has by its news', { ttlMinutes: 2, maxAgeSeconds: 0 }, 30 * MINUTE],
    ['below nothing', { ttlMinutes: -5, maxAgeSeconds: Number.NaN }, 30 * MINUTE],
  ])('is not moved by a hint %s', (_name, asked, expected) => {
    expectAbout(waitMs({ hints: hints(asked) }), expected);
  });

  test('is left alone in the hours that it skips, at most for a day', () => {
    const at = (skip: Partial<PollHints>) => nextPoll({ ...FACTS, hints: hints(skip) }).at;
    expect(at({ skipHours: [12, 13, 14] })).toEqual(new Date('2026-08-20T15:00:00Z'));
    // That day is a Thursday; nobody waits until Sunday.
    expect(at({ skipDays: [4] })).toEqual(new Date('2026-08-21T00:00:00Z'));
    expect(at({ skipDays: [4, 5, 6] })).toEqual(new Date('2026-08-21T12:00:00Z'));
    expectAbout(waitMs({ hints: hints({ skipDays: [0, 1, 2, 3, 4, 5, 6] }) }), 30 * MINUTE);
  });

  test('and says why', () => {
    const reason = (changes: Partial<PollFacts>) => nextPoll({ ...FACTS, ...changes }).reason;
    expect(reason({})).toBe('Every 30 minutes: about 10 % of its items are new at a poll.');
    expect(reason({ freshShares: [0, 0, 0, 0] })).toBe(
      'Every 3 hours: hardly any item is new at a poll.',
    );
    const limits = { minimumMs: MINUTE, defaultMs: MINUTE, maximumMs: MINUTE };
    expect(reason({ limits })).toBe('Every minute, as it is set.');
    expect(reason({ limits, ...failed(1) })).toBe(
      'The last poll failed; trying again in a minute.',
    );
    expect(reason({ freshShares: [] })).toBe('Not known well yet; reading it every 30 minutes.');
    expect(reason({ hints: hints({ ttlMinutes: 60 }) })).toBe(
      'The source asks to be read every 60 minutes (ttl).',
    );
    expect(reason({ hints: hints({ skipHours: [12] }) })).toMatch(
      /left alone at that time: not before 2026-08-20 13:00 UTC\.$/,
    );
  });
});

describe('a source that failed', () => {
  test.each([
    [1, 0.25, 30 * MINUTE],
    [1, 0.5, HOUR],
    [1, 1, 2 * HOUR],
    [2, 0.25, HOUR],
    [10, 0.25, 5 * HOUR],
    [3, 1, 6 * HOUR],
    [48, 0.25, 24 * HOUR],
    [100, 1, 24 * HOUR],
  ])(
    '%i times in a row with a weight of %f waits longer, up to a day',
    (count, weight, expected) => {
      expectAbout(waitMs(failed(count, weight)), expected);
    },
  );

  test('for a month is asked once a week, and never given up', () => {
    const failures = { count: 1e6, score: 1e6, forMs: 31 * DAY, gone: 0 };
    expectAbout(waitMs({ outcome: 'failed', failures }), 7 * DAY);
    const years = { ...failures, forMs: 3650 * DAY };
    expectAbout(waitMs({ outcome: 'failed', failures: years }), 7 * DAY);
  });

  test('waits as long as the server asks, never shorter, up to two days', () => {
    const asked = (retryAfterSeconds: number) => waitMs({ ...failed(1), retryAfterSeconds });
    expectAbout(asked(60), 30 * MINUTE);
    expect(asked(7200)).toBeGreaterThanOrEqual(2 * HOUR);
    expectAbout(asked(7200), 2 * HOUR);
    expect(asked(9e9)).toBe(48 * HOUR);
  });

  test('and says why', () => {
    const facts = { ...FACTS, ...failed(3) };
    expect(nextPoll(facts).reason).toBe('The last 3 polls failed; trying again in 90 minutes.');
    expect(nextPoll({ ...facts, retryAfterSeconds: 7200 }).reason).toBe(
      'The server asks for a pause of 2 hours.',
    );
  });
});

describe('a source whose server says 410', () => {
  const gone = (times: number, hours: number): PollFacts => ({
    ...FACTS,
    outcome: 'gone',
    failures: { count: times, score: times / 2, forMs: hours * HOUR, gone: times },
  });

  test.each([
    [1, 0],
    [2, 24],
    [20, 1],
  ])('%i times within %i hours is asked again in a day', (times, hours) => {
    expectAbout(waitMs(gone(times, hours)), 24 * HOUR);
    expect(nextPoll(gone(times, hours)).reason).toContain('410');
  });

  test('three times over days is never asked again', () => {
    expect(nextPoll(gone(3, 47))).toEqual({
      at: null,
      reason: expect.stringContaining('gone for good'),
    });
  });
});

test('the same facts give the same time, and sources do not march in step', () => {
  expect(nextPoll(FACTS)).toEqual(nextPoll(FACTS));
  const waits = Array.from({ length: 100 }, (_each, n) => waitMs({ sourceId: `source-${n}` }));
  expect(new Set(waits).size).toBeGreaterThan(90);
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(3 * MINUTE);
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const hint = fc.option(fc.nat({ max: 1e9 }));
const someHints = fc.record({
  maxAgeSeconds: hint,
  ttlMinutes: hint,
  updateMinutes: hint,
  skipHours: fc.array(fc.nat({ max: 23 }), { maxLength: 24 }),
  skipDays: fc.array(fc.nat({ max: 6 }), { maxLength: 7 }),
});
const someFacts = fc.record({
  now: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
  sourceId: fc.string(),
  freshShares: fc.array(share, { maxLength: 30 }),
  hints: someHints,
});

test('whatever the clock and the hints, a source that was read is polled after ten minutes to a day', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const ms = waitMs(facts);
      expect(ms).toBeGreaterThanOrEqual(10 * MINUTE);
      expect(ms).toBeLessThanOrEqual(24 * HOUR);
      expect(nextPoll({ ...FACTS, ...facts }).reason).toMatch(/^[A-Z].*\.$/);
    }),
  );
});

test('whatever the failures, the next poll is after ten minutes to a good week', () => {
  const someFailures = fc.record({
    count: fc.nat({ max: 1e6 }),
    score: fc.double({ min: 0, max: 1e6, noNaN: true }),
    forMs: fc.nat({ max: 1e12 }),
    gone: fc.constant(0),
  });
  const retryAfterSeconds = fc.option(fc.nat({ max: 1e9 }));
  fc.assert(
    fc.property(someFacts, someFailures, retryAfterSeconds, (facts, failures, retry) => {
      const ms = waitMs({ ...facts, outcome: 'failed', failures, retryAfterSeconds: retry });
      expect(ms).toBeGreaterThanOrEqual(10 * MINUTE);
      expect(ms).toBeLessThanOrEqual(7.7 * DAY);
      expect(ms).toBeGreaterThanOrEqual(Math.min((retry ?? 0) * 1000, 48 * HOUR));
    }),
  );
});

test('a source that asks for more time is never polled sooner for it', () => {
  const keys = fc.constantFrom('maxAgeSeconds', 'ttlMinutes', 'updateMinutes');
  fc.assert(
    fc.property(someFacts, keys, fc.nat(1e6), fc.nat(1e6), (facts, key, less, more) => {
      const asking = (value: number) =>
        waitMs({ ...facts, hints: { ...facts.hints, [key]: value } });
      expect(asking(less + more)).toBeGreaterThanOrEqual(asking(less));
    }),
  );
});

test('a failure more never brings the next poll nearer, nor does one of more weight', () => {
  const counts = fc.nat({ max: 200 });
  const weights = fc.constantFrom(0.25, 0.5, 1);
  fc.assert(
    fc.property(fc.string(), counts, weights, (sourceId, count, weight) => {
      const wait = waitMs({ sourceId, ...failed(count, weight) });
      expect(waitMs({ sourceId, ...failed(count + 1, weight) })).toBeGreaterThanOrEqual(wait);
      expect(waitMs({ sourceId, ...failed(count, 1) })).toBeGreaterThanOrEqual(wait);
    }),
  );
});

test('a poll never falls into skipped hours unless a day would pass', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const { at } = nextPoll({ ...FACTS, ...facts });
      const { skipHours, skipDays } = facts.hints;
      const isSkipped =
        skipHours.includes(at?.getUTCHours() ?? -1) || skipDays.includes(at?.getUTCDay() ?? -1);
      const isAll = new Set(skipHours).size === 24 || new Set(skipDays).size === 7;
      const isLate = (at?.getTime() ?? 0) - facts.now.getTime() >= 24 * HOUR;
      expect(isSkipped && !isAll && !isLate).toBe(false);
    }),
  );
});
