import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTransaction } from '../../src/store/pool.ts';
import { placeItems } from '../../src/store/placements.ts';
import { explainedPool, type ExplainedPool } from '../support/explained-pool.ts';
import {
  aSignature,
  COPIES_ONLY,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';
import { storeFlagged } from '../support/story-archive.ts';
import { storyWorld } from '../support/story-world.ts';

const STORED = 20_000;
let records: TestRecords;
let explained: ExplainedPool;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  await fill();
  explained = await explainedPool(records.connectionString);
});
afterAll(async () => {
  await explained.pool.end();
  await records.close();
});

test('placing a report reads no large table as a whole', async () => {
  const ids = await storeFlagged(records.pool, storyWorld(8));
  const signature = aSignature({ sports: ['rowing'], countries: ['FRA'], names: ['mdrd'] });
  const options = { rules: COPIES_ONLY, now: NOON, primarySources: [] };
  await placeItems(explained.pool, [...ids.values()], options, () => signature);
  expect(explained.statements.size).toBeGreaterThan(5);
  expect([...explained.scans]).toEqual([]);
});

test('reading a large table as a whole is noticed', async () => {
  await inTransaction(explained.pool, (db) =>
    db.query(`select count(*) from reports where signature->>'topic' = 'none'`),
  );
  expect([...explained.scans].join()).toContain('reports by select count');
});

/** So many reports ten seconds after one another, in stories of five, which share a key with all others and a link with the next. */
async function fill(): Promise<void> {
  await records.pool.query(
    `insert into items (source_id, key, url, canonical_url, url_hash, title, summary, language, outlet,
                        published_at, fetched_at, is_news, stage)
     select 'paper', 'old ' || n, n::text, n::text, n::text, 'Title ' || n, '', 'en', 'Paper',
            $2::timestamptz - n * interval '10 seconds', $2, true, 'placed' from generate_series(1, $1::integer) as n`,
    [STORED, NOON],
  );
  await records.pool.query(
    `insert into reports (item_id, published_at, signature) select id, published_at, $1 from items`,
    [JSON.stringify(aSignature({ sports: ['rowing'], countries: ['FRA'] }))],
  );
  await records.pool.query(
    `insert into report_keys (key, published_at, item_id)
     select key, published_at, item_id from reports, lateral (values ('c:FRA|s:rowing'), ('own ' || item_id)) as k (key)`,
  );
  await records.pool.query(
    `insert into report_links (a, b, margin) select item_id, item_id + 1, .5 from reports
     where item_id < (select max(id) from items)`,
  );
  await records.pool.query(
    `insert into stories (lead_item_id, opened_at, changed_at) select id, $1, $1 from items where id % 5 = 0`,
    [NOON],
  );
  await records.pool.query(
    `insert into story_items (item_id, story_id, placed_at)
     select i.id, s.id, $1 from items i join stories s on s.lead_item_id = i.id / 5 * 5`,
    [NOON],
  );
  await records.pool.query('analyze');
}
