import type { Digest } from '../core/digest/digest.ts';
import type { Schedule } from '../core/subscriber.ts';
import type { Db } from './pool.ts';

/** A digest that will be composed for a reachable subscriber. */
export type NextDigest = {
  readonly email: string;
  readonly dueAt: Date;
  readonly schedule: Schedule;
  readonly zone: string;
};

/** A digest that was composed, with what became of its delivery; `empty` where there was nothing to send. */
export type ListedDigest = {
  readonly id: string;
  readonly email: string;
  readonly composedAt: Date;
  readonly stories: number;
  readonly state: string;
  readonly sentAt: Date | null;
  readonly attempts: number;
  readonly problem: string | null;
};

/** The digests that are due next, the next one first; somebody who is paused or suppressed gets none. */
export async function nextDigests(db: Db, now: Date, limit: number): Promise<NextDigest[]> {
  const { rows } = await db.query<NextDigest>(
    `select u.email, u.next_digest_at as "dueAt", u.schedule, u.zone from subscribers u
     where u.state = 'active' and u.next_digest_at is not null and (u.paused_until is null or u.paused_until <= $1)
       and not exists (select 1 from suppressions x where x.email_key = u.email_key)
     order by u.next_digest_at, u.id limit $2`,
    [now, limit],
  );
  return rows;
}

/** How many active subscribers get mail as soon as there is news. */
export async function countInstant(db: Db): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from subscribers where state = 'active' and schedule->>'kind' = 'instant'`,
  );
  return rows[0]?.n ?? 0;
}

const LISTED = `select g.id::text, u.email, g.composed_at as "composedAt",
    case when g.content is null then 0 else jsonb_array_length(g.content->'stories') end as stories,
    coalesce(d.state, 'empty') as state, d.sent_at as "sentAt", coalesce(d.attempts, 0) as attempts, d.problem
  from digests g join subscribers u on u.id = g.subscriber_id left join deliveries d on d.digest_id = g.id`;

/** Digests, the latest first: in one state or in any, with ids below `before`. */
export async function listDigests(
  db: Db,
  filter: { readonly state: string | null; readonly before: string | null; readonly limit: number },
): Promise<ListedDigest[]> {
  const { rows } = await db.query<ListedDigest>(
    `${LISTED} where ($1::text is null or coalesce(d.state, 'empty') = $1) and ($2::bigint is null or g.id < $2)
     order by g.id desc limit $3`,
    [filter.state, filter.before, filter.limit],
  );
  return rows;
}

/** One digest. */
export async function findDigest(db: Db, id: string): Promise<ListedDigest | undefined> {
  const { rows } = await db.query<ListedDigest>(`${LISTED} where g.id = $1`, [id]);
  return rows[0];
}

/** What a digest tells, and to whom; undefined where there is none, or it tells nothing. */
export async function digestContent(
  db: Db,
  id: string,
): Promise<
  { readonly digest: Digest; readonly schedule: Schedule; readonly zone: string } | undefined
> {
  const { rows } = await db.query<{ digest: Digest; schedule: Schedule; zone: string }>(
    `select g.content as digest, u.schedule, u.zone from digests g join subscribers u on u.id = g.subscriber_id
     where g.id = $1 and g.content is not null`,
    [id],
  );
  return rows[0];
}
