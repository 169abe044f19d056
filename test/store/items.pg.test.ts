import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { insertItems } from '../../src/store/items.ts';
import { migrate, pendingMigrations } from '../../src/store/migrate.ts';
import {
  aVerdict,
  anItem,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';

let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map([['a', 'b']]) }, NOON);
});
afterAll(() => records.close());

test('migrating twice, and by two processes at once, changes nothing', async () => {
  const [first, second] = await Promise.all([
    migrate(records.pool, NOON),
    migrate(records.pool, NOON),
  ]);
  expect([...first, ...second]).toEqual([]);
  expect(await pendingMigrations(records.pool)).toEqual([]);
});

test('an item that is seen again is not stored again', async () => {
  expect(await insertItems(records.pool, [anItem('a'), anItem('b')])).toHaveLength(2);
  expect(await insertItems(records.pool, [anItem('a'), anItem('c')])).toHaveLength(1);
});

test('the same article from another source is stored once', async () => {
  await insertItems(records.pool, [anItem('d')]);
  const copy = anItem('other-guid', {
    sourceId: 'aggregator',
    canonicalUrl: anItem('d').canonicalUrl,
  });
  expect(await insertItems(records.pool, [copy])).toEqual([]);
});

test.each([
  ['a NUL', { title: 'zero \u0000 byte' }],
  ['a lone surrogate', { title: 'half \ud83d of an emoji' }],
  ['a key of 20,000 characters', { key: 'k'.repeat(20_000) }],
  ['an address of 20,000 characters', { canonicalUrl: `https://x.example/${'u'.repeat(20_000)}` }],
])('an item with %s is stored', async (what, parts) => {
  expect(await insertItems(records.pool, [anItem(`hostile ${what}`, parts)])).toHaveLength(1);
});

test('two fetches that hold the same articles in other orders both end', async () => {
  const items = Array.from({ length: 40 }, (_, at) => anItem(`race-${at}`));
  const stored = await Promise.all([
    insertItems(records.pool, items),
    insertItems(records.pool, items.toReversed()),
  ]);
  expect(stored.flat()).toHaveLength(40);
});

test('a flagged item waits for a story; one that is old or not flagged is done', async () => {
  const ids = await insertItems(records.pool, [
    anItem('flagged'),
    anItem('old', { isNews: false }),
    anItem('plain'),
  ]);
  const [flagged, old, plain] = ids;
  const verdicts = [
    { itemId: flagged ?? '', verdict: aVerdict() },
    { itemId: old ?? '', verdict: aVerdict() },
    { itemId: plain ?? '', verdict: aVerdict({ label: 'none', direction: null, polarity: null }) },
  ];
  // Items come back by address: flagged, old, plain.
  expect(await records.store.items.recordVerdicts(verdicts, 'r1', NOON)).toEqual([flagged]);
  expect(await records.store.items.unjudged(ids)).toEqual([]);
});

test('an item that is judged twice keeps its first verdict', async () => {
  const [id = ''] = await insertItems(records.pool, [anItem('twice')]);
  await records.store.items.recordVerdicts([{ itemId: id, verdict: aVerdict() }], 'r1', NOON);
  const again = aVerdict({ label: 'none' });
  expect(
    await records.store.items.recordVerdicts([{ itemId: id, verdict: again }], 'r1', NOON),
  ).toEqual([]);
  const { rows } = await records.pool.query('select label from verdicts where item_id = $1', [id]);
  expect(rows).toEqual([{ label: 'sanction' }]);
});

test('pruning takes old items that belong to no story, and leaves the rest', async () => {
  const ids = await insertItems(records.pool, [
    anItem('p1', { fetchedAt: minutesLater(-9000) }),
    anItem('p2'),
  ]);
  await records.store.items.recordVerdicts(
    ids.map((itemId) => ({ itemId, verdict: aVerdict({ label: 'none' }) })),
    'r1',
    NOON,
  );
  expect(await records.store.items.prune(minutesLater(-5000), 100)).toBe(1);
  expect(await records.store.items.prune(minutesLater(-5000), 100)).toBe(0);
});
