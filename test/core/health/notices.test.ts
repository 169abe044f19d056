import { describe, expect, test } from '@jest/globals';

import type { HealthState } from '../../../src/core/health/health.ts';
import { noticeMailOf } from '../../../src/core/health/notice-mail.ts';
import { noticesOf, type WatchedSource } from '../../../src/core/health/notices.ts';

const HOUR = 3_600_000;
const NOW = new Date('2026-03-04T12:00:00Z');

function ago(hours: number): Date {
  return new Date(NOW.getTime() - hours * HOUR);
}

function told(
  state: HealthState,
  forHours: number,
  last: HealthState | null,
  failingForHours: number | null = forHours,
) {
  const source: WatchedSource = {
    sourceId: 'paper',
    health: { state, since: ago(forHours), reason: state === 'ok' ? null : 'why' },
    failingSince: failingForHours === null ? null : ago(failingForHours),
    told: last === null ? null : { state: last },
  };
  return noticesOf([source], NOW).map((notice) => notice.state);
}

describe('operators hear of a source', () => {
  test.each<[string, HealthState, number, HealthState | null, number | null, boolean]>([
    ['that fails for less than a day', 'failing', 23, null, 23, false],
    ['that fails for a day', 'failing', 24, null, 24, true],
    ['that fails in one way after another for a day', 'blocked', 2, null, 25, true],
    ['that fails, once', 'failing', 48, 'failing', 48, false],
    ['that fails in another way since an hour', 'blocked', 1, 'failing', 48, false],
    ['that fails in another way since a day', 'blocked', 24, 'failing', 48, true],
    ['that is gone, at once', 'gone', 0, null, 48, true],
    ['that is quiet, at once', 'quiet', 0, null, null, true],
    ['that repeats itself, at once', 'repeating', 0, 'quiet', null, true],
    ['that is well again', 'ok', 1, 'failing', null, true],
    ['that is well again, once', 'ok', 30, 'ok', null, false],
    ['that was never told of and is well', 'ok', 1, null, null, false],
    ['that waits after its address was changed', 'waiting', 99, 'failing', null, false],
  ])('%s', (_name, state, hours, last, failing, isTold) => {
    expect(told(state, hours, last, failing)).toEqual(isTold ? [state] : []);
  });

  test('that published again as of now, since it was read all the time', () => {
    const source: WatchedSource = {
      sourceId: 'paper',
      health: { state: 'ok', since: ago(1000), reason: null },
      failingSince: null,
      told: { state: 'quiet' },
    };
    expect(noticesOf([source], NOW)).toEqual([
      { sourceId: 'paper', state: 'ok', since: NOW, reason: null },
    ]);
  });
});

test('a mail tells troubles before recoveries, each by name', () => {
  const notice = (sourceId: string, state: HealthState) => ({
    sourceId,
    state,
    since: NOW,
    reason: null,
  });
  const mail = noticeMailOf([notice('c', 'ok'), notice('b', 'failing'), notice('a', 'gone')], {
    now: NOW,
    nameOf: (id) => `The ${id}`,
    sources: 9,
    unwell: 2,
  });
  expect(mail.lines.map(({ name }) => name)).toEqual(['The a', 'The b', 'The c']);
  expect(mail).toMatchObject({ at: '2026-03-04T12:00:00.000Z', sources: 9, unwell: 2 });
});
