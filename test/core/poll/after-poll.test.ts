import { describe, expect, test } from '@jest/globals';

import { afterPoll, type Poll } from '../../../src/core/poll/after-poll.ts';
import { NO_HINTS } from '../../../src/core/poll/hints.ts';
import type { SourceMemory } from '../../../src/core/poll/memory.ts';
import { aFailure, aMemory, aPoll, findings, hours, NOON } from './memories.ts';

/** What is remembered after the polls, one after another. */
function after(polls: readonly Poll[], memory: SourceMemory = aMemory()): SourceMemory {
  return polls.reduce((known, poll) => afterPoll(known, poll, findings()), memory);
}

describe('a source that is read', () => {
  test('is well since then, and keeps what came with the document', () => {
    expect(after([aPoll()])).toMatchObject({
      state: 'ok',
      stateSince: NOON,
      lastOkAt: NOON,
      wholeReadAt: NOON,
      validators: { etag: '"1"', lastModified: null, use: 'send' },
      content: { hash: 'h1', since: NOON, moves: 0 },
      failures: { count: 0, since: null },
    });
  });

  test('keeps validators and what its document asked for when it is unchanged', () => {
    const hints = { ...NO_HINTS, ttlMinutes: 120, maxAgeSeconds: 60 };
    const unchanged = aPoll({
      at: hours(1),
      outcome: 'unchanged',
      status: 304,
      wasConditional: true,
      validators: { etag: '"2"', lastModified: null },
      hints: { ...NO_HINTS, maxAgeSeconds: 90 },
      content: null,
    });
    const known = after([aPoll({ hints }), unchanged]);
    expect(known).toMatchObject({
      state: 'ok',
      stateSince: NOON,
      wholeReadAt: NOON,
      hints: { ttlMinutes: 120, maxAgeSeconds: 90 },
      validators: { etag: '"2"', use: 'send' },
      content: { hash: 'h1', since: NOON },
    });
    expect(known.nextPollReason).toContain('(ttl)');
  });

  test('notes how often the server called the same items changed', () => {
    const again = (n: number) =>
      aPoll({ at: hours(n), validators: { etag: `"${n}"`, lastModified: null } });
    expect(after([aPoll(), again(1), again(2), again(3)]).content).toEqual({
      hash: 'h1',
      since: NOON,
      moves: 2,
    });
    const other = aPoll({ at: hours(4), content: { items: 1, hash: 'h2', newestAt: null } });
    expect(after([aPoll(), again(2), other]).content).toEqual({
      hash: 'h2',
      since: hours(4),
      moves: 0,
    });
  });
});

describe('a source that fails', () => {
  test('counts its failures, and keeps its validators and what is known of it', () => {
    const known = after([
      aPoll(),
      aFailure({ at: hours(1) }),
      aFailure({ at: hours(2), grade: 'standing', status: 401 }),
    ]);
    expect(known).toMatchObject({
      state: 'failing',
      stateSince: hours(1),
      problem: 'paper.example answered 500',
      lastOkAt: NOON,
      validators: { etag: '"1"' },
      failures: { count: 2, score: 1.25, since: hours(1), lastStatus: 401 },
    });
    expect(after([aPoll({ at: hours(3) })], known)).toMatchObject({
      state: 'ok',
      problem: null,
      failures: { count: 0 },
    });
  });

  test.each([
    ['blocked', { outcome: 'blocked', grade: 'standing', status: 403 }, 'blocked'],
    ['bare', { outcome: 'bare', grade: 'doubtful', status: 200 }, 'empty'],
    ['unreadable', { outcome: 'unreadable', grade: 'doubtful', status: 200 }, 'failing'],
  ] as const)('is told apart when it is %s', (_name, parts, state) => {
    expect(after([aFailure(parts)]).state).toBe(state);
  });

  test('keeps the validators of a document that it could not read, without sending them back', () => {
    const validators = { etag: '"x"', lastModified: null };
    const poll = aFailure({ outcome: 'unreadable', status: 200, grade: 'doubtful', validators });
    expect(after([poll]).validators).toEqual({ ...validators, use: 'unread' });
  });
});

describe('a source whose server says 410', () => {
  const gone = (at: Date) => aFailure({ at, outcome: 'gone', status: 410, grade: 'doubtful' });

  test('is given up after three days of it, and not before', () => {
    const twice = after([gone(NOON), gone(hours(24))]);
    expect(twice).toMatchObject({ state: 'failing', failures: { gone: 2 } });
    expect(twice.nextPollAt).not.toBeNull();
    expect(after([gone(hours(48))], twice)).toMatchObject({ state: 'gone', nextPollAt: null });
  });

  test('is asked on when it says something else in between; silence in between says nothing', () => {
    const between = (status: number | null) =>
      after([gone(NOON), gone(hours(24)), aFailure({ at: hours(30), status }), gone(hours(48))]);
    expect(between(404).state).toBe('failing');
    expect(between(null).state).toBe('gone');
  });
});

describe('a source that has moved for good', () => {
  const NEW = 'https://paper.example/feed/';
  const at = (day: number, parts: Partial<Poll> = {}) =>
    aPoll({ at: hours(day * 24), permanentTo: NEW, ...parts });
  const week = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => at(day));

  test('is read at its new address after a week', () => {
    expect(after(week.slice(0, -1))).toMatchObject({
      adopted: null,
      move: { to: NEW, sightings: 7 },
    });
    expect(after(week)).toMatchObject({ adopted: { url: NEW, at: hours(7 * 24) }, move: null });
  });

  test('is not, while other items are found there', () => {
    const known = week.reduce(
      (memory, poll) => afterPoll(memory, poll, findings({ shared: 0 })),
      aMemory(),
    );
    expect(known).toMatchObject({ adopted: null, move: { isSameFeed: false } });
  });

  test('starts afresh after a page of maintenance; a server that is away says nothing', () => {
    const bare = at(6.5, { outcome: 'bare', grade: 'doubtful', content: null });
    expect(after([...week.slice(0, 7), bare, at(7)]).move?.sightings).toBe(1);
    const away = aFailure({ at: hours(6.5 * 24), status: null });
    expect(after([...week.slice(0, 7), away, at(7)]).adopted?.url).toBe(NEW);
  });

  test('goes back to its own address when the new one fails again and again', () => {
    const known = after(week);
    const failures = [1, 2, 3].map((n) =>
      aFailure({ at: hours(200 + n), status: 404, grade: 'doubtful' }),
    );
    expect(after(failures.slice(0, 2), known).adopted?.url).toBe(NEW);
    expect(after(failures, known).adopted).toBeNull();
  });

  test('may move again', () => {
    const known = after(week);
    const again = [10, 12, 14, 16, 18].map((day) =>
      at(day, { permanentTo: 'https://third.example/' }),
    );
    expect(after(again, known).adopted?.url).toBe('https://third.example/');
  });
});
