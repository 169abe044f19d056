import type { Db } from './pool.ts';

/** When each story last changed: a report joined it, something was recorded of its matters, or an article was changed. */
export async function storyUpdates(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await db.query<{ id: string; at: Date }>(
    `select s.id::text as id, greatest(s.changed_at,
       (select max(placed_at) from story_items where story_id = s.id),
       (select max(recorded_at) from matter_changes where story_id = s.id),
       (select max(c.seen_at) from corrections c join story_items i on i.item_id = c.item_id where i.story_id = s.id)) as at
     from stories s where s.id = any($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
