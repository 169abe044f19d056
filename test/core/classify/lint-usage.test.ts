import { expect, test } from '@jest/globals';
import { countUsage } from '../../../src/core/classify/lint-usage.ts';
import { shippedKeywords } from '../../support/keywords.ts';

const item = { summary: '', language: 'en' } as const;

test('every pattern is counted with the words that it found, and with what a mask took', () => {
  const count = countUsage(shippedKeywords());
  count.add({ ...item, title: 'Russian skiers suspended' });
  count.add({ ...item, title: 'Russian skiers Suspended' });
  count.add({ ...item, title: 'Russian sprinter took a banned substance' });
  expect(count.items()).toBe(3);
  const used = count.result();
  expect(used.find(({ id, pattern }) => id === 'RUS' && pattern === 'russian')).toMatchObject({
    language: 'en',
    kind: 'entity',
    matches: 3,
    texts: [{ text: 'russian', times: 3 }],
  });
  const suspended = used.filter(
    ({ kind, texts }) => kind === 'concept' && texts[0]?.text === 'suspended',
  );
  expect(suspended).toContainEqual(
    expect.objectContaining({ id: 'ban', matches: 2, different: 1 }),
  );
  expect(used.filter(({ id, masked }) => id === 'ban' && masked > 0)).not.toEqual([]);
  expect(used.filter(({ kind }) => kind === 'mask')).not.toEqual([]);
});

test('in texts without a target only names are looked for', () => {
  const count = countUsage(shippedKeywords());
  count.add({ ...item, title: 'FIFA suspends the Pakistan federation' });
  const kinds = new Set(count.result().map(({ kind }) => kind));
  expect([...kinds]).toEqual(['entity']);
});

test('of many different words the twenty most frequent are told', () => {
  const count = countUsage(shippedKeywords());
  const endings = 'abcdefghijklmnopqrstuvwxyz'.split('');
  for (const ending of [...endings, 'a', 'a']) {
    count.add({ title: `белорус${ending}`, summary: '', language: 'ru' });
  }
  const wide = count.result().find(({ id, pattern }) => id === 'BLR' && pattern === 'белорус*');
  expect(wide).toMatchObject({ matches: 28, different: 26 });
  expect(wide?.texts).toHaveLength(20);
  expect(wide?.texts[0]).toEqual({ text: 'белорусa', times: 3 });
});
