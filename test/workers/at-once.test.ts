import { expect, test } from '@jest/globals';
import { eachAtOnce } from '../../src/workers/at-once.ts';

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

test('no more are worked on at a time than is said, and each is once', async () => {
  let running = 0;
  let most = 0;
  const done = await eachAtOnce([1, 2, 3, 4, 5, 6, 7], 3, async (one) => {
    running += 1;
    most = Math.max(most, running);
    await turn();
    running -= 1;
    return one;
  });
  expect(new Set(done)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7]));
  expect(done).toHaveLength(7);
  expect(most).toBe(3);
});

test('the trouble with one keeps nobody else waiting, and is told in the end', async () => {
  const done: number[] = [];
  const work = eachAtOnce([1, 2, 3, 4], 2, async (one) => {
    await turn();
    if (one === 1) throw new Error('the first');
    done.push(one);
  });
  await expect(work).rejects.toThrow('the first');
  expect(new Set(done)).toEqual(new Set([2, 3, 4]));
});

test('none is begun once that may not be', async () => {
  let isOpen = true;
  const done = await eachAtOnce(
    [1, 2, 3],
    1,
    (one) => {
      isOpen = false;
      return Promise.resolve(one);
    },
    () => isOpen,
  );
  expect(done).toEqual([1]);
});
