import type { Pool } from '../../src/store/pool.ts';
import { NOON } from './records.ts';

/** Makes one story of items, which the first of them leads, whatever they say; returns its id. */
export async function openStory(
  pool: Pool,
  itemIds: readonly string[],
  at = NOON,
): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'insert into stories (lead_item_id, opened_at, changed_at) values ($1, $2, $2) returning id::text',
    [itemIds[0], at],
  );
  const id = rows[0]?.id ?? '';
  await pool.query(
    'insert into story_items (item_id, story_id, placed_at) select unnest($1::bigint[]), $2, $3',
    [itemIds, id, at],
  );
  await pool.query(`update items set stage = 'placed' where id = any($1::bigint[])`, [itemIds]);
  return id;
}

/** Tells a story to a subscriber: a digest and its delivery, which waits to be sent. */
export async function tellStory(
  pool: Pool,
  {
    storyId,
    subscriberId,
    at,
  }: { readonly storyId: string; readonly subscriberId: string; readonly at: Date },
): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `insert into digests (subscriber_id, window_start, due_at, content, composed_at)
     values ($1, $2, $2, '{}', $2) returning id::text`,
    [subscriberId, at],
  );
  const digestId = rows[0]?.id ?? '';
  await pool.query(
    `insert into digest_stories (subscriber_id, story_id, change, digest_id) values ($1, $2, 'new', $3)`,
    [subscriberId, storyId, digestId],
  );
  await pool.query(
    'insert into deliveries (digest_id, message_id, next_attempt_at) values ($1, $2, $3)',
    [digestId, `<${digestId}@example.org>`, at],
  );
}
