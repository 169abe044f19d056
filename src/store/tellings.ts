import type { Schedule } from '../core/subscriber.ts';
import type { Db } from './pool.ts';

/** A digest that tells a story. Subscribers are ids: their addresses are nobody's business here. */
export type Telling = {
  readonly subscriberId: string;
  readonly digestId: string;
  /** `new`, or `update` where they had been told it before. */
  readonly change: string;
  readonly composedAt: Date;
  /** Null where the digest has no delivery. */
  readonly delivery: string | null;
  readonly sentAt: Date | null;
  readonly problem: string | null;
};

/** A subscriber who was not told a story, as far as it explains why. */
export type Untold = {
  readonly schedule: Schedule;
  readonly zone: string;
  readonly since: Date;
  readonly nextDigestAt: Date | null;
  /** Nothing is sent before this; null: no pause. */
  readonly pausedUntil: Date | null;
  /** Why nothing at all is sent there; null: it is. */
  readonly suppressed: string | null;
  /** Why their preferences left the story out; null: they did not, or nobody has looked yet. */
  readonly passed: string | null;
};

/** The digests that tell a story, in the order of their composition. */
export async function tellingsOf(db: Db, storyId: string): Promise<Telling[]> {
  const { rows } = await db.query<Telling>(
    `select t.subscriber_id::text as "subscriberId", g.id::text as "digestId", split_part(t.change, '/', 1) as change, g.composed_at as "composedAt",
            d.state as delivery, d.sent_at as "sentAt", d.problem
     from digest_stories t join digests g on g.id = t.digest_id
     left join deliveries d on d.digest_id = g.id
     where t.story_id = $1 order by g.composed_at, g.id`,
    [storyId],
  );
  return rows;
}

/** Active subscribers who were not told a story. */
export async function untoldSubscribers(db: Db, storyId: string): Promise<Untold[]> {
  const { rows } = await db.query<Untold>(
    `select u.schedule, u.zone, u.since, u.next_digest_at as "nextDigestAt", u.paused_until as "pausedUntil",
            x.reason as suppressed, p.reason as passed
     from subscribers u left join suppressions x on x.email_key = u.email_key
     left join passed_stories p on p.subscriber_id = u.id and p.story_id = $1
     where u.state = 'active'
       and not exists (select 1 from digest_stories t where t.subscriber_id = u.id and t.story_id = $1)
     order by u.next_digest_at nulls first, u.id`,
    [storyId],
  );
  return rows;
}
