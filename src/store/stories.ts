import { NOT_PASSED } from './passed-stories.ts';
import type { Db } from './pool.ts';
import { withReports, type StoredStory } from './reports.ts';

type StoryRow = { readonly id: string; readonly changedAt: Date; readonly leadItemId: string };

const STORY_COLUMNS = `s.id::text, s.changed_at as "changedAt", s.lead_item_id::text as "leadItemId"`;

/** Stories that changed last, newest first; `before` is the id of the last story of the page before. */
export async function latestStories(
  db: Db,
  query: { readonly before: string | null; readonly limit: number },
): Promise<StoredStory[]> {
  const { rows } = await db.query<StoryRow>(
    `select ${STORY_COLUMNS} from stories s
     where s.merged_into is null
       and ($1::bigint is null or (s.changed_at, s.id) < (select changed_at, id from stories where id = $1))
     order by s.changed_at desc, s.id desc limit $2`,
    [query.before, query.limit],
  );
  return withReports(db, rows);
}

/** One story; of a merged one, the story that it became. */
export async function findStory(db: Db, id: string): Promise<StoredStory | undefined> {
  const { rows } = await db.query<StoryRow>(
    `with recursive trail as (
       select id, merged_into from stories where id = $1
       union all select s.id, s.merged_into from trail t,
         lateral (select id, merged_into from stories where id = t.merged_into offset 0) as s
     )
     select ${STORY_COLUMNS} from stories s where s.id = (select id from trail where merged_into is null)`,
    [id],
  );
  return (await withReports(db, rows))[0];
}

/** A commit that comes late, or a clock that is behind, by less than this loses nothing. */
const LATE = `interval '1 hour'`;

/**
 * Stories that subscribers have not been told and that their preferences have not left out, oldest first, by subscriber: of
 * those that became news before a moment and since they signed up. Only what changed or gained a report since their stories
 * were last looked through is gone through: all that was there by then was told or left out.
 */
export async function untoldStories(
  db: Db,
  subscriberIds: readonly string[],
  before: Date,
): Promise<ReadonlyMap<string, readonly StoredStory[]>> {
  const { rows } = await db.query<StoryRow & { readonly subscriberId: string }>(
    `select u.id::text as "subscriberId", ${STORY_COLUMNS} from subscribers u join stories s
       on s.merged_into is null and s.changed_at >= u.since and s.changed_at < $2
     where u.id = any($1::bigint[])
       and s.id in (
         select t.id from stories t where t.merged_into is null and t.changed_at >= u.looked_at - ${LATE}
         union select i.story_id from story_items i where i.placed_at >= u.looked_at - ${LATE})
       and not exists (select 1 from digest_stories d where d.subscriber_id = u.id and d.story_id = s.id)
       and ${NOT_PASSED}
     order by s.changed_at, s.id`,
    [subscriberIds, before],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const stories = await withReports(db, [...known.values()]);
  const storyOf = new Map(stories.map((story) => [story.id, story]));
  const untold = new Map<string, StoredStory[]>();
  for (const { subscriberId, id } of rows) {
    const story = storyOf.get(id);
    if (story === undefined) continue;
    const others = untold.get(subscriberId);
    if (others === undefined) untold.set(subscriberId, [story]);
    else others.push(story);
  }
  return untold;
}
