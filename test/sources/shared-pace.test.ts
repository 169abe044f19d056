import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';

import type { Turn, TurnWish } from '../../src/core/politeness.ts';
import { FetchError } from '../../src/sources/fetch-error.ts';
import { openSharedPace, type TurnBook } from '../../src/sources/shared-pace.ts';

const NOW = new Date('2026-03-04T12:00:00Z');

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
});
afterEach(() => {
  jest.useRealTimers();
});

function seconds(count: number): Date {
  return new Date(NOW.getTime() + count * 1000);
}

/** A book that gives the answers in turn, the last one again and again. */
function book(
  ...answers: readonly Turn[]
): TurnBook & { readonly wishes: TurnWish[]; readonly left: string[] } {
  const wishes: TurnWish[] = [];
  const left: string[] = [];
  return {
    wishes,
    left,
    take: (wish) => {
      wishes.push(wish);
      const answer = answers[Math.min(wishes.length, answers.length) - 1];
      return answer === undefined ? Promise.reject(new Error('away')) : Promise.resolve(answer);
    },
    leave: (slot) => {
      left.push(slot);
      return Promise.resolve();
    },
  };
}

function open(turns: TurnBook) {
  return openSharedPace(turns, { perHost: 2, spacingMs: 5_000, now: () => new Date() });
}

const FREE: Turn = { slot: '1', startAt: NOW };

describe('a shared pace', () => {
  test('takes a turn and gives it back', async () => {
    const turns = book(FREE);
    const leave = await open(turns).enter('paper.example', { stayMs: 7, patienceMs: 9 });
    expect(turns.wishes).toMatchObject([
      { key: 'paper.example', perHost: 2, spacingMs: 5_000, stayMs: 7, patienceMs: 9, now: NOW },
    ]);
    leave();
    expect(turns.left).toEqual(['1']);
  });

  test('keeps a longer distance where the host wishes for it, and no shorter one', async () => {
    const turns = book(FREE);
    await open(turns).enter('a', { spacingMs: 9_000 });
    await open(turns).enter('a', { spacingMs: 1 });
    expect(turns.wishes.map(({ spacingMs }) => spacingMs)).toEqual([9_000, 5_000]);
  });

  test('waits for the start of its turn', async () => {
    let isIn = false;
    const entering = open(book({ slot: '1', startAt: seconds(3) })).enter('a');
    void entering.then(() => (isIn = true));
    await jest.advanceTimersByTimeAsync(2_999);
    expect(isIn).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(isIn).toBe(true);
  });

  test('asks again when it is told to', async () => {
    const turns = book({ slot: null, retryAt: seconds(2) }, FREE);
    const entering = open(turns).enter('a', { patienceMs: 5_000 });
    await jest.advanceTimersByTimeAsync(2_000);
    await expect(entering).resolves.toBeInstanceOf(Function);
    expect(turns.wishes).toHaveLength(2);
    expect(turns.wishes[1]?.patienceMs).toBe(3_000);
  });

  test('does not wait beyond its patience, but says when to come again', async () => {
    const turns = book({ slot: null, retryAt: seconds(6) });
    await expect(open(turns).enter('a', { patienceMs: 5_000 })).rejects.toMatchObject({
      kind: 'busy',
      retryAt: seconds(6),
    });
    expect(turns.left).toEqual([]);
  });

  test('gives a turn back when the wait for it is broken off', async () => {
    const turns = book({ slot: '1', startAt: seconds(3) });
    const stop = new AbortController();
    const entering = open(turns).enter('a', { signal: stop.signal });
    const broken = expect(entering).rejects.toThrow('gave up');
    await jest.advanceTimersByTimeAsync(1_000);
    stop.abort(new Error('gave up'));
    await broken;
    expect(turns.left).toEqual(['1']);
  });

  test('rejects everyone once it is closed', async () => {
    const pace = open(book({ slot: null, retryAt: seconds(2) }));
    const waiting = expect(pace.enter('a')).rejects.toMatchObject({ kind: 'refused' });
    await jest.advanceTimersByTimeAsync(1_000);
    pace.close();
    await waiting;
    await expect(pace.enter('a')).rejects.toBeInstanceOf(FetchError);
  });

  test('fails as the records do, and lets a turn end by itself that cannot be given back', async () => {
    await expect(open(book()).enter('a')).rejects.toThrow('away');
    const leave = await open({
      ...book(FREE),
      leave: () => Promise.reject(new Error('away')),
    }).enter('a');
    expect(leave).not.toThrow();
  });
});
