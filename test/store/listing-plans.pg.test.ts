import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LISTING_QUESTIONS as ask } from '../../src/store/archive-search.ts';
import { correctionsOfStory } from '../../src/store/corrections.ts';
import { type Db, inTransaction } from '../../src/store/pool.ts';
import { findStory } from '../../src/store/stories.ts';
import { storyUpdates } from '../../src/store/story-updates.ts';
import { explainedPool, type ExplainedPool } from '../support/explained-pool.ts';
import { fillLargeArchive } from '../support/large-archive.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const ITEMS = 12_000;
let records: TestRecords;
let explained: ExplainedPool;

beforeAll(async () => {
  records = await testRecords();
  await fillLargeArchive(records.pool, { items: ITEMS, every: 2, reports: 4, now: NOON });
  explained = await explainedPool(records.connectionString);
}, 60_000);
afterAll(async () => {
  await explained.pool.end();
  await records.close();
});

describe('no list and no story page reads a large table as a whole', () => {
  const place = { changedAt: minutesLater(-5000), id: '700' };
  const ids = ['3', '700', '1400'];
  test.each<readonly [string, (db: Db) => Promise<unknown>]>([
    ['the newest stories', (db) => ask.newest(db, { before: null, limit: 31 })],
    ['older stories', (db) => ask.newest(db, { before: place, limit: 31 })],
    ['their leading reports', (db) => ask.heads(db, ids)],
    ['texts of reports', (db) => ask.texts(db, ['20', '2000', '4000'])],
    ['what changed of late', (db) => ask.entries(db, minutesLater(-20))],
    ['stories of the same matters', (db) => ask.sameMatters(db, '700', 5)],
    ['a story', (db) => findStory(db, '700')],
    ['its corrections', (db) => correctionsOfStory(db, '700')],
    ['when stories changed', (db) => storyUpdates(db, ids)],
  ])('%s', async (_, question) => {
    explained.scans.clear();
    explained.statements.clear();
    await inTransaction(explained.pool, question);
    expect(explained.statements.size).toBeGreaterThan(0);
    expect([...explained.scans]).toEqual([]);
  });

  test('reading a large table as a whole is noticed', async () => {
    await inTransaction(explained.pool, (db) =>
      db.query(`select count(*) from items where summary = 'none'`),
    );
    expect([...explained.scans].join()).toContain('items by select count');
  });
});

test('words are looked up by their index, although the table looks small', async () => {
  const { rows } = await records.pool.query<{ settings: string[]; body: string }>(
    `select proconfig as settings, prosrc as body from pg_proc where proname = 'stories_with_words'`,
  );
  expect(rows[0]?.settings).toEqual(['enable_seqscan=off']);
  const client = await records.pool.connect();
  await client.query('begin; set local enable_seqscan = off');
  const plan = await client.query(`explain ${rows[0]?.body.replaceAll('looked_for', `'members'`)}`);
  await client.query('rollback');
  client.release();
  expect(JSON.stringify(plan.rows)).toContain('Bitmap Index Scan on story_index_by_word');
});

test('the archive that is searched is the one that was stored', async () => {
  const entries = await ask.entries(records.pool, null);
  expect(entries).toHaveLength(ITEMS / 2 / 4);
  const own = entries.find(({ id }) => id === '700');
  const { rows } = await records.pool.query<{ outlet: string }>(
    `select distinct i.outlet from story_items si join items i on i.id = si.item_id where story_id = 700 order by 1`,
  );
  expect(own?.values.get('outlet')).toEqual(rows.map(({ outlet }) => outlet));
  expect(await ask.withWords(records.pool, 'members')).toHaveLength(entries.length);
});
