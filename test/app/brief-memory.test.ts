import { expect, test } from '@jest/globals';
import { keptBriefly } from '../../src/app/brief-memory.ts';

function counter() {
  const state = { now: 0, reads: 0, fails: false };
  const ask = keptBriefly(
    3000,
    () => state.now,
    () => {
      state.reads += 1;
      return state.fails ? Promise.reject(new Error('down')) : Promise.resolve(state.reads);
    },
  );
  return { state, ask };
}

test('many who ask at once cost one reading, and nobody gets an older one', async () => {
  const { state, ask } = counter();
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  state.now = 2999;
  expect(await ask()).toBe(1);
  state.now = 3000;
  expect(await ask()).toBe(2);
});

test('a failure is told to who waits, and not kept', async () => {
  const { state, ask } = counter();
  state.fails = true;
  await expect(ask()).rejects.toThrow('down');
  state.fails = false;
  expect(await ask()).toBe(2);
});
