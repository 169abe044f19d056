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
       union all select s.id, s.merged_into from stories s join trail t on s.id = t.merged_into
     )
     select ${STORY_COLUMNS} from stories s join trail t on t.id = s.id where t.merged_into is null`,
    [id],
  );
  return (await withReports(db, rows))[0];
}

/** Stories that a subscriber has not been told, that their preferences have not left out, and that became news from ≤ t < to, oldest first. */
export async function untoldStories(
  db: Db,
  subscriberId: string,
  window: { readonly from: Date; readonly to: Date },
): Promise<StoredStory[]> {
  const { rows } = await db.query<StoryRow>(
    `select ${STORY_COLUMNS} from stories s join subscribers u on u.id = $1
     where s.merged_into is null and s.changed_at >= $2 and s.changed_at < $3
       and not exists (select 1 from digest_stories d where d.subscriber_id = $1 and d.story_id = s.id)
       and ${NOT_PASSED}
     order by s.changed_at, s.id`,
    [subscriberId, window.from, window.to],
  );
  return withReports(db, rows);
}
