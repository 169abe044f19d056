import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { App } from '../../src/ports.ts';
import { DAYS_KEPT, pruneWorker } from '../../src/workers/prune.ts';
import { fakeApp } from '../support/fake-app.ts';
import { fillDigestWorld } from '../support/digest-world.ts';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';

const DAY_MS = 86_400_000;
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());

function daysLater(days: number): Date {
  return new Date(NOON.getTime() + days * DAY_MS);
}

async function pruneAt(now: Date): Promise<void> {
  const service = { retention: { items: 400 * DAY_MS, bodies: 30 * DAY_MS } };
  await pruneWorker.run(
    {},
    fakeApp({
      store: records.store,
      now: () => now,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
      config: { service } as unknown as App['config'],
    }),
  );
}

async function counts(): Promise<unknown> {
  const { rows } = await records.pool.query(
    `select (select count(*)::int from digests) as digests, (select count(*)::int from deliveries) as deliveries,
       (select count(*)::int from passed_stories) as "passedStories", (select count(*)::int from bounces) as bounces,
       (select count(*)::int from operator_mails) as "operatorMails",
       (select count(*)::int from source_notices) as "sourceNotices", (select count(*)::int from mail_holds) as "mailHolds"`,
  );
  return rows[0];
}

const ALL = {
  digests: 2,
  deliveries: 2,
  passedStories: 2,
  bounces: 1,
  operatorMails: 2,
  sourceNotices: 2,
  mailHolds: 2,
};

/** Of each kind one that may go one day, and, where there is such a thing, one that something still hangs on. */
async function fill(): Promise<void> {
  const { pool } = records;
  await fillDigestWorld(pool, { subscribers: 2, segments: 1, stories: 1, due: NOON });
  await pool.query(
    `insert into digests (subscriber_id, window_start, due_at, content, composed_at)
     select id, $1, $1, '{"stories": []}', $1 from subscribers`,
    [NOON],
  );
  await pool.query(
    `insert into deliveries (digest_id, message_id, next_attempt_at, state)
     select id, id::text, $1, case when id = (select min(id) from digests) then 'sent' else 'queued' end from digests`,
    [NOON],
  );
  // One of them has not been looked through since.
  await pool.query('update subscribers set looked_at = $1', [NOON]);
  await pool.query(
    'update subscribers set looked_at = $1 where id = (select min(id) from subscribers)',
    [daysLater(2)],
  );
  await pool.query(
    `insert into passed_stories (subscriber_id, story_id, changed_at, reports, reason)
     select u.id, s.id, $1, 1, 'sport' from subscribers u cross join stories s`,
    [NOON],
  );
  await pool.query(
    `insert into bounces (email_key, kind, delivery_id, report_key, at)
     select 'a@b.example', 'soft', min(id), 'one', $1 from deliveries`,
    [NOON],
  );
  await pool.query(
    `insert into operator_mails (email, message_id, content, composed_at, state, next_attempt_at)
     values ('desk@b.example', '<1>', '{}', $1, 'sent', $1), ('desk@b.example', '<2>', '{}', $1, 'queued', $1)`,
    [NOON],
  );
  await pool.query(
    `insert into source_states (source_id, url, state, state_since, next_poll_at, next_poll_reason)
     values ('paper', 'https://paper.example', 'failing', $1, $1, 'test')`,
    [NOON],
  );
  await pool.query(
    `insert into source_notices (source_id, state, since, noticed_at)
     values ('paper', 'failing', $1, $1), ('paper', 'ok', $2, $1)`,
    [NOON, daysLater(-1)],
  );
  await pool.query(
    `insert into mail_holds (kind, reason, at, released_at) values ('policy', 'x', $1, $1), ('policy', 'x', $1, null)`,
    [NOON],
  );
}

test('records are kept for the days stated, and then all go but those that something hangs on', async () => {
  await fill();
  const days = Object.values(DAYS_KEPT);
  await pruneAt(daysLater(Math.min(...days) - 1));
  expect(await counts()).toEqual(ALL);
  await pruneAt(daysLater(Math.max(...days) + 1));
  expect(await counts()).toEqual({
    digests: 1,
    deliveries: 1,
    passedStories: 1,
    bounces: 0,
    operatorMails: 1,
    sourceNotices: 1,
    mailHolds: 1,
  });
});

test('a story that was left out long ago does not come up again when that is forgotten', async () => {
  const { pool, store } = records;
  const { rows } = await pool.query<{ email: string }>(
    `select email from subscribers where looked_at = $1`,
    [daysLater(2)],
  );
  await pool.query('delete from passed_stories');
  const request = { now: daysLater(600), sourceIds: [] };
  const facts = await store.digests.preview(rows[0]?.email ?? '', request);
  expect(facts?.stories).toEqual([]);
});
