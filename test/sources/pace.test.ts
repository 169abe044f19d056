import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

import { openPace } from '../../src/sources/pace.ts';
import type { Pace } from '../../src/sources/pace.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** Enters for each name and notes when each gets its turn; leaves again after `stayMs`. */
function enterAll(pace: Pace, hosts: readonly string[], stayMs: number): string[] {
  const starts: string[] = [];
  const began = performance.now();
  for (const [n, host] of hosts.entries()) {
    void pace.enter(host).then((leave) => {
      starts.push(`${n} ${host} ${performance.now() - began}`);
      return setTimeout(leave, stayMs);
    });
  }
  return starts;
}

test('requests to one host start apart, in the order they came; other hosts do not wait', async () => {
  const starts = enterAll(openPace({ perHost: 5, spacingMs: 100 }), ['a', 'a', 'b', 'a'], 1);
  await jest.advanceTimersByTimeAsync(1000);
  expect(starts).toEqual(['0 a 0', '2 b 0', '1 a 100', '3 a 200']);
});

test('no more than so many requests to one host run at once', async () => {
  const starts = enterAll(openPace({ perHost: 2, spacingMs: 10 }), ['a', 'a', 'a', 'a'], 500);
  await jest.advanceTimersByTimeAsync(2000);
  expect(starts).toEqual(['0 a 0', '1 a 10', '2 a 500', '3 a 510']);
});

test('the spacing holds between requests that do not overlap, too', async () => {
  const pace = openPace({ perHost: 1, spacingMs: 1000 });
  enterAll(pace, ['a'], 1);
  await jest.advanceTimersByTimeAsync(400);
  const starts = enterAll(pace, ['a'], 1);
  await jest.advanceTimersByTimeAsync(1000);
  expect(starts).toEqual(['0 a 600']);
});

test('whoever gives up while waiting makes room', async () => {
  const pace = openPace({ perHost: 1, spacingMs: 0 });
  const leave = await pace.enter('a');
  const controller = new AbortController();
  const second = pace.enter('a', { signal: controller.signal });
  const third = pace.enter('a');
  controller.abort(new Error('gave up'));
  await expect(second).rejects.toThrow('gave up');
  await expect(pace.enter('a', { signal: controller.signal })).rejects.toThrow('gave up');
  leave();
  leave();
  expect(await third).toBeInstanceOf(Function);
});

test('a closed pace rejects those who wait and those who come', async () => {
  const pace = openPace({ perHost: 1, spacingMs: 0 });
  await pace.enter('a');
  const waiting = pace.enter('a');
  pace.close();
  await expect(waiting).rejects.toMatchObject({ kind: 'refused' });
  await expect(pace.enter('a')).rejects.toMatchObject({ kind: 'refused' });
});

test('a queue that grows without end is refused', async () => {
  const pace = openPace({ perHost: 1, spacingMs: 0 });
  await pace.enter('a');
  const waiting = Array.from({ length: 1000 }, () => pace.enter('a').catch(() => null));
  await expect(pace.enter('a')).rejects.toMatchObject({ kind: 'timeout' });
  pace.close();
  await Promise.all(waiting);
});

test('an idle host leaves nothing behind', async () => {
  enterAll(openPace({ perHost: 1, spacingMs: 100 }), ['a', 'b', 'c'], 1);
  await jest.advanceTimersByTimeAsync(1000);
  expect(jest.getTimerCount()).toBe(0);
});
