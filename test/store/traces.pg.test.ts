import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewItem } from '../../src/core/item.ts';
import { insertItems } from '../../src/store/items.ts';
import {
  aVerdict,
  anItem,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';
import { openStory, tellStory } from '../support/stories.ts';

const TITLE = 'Curling federation suspends Russia until next summer';
let records: TestRecords;
let traces: TestRecords['store']['traces'];

beforeAll(async () => {
  records = await testRecords();
  ({ traces } = records.store);
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(() => records.pool.query('truncate items, stories, subscribers cascade'));

async function idOf(key: string): Promise<string> {
  const { rows } = await records.pool.query<{ id: string }>(
    'select id::text from items where key = $1',
    [key],
  );
  return rows[0]?.id ?? '';
}

/** Stores flagged items as one story that the first of them leads; returns the story's id. */
async function storyOf(items: readonly NewItem[]): Promise<string> {
  for (const item of items) {
    const [itemId = ''] = await insertItems(records.pool, [item]);
    await records.store.items.recordVerdicts([{ itemId, verdict: aVerdict() }], 'r1', NOON);
  }
  const ids = await Promise.all(items.map(({ key }) => idOf(key)));
  return openStory(records.pool, ids);
}

describe('an item', () => {
  test('that waits to be judged has neither verdict nor story', async () => {
    const [id = ''] = await insertItems(records.pool, [anItem('a')]);
    expect(await traces.item(id)).toMatchObject({
      id,
      key: 'a',
      stage: 'fetched',
      verdict: null,
      judgedBy: null,
      story: null,
    });
  });

  test('of a story is told with the report that leads it', async () => {
    await storyOf([anItem('early', { title: TITLE, outlet: 'The Wire' }), anItem('late')]);
    expect(await traces.item(await idOf('late'))).toMatchObject({
      stage: 'placed',
      judgedBy: 'r1',
      judgedAt: NOON,
      verdict: { label: 'sanction' },
      story: {
        reports: 2,
        leadItemId: await idOf('early'),
        leadTitle: TITLE,
        leadOutlet: 'The Wire',
      },
    });
  });

  test('of a merged story is told in the story that it became', async () => {
    const [into, merged] = [await storyOf([anItem('one')]), await storyOf([anItem('two')])];
    await records.pool.query('update stories set merged_into = $1 where id = $2', [into, merged]);
    expect((await traces.item(await idOf('two')))?.story).toMatchObject({
      id: into,
      leadItemId: await idOf('one'),
    });
  });

  test('that is not there is not there', async () => {
    expect(await traces.item('999999')).toBeUndefined();
  });

  test('is found by its canonical address, or by the one that it was found at', async () => {
    const [id] = await insertItems(records.pool, [
      anItem('a', {
        url: 'https://paper.example/a?from=feed',
        canonicalUrl: 'https://paper.example/a',
      }),
    ]);
    expect(await traces.at(['https://x.example/', 'https://paper.example/a'])).toEqual([id]);
    expect(await traces.at(['https://paper.example/a?from=feed'])).toEqual([id]);
    expect(await traces.at(['https://paper.example/b'])).toEqual([]);
  });
});

test('texts come in pages, the newest first, without a gap', async () => {
  await insertItems(records.pool, [
    anItem('old', { fetchedAt: minutesLater(-60) }),
    ...Array.from({ length: 5 }, (_, at) => anItem(`t${at}`)),
  ]);
  const seen: string[] = [];
  let before: string | null = null;
  for (;;) {
    const page: { id: string; title: string }[] = await traces.texts({
      since: NOON,
      before,
      limit: 2,
    });
    seen.push(...page.map(({ title }) => title));
    before = page.at(-1)?.id ?? null;
    if (page.length < 2) break;
  }
  expect(seen.toSorted()).toEqual(
    Array.from({ length: 5 }, (_, at) => anItem(`t${at}`).title).toSorted(),
  );
});

test('sources are found by the hosts that they brought articles from', async () => {
  await insertItems(records.pool, [
    anItem('a'),
    anItem('b', { fetchedAt: minutesLater(5) }),
    anItem('c', { sourceId: 'wire' }),
    anItem('d', { sourceId: 'other', canonicalUrl: 'https://paper.example.org/d' }),
  ]);
  expect(await traces.hosts('paper.example')).toEqual([
    { sourceId: 'paper', items: 2, lastAt: minutesLater(5) },
    { sourceId: 'wire', items: 1, lastAt: NOON },
  ]);
});

test('who was told a story, in which digest, and who was not', async () => {
  const storyId = await storyOf([anItem('a')]);
  const subscribe = (email: string, since: Date) =>
    records.store.subscribers.save({
      email,
      schedule: { kind: 'daily', time: '08:00' },
      zone: 'UTC',
      since,
      nextDigestAt: minutesLater(60),
      unsubscribeToken: email,
    });
  const told = await subscribe('told@example.org', NOON);
  await subscribe('late@example.org', minutesLater(30));
  await tellStory(records.pool, { storyId, subscriberId: told.id, at: minutesLater(61) });
  expect(await traces.tellings(storyId)).toMatchObject([
    {
      subscriberId: told.id,
      change: 'new',
      composedAt: minutesLater(61),
      delivery: 'queued',
      sentAt: null,
    },
  ]);
  expect(await traces.untold(storyId)).toMatchObject([
    { since: minutesLater(30), nextDigestAt: minutesLater(60) },
  ]);
});
