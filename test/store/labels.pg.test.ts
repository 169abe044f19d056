import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { insertItems } from '../../src/store/items.ts';
import type { NewLabel } from '../../src/store/labels.ts';
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
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(() => records.pool.query('truncate items cascade'));

function label(itemId: string, parts: Partial<NewLabel> = {}): Promise<void> {
  const given = { label: 'none', direction: null, note: null, by: 'anna', at: NOON } as const;
  return records.store.labels.add({ itemId, ...given, ...parts });
}

test('the last label of an item counts, and the ones before it are kept', async () => {
  const [id = ''] = await insertItems(records.pool, [anItem('a')]);
  await label(id);
  await label(id, { label: 'sanction', direction: 'eased', by: 'boris', note: 'neutrals' });
  expect(await records.store.labels.current()).toMatchObject([
    {
      itemId: id,
      label: 'sanction',
      direction: 'eased',
      by: 'boris',
      note: 'neutrals',
      title: anItem('a').title,
      language: 'en',
      outlet: 'The Paper',
      publishedAt: NOON,
    },
  ]);
  expect((await records.store.labels.history()).map(({ by }) => by)).toEqual(['boris', 'anna']);
});

test('labels come the latest first, one an item', async () => {
  const ids = await insertItems(records.pool, [anItem('a'), anItem('b'), anItem('c')]);
  for (const id of [...ids, ids[0] ?? '']) await label(id);
  const current = await records.store.labels.current();
  expect(current.map(({ itemId }) => itemId)).toEqual([ids[0], ids[2], ids[1]]);
});

test('an item that is not there cannot be labelled, nor by a label that is none', async () => {
  await expect(label('999999')).rejects.toThrow('labels_item_id_fkey');
  const [id = ''] = await insertItems(records.pool, [anItem('a')]);
  await expect(
    records.pool.query(
      `insert into labels (item_id, label, labelled_by, labelled_at) values ($1, 'maybe', 'x', $2)`,
      [id, NOON],
    ),
  ).rejects.toThrow('labels_label_check');
});

test('an item that somebody labelled is not pruned', async () => {
  const old = { fetchedAt: minutesLater(-9000) };
  const ids = await insertItems(records.pool, [anItem('kept', old), anItem('gone', old)]);
  await records.store.items.recordVerdicts(
    ids.map((itemId) => ({ itemId, verdict: aVerdict({ label: 'none' }) })),
    'r1',
    NOON,
  );
  const { rows } = await records.pool.query<{ id: string }>(
    `select id::text from items where key = 'kept'`,
  );
  await label(rows[0]?.id ?? '');
  expect(await records.store.items.prune(minutesLater(-5000), 100)).toBe(1);
  expect(await records.store.labels.current()).toHaveLength(1);
});

test('a note may hold what Postgres refuses in text', async () => {
  const [id = ''] = await insertItems(records.pool, [anItem('a')]);
  await label(id, { note: 'zero \u0000 byte, half \ud83d of an emoji' });
  expect((await records.store.labels.current())[0]?.note).toContain('zero  byte');
});
