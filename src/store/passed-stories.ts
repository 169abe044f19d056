import type { Db } from './pool.ts';

/** A story that a subscriber's preferences left out, as it was then, and why. */
export type PassedStory = {
  readonly storyId: string;
  readonly changedAt: Date;
  /** How many reports it had. */
  readonly reports: number;
  readonly reason: string;
};

/**
 * SQL: the story `s` was not left out for the subscriber `u` as it is now. It counts what was seen instead of comparing
 * times, so that a report which was placed at the same moment is not missed.
 */
export const NOT_PASSED = `not exists (
  select 1 from passed_stories p where p.subscriber_id = u.id and p.story_id = s.id and p.changed_at = s.changed_at
    and p.reports = (select count(*) from story_items i where i.story_id = s.id))`;

/** Notes which stories were left out for whom. A change of preferences is about what comes, not about these. */
export async function passStories(
  db: Db,
  passed: readonly (PassedStory & { readonly subscriberId: string })[],
): Promise<void> {
  if (passed.length === 0) return;
  await db.query(
    `insert into passed_stories (subscriber_id, story_id, changed_at, reports, reason)
     select * from unnest($1::bigint[], $2::bigint[], $3::timestamptz[], $4::int[], $5::text[])
     on conflict (subscriber_id, story_id) do update
     set changed_at = excluded.changed_at, reports = excluded.reports, reason = excluded.reason`,
    [
      passed.map(({ subscriberId }) => subscriberId),
      passed.map(({ storyId }) => storyId),
      passed.map(({ changedAt }) => changedAt),
      passed.map(({ reports }) => reports),
      passed.map(({ reason }) => reason.slice(0, 300)),
    ],
  );
}
