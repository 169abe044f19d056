import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { insertItems } from '../../src/store/items.ts';
import {
  aSignature,
  aVerdict,
  anItem,
  COPIES_ONLY,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';

let records: TestRecords;
const options = { rules: COPIES_ONLY, now: minutesLater(1), primarySources: [] };
const MANY = 60;
const TITLES: Readonly<Record<string, string>> = {
  rowing: 'The rowing council has voted at last in Perth',
  judo: 'Doors stay shut for all judoka until next spring',
};

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(() => records.pool.query('truncate items, stories, story_edits cascade'));

describe('a story of more reports than are compared', () => {
  test('takes copies in whatever batches they come', async () => {
    await place(copiesOf('rowing', MANY));
    for (const at of [1, 2, 3]) await place([`rowing late ${at}`]);
    await place(['judo 1']);
    expect(await sizes()).toEqual([1, MANY + 3]);
  });

  test('is absorbed with all its reports', async () => {
    await place(copiesOf('rowing', MANY));
    await place(copiesOf('judo', MANY));
    const ids = await storyIds();
    expect(ids).toHaveLength(2);
    await records.store.stories.merge(ids, { ...options, by: 'anna' });
    expect(await sizes()).toEqual([2 * MANY]);
    await place(['judo late', 'rowing late']);
    expect(await sizes()).toEqual([2 * MANY + 2]);
  });

  test('is led by its earliest report, also when that comes last', async () => {
    await place(copiesOf('rowing', MANY));
    await place(['rowing early'], -30);
    const { rows } = await records.pool.query(
      'select i.key from stories s join items i on i.id = s.lead_item_id',
    );
    expect(rows).toEqual([{ key: 'rowing early' }]);
  });

  test('loses what an operator parts from it, and nothing else', async () => {
    await place(copiesOf('rowing', MANY));
    const [story = ''] = await storyIds();
    const { rows } = await records.pool.query<{ id: string }>(
      `select id::text from items where key in ('rowing 7', 'rowing 31')`,
    );
    const parted = rows.map(({ id }) => id);
    await records.store.stories.split(story, parted, { ...options, by: 'anna' });
    await place(['rowing late']);
    const all = await sizes();
    expect(all.reduce((sum, size) => sum + size, 0)).toBe(MANY + 1);
    expect(all).toHaveLength(2);
    expect(Math.min(...all)).toBeLessThanOrEqual(3);
  });
});

function copiesOf(sport: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${sport} ${at}`);
}

/** Places copies: reports whose keys begin with the same word say the same. */
async function place(keys: readonly string[], minutes = 0): Promise<void> {
  const items = keys.map((key, at) => {
    const title = TITLES[key.split(' ')[0] ?? ''] ?? '';
    return anItem(key, { title, summary: '', publishedAt: minutesLater(minutes + at) });
  });
  const ids = await insertItems(records.pool, items);
  const verdicts = ids.map((itemId) => ({ itemId, verdict: aVerdict() }));
  const flagged = await records.store.items.recordVerdicts(verdicts, 'r1', NOON);
  await records.store.items.place(flagged, options, () => aSignature());
}

async function storyIds(): Promise<string[]> {
  const { rows } = await records.pool.query<{ id: string }>(
    'select id::text from stories where merged_into is null order by id',
  );
  return rows.map(({ id }) => id);
}

async function sizes(): Promise<number[]> {
  const { rows } = await records.pool.query<{ n: number }>(
    'select count(*)::int as n from story_items group by story_id order by 1',
  );
  return rows.map(({ n }) => n);
}
