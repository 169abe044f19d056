import type { Db } from './pool.ts';

/**
 * Deletes items that were fetched before a moment, belong to no story and were labelled by nobody, at most `limit`
 * of them so that no lock is held long; their verdicts go with them. Returns how many went.
 */
export async function pruneItems(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from items where id in (
       select i.id from items i where i.fetched_at < $1 and i.stage = 'judged'
         and not exists (select 1 from labels l where l.item_id = i.id)
       order by i.fetched_at limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** What is forgotten after some time, and how: at most $2 of those that are older than $1. */
const OLD = {
  /** With their deliveries and what they told. A story that gains a report after so long is told as new. */
  digests: `delete from digests where id in (
    select g.id from digests g where g.composed_at < $1
      and not exists (select 1 from deliveries d where d.digest_id = g.id and d.state in ('queued', 'held', 'sending'))
    order by g.composed_at limit $2)`,
  /** Only those that no look at the subscriber's stories goes back to. */
  passedStories: `delete from passed_stories where (subscriber_id, story_id) in (
    select p.subscriber_id, p.story_id from passed_stories p join subscribers u on u.id = p.subscriber_id
    where p.changed_at < $1 and u.looked_at > p.changed_at + interval '1 day'
    order by p.changed_at limit $2)`,
  bounces: `delete from bounces where id in (select id from bounces where at < $1 order by at limit $2)`,
  operatorMails: `delete from operator_mails where id in (
    select id from operator_mails where composed_at < $1 and state not in ('queued', 'sending')
    order by composed_at limit $2)`,
  /** One of a state that lasts stays: without it operators would be told again. */
  sourceNotices: `delete from source_notices where id in (
    select n.id from source_notices n where n.noticed_at < $1
      and not exists (select 1 from source_states s where s.source_id = n.source_id and s.state_since = n.since)
    order by n.noticed_at limit $2)`,
  mailHolds: `delete from mail_holds where id in (
    select id from mail_holds where released_at < $1 order by released_at limit $2)`,
} as const;

/** Records that are forgotten after some time. */
export type OldRecords = keyof typeof OLD;

/** Deletes records of a kind that are older than a moment, at most `limit` of them. Returns how many went. */
export async function pruneRecords(
  db: Db,
  kind: OldRecords,
  before: Date,
  limit: number,
): Promise<number> {
  const { rowCount } = await db.query(OLD[kind], [before, limit]);
  return rowCount ?? 0;
}
