import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LISTING_QUESTIONS as ask } from '../../src/store/archive-search.ts';
import { insertItems } from '../../src/store/items.ts';
import { anItem, aVerdict, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { openStory } from '../support/stories.ts';

let records: TestRecords;
beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());

let made = 0;
async function storeReports(titles: readonly string[], summary = ''): Promise<string[]> {
  const items = titles.map((title) => {
    made += 1;
    return anItem(`index ${made}`, { title, summary, outlet: `outlet of ${title.slice(0, 40)}` });
  });
  const byKey = new Map<string, string>();
  await insertItems(records.pool, items);
  const { rows } = await records.pool.query<{ key: string; id: string }>(
    'select key, id::text from items where key = any($1)',
    [items.map(({ key }) => key)],
  );
  for (const { key, id } of rows) byKey.set(key, id);
  const ids = items.map(({ key }) => byKey.get(key) ?? '');
  await records.store.items.recordVerdicts(
    ids.map((itemId) => ({ itemId, verdict: aVerdict() })),
    'r1',
    NOON,
  );
  return ids;
}

const having = async (words: string): Promise<string[]> =>
  (await ask.withWords(records.pool, words)) ?? [];

async function outletsOf(story: string): Promise<readonly string[] | undefined> {
  const entries = await ask.entries(records.pool, null);
  return entries.find(({ id }) => id === story)?.values.get('outlet');
}

test('a story is found by the words of any of its reports, and by words of two of them together', async () => {
  const [one = '', two = ''] = await storeReports(['curlers excluded', 'Стадион закрыт']);
  const story = await openStory(records.pool, [one]);
  expect(await having('стадионы')).toEqual([]);
  await records.pool.query('insert into story_items values ($1, $2, $3)', [two, story, NOON]);
  for (const words of ['curler', 'стадионы', 'стадион curlers', '"curlers excluded"']) {
    expect([words, await having(words)]).toEqual([words, [story]]);
  }
  expect(await having('curlers -закрыт')).toEqual([]);
  expect(await outletsOf(story)).toEqual([
    'outlet of curlers excluded',
    'outlet of Стадион закрыт',
  ]);
});

test('a report that moves takes its words and its outlet along', async () => {
  const [stays = '', goes = '', other = ''] = await storeReports(['harbour', 'lighthouse', 'pier']);
  const left = await openStory(records.pool, [stays, goes]);
  const come = await openStory(records.pool, [other]);
  await records.pool.query('update story_items set story_id = $1 where item_id = $2', [come, goes]);
  expect(await having('lighthouse')).toEqual([come]);
  expect(await outletsOf(left)).toEqual(['outlet of harbour']);
  expect(await outletsOf(come)).toEqual(['outlet of lighthouse', 'outlet of pier']);
  await records.pool.query('delete from story_items where item_id = $1', [goes]);
  expect(await having('lighthouse')).toEqual([]);
  expect(await having('pier')).toEqual([come]);
  await records.pool.query('update story_items set story_id = $1 where story_id = $2', [
    come,
    left,
  ]);
  expect(await having('harbour')).toEqual([come]);
});

test('reports that come one by one and all at once make the same index', async () => {
  const titles = fc.array(fc.constantFrom('alpha', 'beta gamma', 'дельта'), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(titles, async (given) => {
      const ids = await storeReports(given);
      const [first = '', ...rest] = ids;
      const story = await openStory(records.pool, [first]);
      for (const id of rest) {
        await records.pool.query('insert into story_items values ($1, $2, $3)', [id, story, NOON]);
      }
      const read = async (): Promise<unknown> =>
        (
          await records.pool.query(
            'select reports, outlets, strip(words)::text as words from story_index where story_id = $1',
            [story],
          )
        ).rows;
      const joined = await read();
      await records.pool.query('select index_anew(array[$1::bigint])', [story]);
      expect(await read()).toEqual(joined);
    }),
    { numRuns: 10 },
  );
});

test('reports with more words than can be held are stories all the same', async () => {
  const words = Array.from({ length: 600 }, (_, n) => String.fromCodePoint(0x20000 + n * 7));
  const titles = Array.from({ length: 130 }, (_, n) => `hostile report ${n}`);
  const ids: string[] = [];
  for (const [n, title] of titles.entries()) {
    const own = words.map((word) => word + String.fromCodePoint(0x24000 + n)).join(' ');
    ids.push(...(await storeReports([title], own)));
  }
  const story = await openStory(records.pool, ids);
  await records.pool.query('select index_anew(array[$1::bigint])', [story]);
  expect(await outletsOf(story)).toHaveLength(130);
}, 60_000);
