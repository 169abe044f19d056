import { expect, test } from '@jest/globals';
import { keptFresh } from '../../src/app/kept-fresh.ts';

function counter() {
  const state = { now: 0, reads: 0, fails: false };
  const ask = keptFresh(
    { freshMs: 3000, oldestMs: 20_000 },
    () => state.now,
    () => {
      state.reads += 1;
      return state.fails ? Promise.reject(new Error('down')) : Promise.resolve(state.reads);
    },
  );
  return { state, ask };
}

test('many who ask at once cost one reading', async () => {
  const { ask } = counter();
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
});

test('an older answer is given at once while it is read anew, and the new one after', async () => {
  const { state, ask } = counter();
  await ask();
  state.now = 2999;
  expect([await ask(), state.reads]).toEqual([1, 1]);
  state.now = 3000;
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect([await ask(), state.reads]).toEqual([2, 2]);
});

test('nobody gets an answer that is too old', async () => {
  const { state, ask } = counter();
  await ask();
  state.now = 20_000;
  expect(await ask()).toBe(2);
});

test('a failure is told to who waits only, and not kept', async () => {
  const { state, ask } = counter();
  state.fails = true;
  await expect(ask()).rejects.toThrow('down');
  state.fails = false;
  expect(await ask()).toBe(2);
  state.fails = true;
  state.now = 3000;
  expect(await ask()).toBe(2);
  state.now = 20_000;
  await expect(ask()).rejects.toThrow('down');
});
