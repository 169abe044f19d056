import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';
import { fillDigestWorld } from '../support/digest-world.ts';

let records: TestRecords;
/** A story that was told, and the key of a reader to whom it was. */
let told: { readonly token: string; readonly storyId: string };

beforeAll(async () => {
  records = await testRecords();
  await fillDigestWorld(records.pool, { subscribers: 2, segments: 1, stories: 2, due: NOON });
  const { rows } = await records.pool.query<{ token: string; storyId: string }>(
    `with digest as (insert into digests (subscriber_id, window_start, due_at, composed_at)
       select min(id), $1, $1, $1 from subscribers returning id, subscriber_id),
     telling as (insert into digest_stories (subscriber_id, story_id, change, digest_id)
       select subscriber_id, (select min(id) from stories), 'new', id from digest returning *)
     select u.unsubscribe_token as token, story_id::text as "storyId" from telling join subscribers u on u.id = subscriber_id`,
    [NOON],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('nothing was told');
  told = row;
});
afterAll(() => records.close());

test('a reader may say of a story that they were told that it is irrelevant, once', async () => {
  const { feedback } = records.store;
  expect(await feedback.find(told.token, told.storyId)).toMatchObject({ isSaid: false });
  expect(await feedback.note({ ...told, at: NOON })).toBe(true);
  expect(await feedback.note({ ...told, at: NOON })).toBe(true);
  expect(await feedback.find(told.token, told.storyId)).toMatchObject({ isSaid: true });
  expect(await feedback.irrelevant(10)).toMatchObject([
    { storyId: told.storyId, readers: 1, told: 1, lastSaidAt: NOON },
  ]);
});

test('nobody can say so of a story that they were not told', async () => {
  const { feedback } = records.store;
  const other = String(Number(told.storyId) + 1);
  expect(await feedback.note({ token: told.token, storyId: other, at: NOON })).toBe(false);
  expect(await feedback.note({ token: 'nobody', storyId: told.storyId, at: NOON })).toBe(false);
  expect(await feedback.find('nobody', told.storyId)).toBeUndefined();
});
