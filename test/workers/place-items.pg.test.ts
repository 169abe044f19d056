import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { pino } from 'pino';
import type { App } from '../../src/ports.ts';
import { openPool, type Pool } from '../../src/store/pool.ts';
import { openStore } from '../../src/store/store.ts';
import { batchesOf } from '../../src/workers/batches.ts';
import { placeItemsWorker } from '../../src/workers/place-items.ts';
import { fakeApp } from '../support/fake-app.ts';
import { COPIES_ONLY, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { storeFlagged } from '../support/story-archive.ts';
import { storyWorld, WORLD_ENTITIES } from '../support/story-world.ts';

const REPORTS = storyWorld(300);
let records: TestRecords;
let others: Pool;

beforeAll(async () => {
  records = await testRecords();
  others = openPool({ connectionString: records.connectionString }, 2, pino({ level: 'silent' }));
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(async () => {
  await others.end();
  await records.close();
});

test('workers that place the same reports at once lose none, and make the stories that one makes', async () => {
  await work(records.pool, await flagged());
  const alone = await stories();
  expect(alone.length).toBeGreaterThan(10);
  expect(alone.some((story) => story.length > 10)).toBe(true);

  await records.pool.query('truncate items, stories cascade');
  const ids = await flagged();
  await Promise.all([work(records.pool, ids), work(others, ids), work(others, ids.toReversed())]);
  expect(await stories()).toEqual(alone);
  expect(alone.flat().toSorted()).toEqual(REPORTS.map(({ item }) => item.key).toSorted());
  expect(await leftovers()).toEqual({ unplaced: 0, leaderless: 0, empty: 0 });
  expect(await work(others, ids)).toBe(0);
});

/** Places reports as a worker does, in small batches; returns how many stories it opened. */
async function work(pool: Pool, ids: readonly string[]): Promise<number> {
  const app = fakeApp({
    store: openStore(pool),
    now: () => NOON,
    enqueue: async () => {},
    // The handler reads nothing else of it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    config: {
      keywords: { entities: WORLD_ENTITIES },
      service: { stories: COPIES_ONLY },
      sources: [],
    } as unknown as App['config'],
  });
  let opened = 0;
  for (const itemIds of batchesOf(ids, 7)) {
    const facts = await placeItemsWorker.run({ itemIds }, app);
    opened += Number(facts?.['opened']);
  }
  return opened;
}

async function flagged(): Promise<string[]> {
  const ids = await storeFlagged(records.pool, REPORTS);
  return [...ids.values()];
}

/** The keys of each story's reports. */
async function stories(): Promise<string[][]> {
  const { rows } = await records.pool.query<{ keys: string[] }>(
    `select array_agg(i.key order by i.key) as keys
     from story_items si join items i on i.id = si.item_id group by si.story_id order by 1`,
  );
  return rows.map(({ keys }) => keys);
}

/** What must not be: reports that wait still, stories without reports or led by a report of another. */
async function leftovers(): Promise<Record<'unplaced' | 'leaderless' | 'empty', number>> {
  const { rows } = await records.pool.query<Record<'unplaced' | 'leaderless' | 'empty', number>>(
    `select (select count(*)::int from items where stage <> 'placed') as unplaced,
       (select count(*)::int from stories s where merged_into is null and not exists (
          select 1 from story_items si where si.story_id = s.id and si.item_id = s.lead_item_id)) as leaderless,
       (select count(*)::int from stories s where merged_into is null and not exists (
          select 1 from story_items si where si.story_id = s.id)) as empty`,
  );
  return rows[0] ?? { unplaced: -1, leaderless: -1, empty: -1 };
}
