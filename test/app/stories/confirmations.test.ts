import { expect, test } from '@jest/globals';
import { openConfirmations } from '../../../src/app/stories/confirmations.ts';

test('reports are compared once, and anew when the story has others', async () => {
  const asked: string[][] = [];
  const confirmationsOf = openConfirmations((ids) => {
    asked.push([...ids]);
    const told = ids.map(
      (id) =>
        [
          id,
          {
            title: `Headline ${id} of ${id} with words of its own`,
            summary: '',
            outlet: `outlet ${id}`,
          },
        ] as const,
    );
    return Promise.resolve(new Map(told));
  });
  const count = async (...reportIds: string[]) =>
    (await confirmationsOf([{ id: '7', reportIds }])).get('7');
  expect(await count('1', '2')).toEqual({ outlets: 2, independent: 2 });
  expect(await count('1', '2')).toEqual({ outlets: 2, independent: 2 });
  expect(await count('1', '2', '3')).toEqual({ outlets: 3, independent: 3 });
  expect(await count('1', '4', '3')).toEqual({ outlets: 3, independent: 3 });
  expect(asked).toEqual([['1', '2'], [], ['1', '2', '3'], ['1', '4', '3']]);
});

test('of a story with very many reports all outlets are counted, and some of the reports compared', async () => {
  const ids = Array.from({ length: 400 }, (_, n) => String(n));
  const confirmationsOf = openConfirmations((all) =>
    Promise.resolve(
      new Map(all.map((id) => [id, { title: `t${id}`, summary: `s${id}`, outlet: `o${id}` }])),
    ),
  );
  const counted = (await confirmationsOf([{ id: '1', reportIds: ids }])).get('1');
  expect(counted).toEqual({ outlets: 400, independent: 60 });
});
