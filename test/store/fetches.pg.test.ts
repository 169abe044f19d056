import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FetchRecord } from '../../src/store/fetches.ts';
import { anItem, minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
  await records.store.sources.ensure([{ id: 'paper', url: 'https://paper.example/rss' }], NOON);
});
afterAll(() => records.close());

const next = () => ({ at: minutesLater(30), reason: 'in half an hour' });

function poll(parts: Partial<FetchRecord>): FetchRecord {
  return {
    sourceId: 'paper',
    at: NOON,
    outcome: 'read',
    status: 200,
    ms: 5,
    bytes: 100,
    entries: 1,
    problem: null,
    state: 'ok',
    validators: { etag: '"1"', lastModified: null },
    items: [],
    kept: 3,
    ...parts,
  };
}

test('a poll stores its items, its validators and the next poll together, or nothing at all', async () => {
  const ids = await records.store.sources.recordFetch(poll({ items: [anItem('a')] }), next);
  expect(ids).toHaveLength(1);
  const failing = records.store.sources.recordFetch(
    poll({ items: [anItem('b')], validators: { etag: '"2"', lastModified: null } }),
    () => {
      throw new Error('killed');
    },
  );
  await expect(failing).rejects.toThrow('killed');
  expect(await records.store.sources.find('paper')).toMatchObject({ etag: '"1"', failures: 0 });
  expect(await records.store.items.inWork('fetched', 10)).toEqual(ids);
});

test('failures are counted until a poll is fine again, and keep the validators', async () => {
  const failure = poll({ state: 'failing', problem: 'away', validators: null });
  await records.store.sources.recordFetch(failure, next);
  await records.store.sources.recordFetch(failure, next);
  expect(await records.store.sources.find('paper')).toMatchObject({ etag: '"1"', failures: 2 });
  await records.store.sources.recordFetch(poll({}), next);
  expect(await records.store.sources.find('paper')).toMatchObject({ failures: 0 });
});

test('no more polls are remembered than were asked for', async () => {
  for (let times = 0; times < 6; times += 1) {
    await records.store.sources.recordFetch(poll({}), next);
  }
  const { rows } = await records.pool.query('select count(*)::int as n from fetches');
  expect(rows).toEqual([{ n: 3 }]);
});

test('a source is due when its time has come, and starts afresh at a new address', async () => {
  const { sources } = records.store;
  expect(await sources.due(['paper'], minutesLater(29), 10)).toEqual([]);
  expect(await sources.due(['paper'], minutesLater(30), 10)).toEqual(['paper']);
  expect(await sources.due(['another'], minutesLater(30), 10)).toEqual([]);
  await sources.ensure([{ id: 'paper', url: 'https://paper.example/new' }], minutesLater(1));
  expect(await sources.find('paper')).toMatchObject({ etag: null, failures: 0 });
  expect(await sources.due(['paper'], minutesLater(1), 10)).toEqual(['paper']);
});
