import { expect, test } from '@jest/globals';
import { gathered } from '../../src/store/gathered.ts';

test('what is asked while an answer is awaited is asked at once, and each gets its own answer', async () => {
  const asked: (readonly number[])[] = [];
  const ask = gathered(async (batch: readonly number[]) => {
    asked.push(batch);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    return batch.map((one) => one * 10);
  });
  const first = [ask(1), ask(2)];
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  const later = [ask(3), ask(4), ask(5)];
  expect(await Promise.all([...first, ...later])).toEqual([10, 20, 30, 40, 50]);
  expect(asked).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  expect(await ask(6)).toBe(60);
});

test('a failure is that of all who asked together, and of nobody else', async () => {
  let isAway = true;
  const ask = gathered((batch: readonly number[]) =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(batch),
  );
  const together = await Promise.allSettled([ask(1), ask(2)]);
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await ask(3)).toBe(3);
});

test('too few answers are no answers', async () => {
  const ask = gathered((batch: readonly number[]) => Promise.resolve(batch.slice(1)));
  const answers = await Promise.allSettled([ask(1), ask(2)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
