import type { BoardChange } from '../core/digest/digest.ts';
import type { ReportCorrection, Told } from '../core/digest/news.ts';
import { boardChanges } from './board-changes.ts';
import type { Db } from './pool.ts';
import { withReports, type StoredStory } from './reports.ts';

/** A story that a subscriber was told, and that has gained reports or corrections since. */
export type MovedStory = StoredStory & {
  readonly told: Told;
  readonly corrections: readonly ReportCorrection[];
  readonly board: readonly BoardChange[];
  /** How much there was to it when it was looked at. */
  readonly seen: Seen;
};

/** How many reports of a story there were, and changes of their articles. */
export type Seen = { readonly reports: number; readonly corrections: number };

/** A commit that comes late, or a clock that is behind, by less than this loses nothing. */
const LATE = `interval '1 hour'`;

/**
 * SQL: stories that the subscriber `u` was told and that have changed since they were last looked at, with how much there
 * is to them. Only what came since the subscriber's stories were last looked through is gone through.
 */
export const MOVED = `(
  select s.id, s.lead_item_id, d.keys, size.reports, size.corrections, size.at
  from stories s join digest_stories d on d.subscriber_id = u.id and d.story_id = s.id and d.change = 'new'
  cross join lateral (
    select count(distinct i.item_id)::int as reports, count(c.id)::int as corrections,
      greatest(max(i.placed_at), max(c.seen_at)) as at
    from story_items i left join corrections c on c.item_id = i.item_id where i.story_id = s.id) size
  where s.merged_into is null and (size.reports, size.corrections) is distinct from (d.reports, d.corrections)
    and s.id in (
      select i.story_id from story_items i where i.placed_at >= u.looked_at - ${LATE}
      union select i.story_id from corrections c join story_items i on i.item_id = c.item_id
        where c.seen_at >= u.looked_at - ${LATE})
)`;

/** The stories that may have something new to tell the subscribers, the longest known first, by subscriber. */
export async function movedStories(
  db: Db,
  subscriberIds: readonly string[],
): Promise<ReadonlyMap<string, readonly MovedStory[]>> {
  const { rows } = await db.query<MovedRow>(
    `select u.id::text as "subscriberId", m.id::text, m.lead_item_id::text as "leadItemId", m.at as "changedAt",
       m.reports, m.corrections,
       (select max(g.composed_at) from digest_stories t join digests g on g.id = t.digest_id
        where t.subscriber_id = u.id and t.story_id = m.id) as "toldAt",
       m.keys || coalesce((select array_agg(key order by t.digest_id) from digest_stories t, unnest(t.keys) as key
        where t.subscriber_id = u.id and t.story_id = m.id and t.change <> 'new'), '{}') as keys
     from subscribers u cross join lateral ${MOVED} m where u.id = any($1::bigint[]) order by m.id`,
    [subscriberIds],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  const stories = await withReports(db, [...known.values()]);
  const storyOf = new Map(stories.map((story) => [story.id, story]));
  const corrections = await correctionsOf(db, [...known.keys()]);
  const board = await boardChanges(db, [...known.keys()]);
  const moved = new Map<string, MovedStory[]>();
  for (const { subscriberId, id, changedAt, keys, toldAt, ...seen } of rows) {
    const story = storyOf.get(id);
    if (story === undefined) continue;
    const one: MovedStory = {
      ...story,
      changedAt,
      told: { keys, at: toldAt },
      corrections: corrections.get(id) ?? [],
      board: board.get(id) ?? [],
      seen: { reports: seen.reports, corrections: seen.corrections },
    };
    moved.set(subscriberId, [...(moved.get(subscriberId) ?? []), one]);
  }
  return moved;
}

type MovedRow = Seen & {
  readonly subscriberId: string;
  readonly id: string;
  readonly leadItemId: string;
  readonly changedAt: Date;
  readonly toldAt: Date;
  readonly keys: string[];
};

/** How the articles of stories were changed after they were read, by time. */
export async function correctionsOf(
  db: Db,
  storyIds: readonly string[],
): Promise<ReadonlyMap<string, ReportCorrection[]>> {
  const { rows } = await db.query<ReportCorrection & { readonly storyId: string }>(
    `select si.story_id::text as "storyId", c.id::text, c.item_id::text as "itemId", i.outlet, c.kind, c.before,
       c.after, c.seen_at as "seenAt"
     from corrections c join story_items si on si.item_id = c.item_id join items i on i.id = c.item_id
     where si.story_id = any($1::bigint[]) order by c.id`,
    [storyIds],
  );
  const found = new Map<string, ReportCorrection[]>();
  for (const { storyId, ...correction } of rows) {
    const known = found.get(storyId);
    if (known === undefined) found.set(storyId, [correction]);
    else known.push(correction);
  }
  return found;
}

/** How a story was when it was looked at for a subscriber. */
export type SeenStory = Seen & { readonly subscriberId: string; readonly storyId: string };

/** Notes how stories were when they were looked at, so that they are looked at again only when that changes. */
export async function noteSeen(db: Db, seen: readonly SeenStory[]): Promise<void> {
  if (seen.length === 0) return;
  await db.query(
    `update digest_stories d set reports = seen.reports, corrections = seen.corrections
     from unnest($1::bigint[], $2::bigint[], $3::int[], $4::int[]) as seen (subscriber_id, story_id, reports, corrections)
     where d.subscriber_id = seen.subscriber_id and d.story_id = seen.story_id and d.change = 'new'`,
    [
      seen.map(({ subscriberId }) => subscriberId),
      seen.map(({ storyId }) => storyId),
      seen.map(({ reports }) => reports),
      seen.map(({ corrections }) => corrections),
    ],
  );
}
