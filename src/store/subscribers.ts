import type { Schedule, Subscriber } from '../core/subscriber.ts';
import type { Db } from './pool.ts';

/** What is needed to sign somebody up. */
export type NewSubscriber = {
  readonly email: string;
  readonly schedule: Schedule;
  readonly zone: string;
  readonly since: Date;
  readonly nextDigestAt: Date | null;
  readonly unsubscribeToken: string;
};

/** A subscriber with what became of them. */
export type StoredSubscriber = Subscriber & { readonly state: 'active' | 'left' };

/** The columns of a StoredSubscriber, under its field names, from a table called `u`. */
export const SUBSCRIBER_COLUMNS = `u.id::text, u.email, u.schedule, u.zone, u.state, u.since,
  u.next_digest_at as "nextDigestAt", u.unsubscribe_token as "unsubscribeToken"`;

/**
 * Signs somebody up, or changes the schedule of one who is there. Somebody who had left and comes
 * back is told only what happens from now on.
 */
export async function saveSubscriber(
  db: Db,
  subscriber: NewSubscriber,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { rows } = await db.query<{ id: string; isNew: boolean }>(
    `insert into subscribers as u (email, email_key, schedule, zone, since, next_digest_at, unsubscribe_token, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $5)
     on conflict (email_key) do update
     set schedule = excluded.schedule, zone = excluded.zone, next_digest_at = excluded.next_digest_at,
         since = case when u.state = 'left' then excluded.since else u.since end,
         state = 'active', left_at = null
     returning id::text, xmax = 0 as "isNew"`,
    [
      subscriber.email,
      emailKey(subscriber.email),
      JSON.stringify(subscriber.schedule),
      subscriber.zone,
      subscriber.since,
      subscriber.nextDigestAt,
      subscriber.unsubscribeToken,
    ],
  );
  return rows[0] ?? { id: '', isNew: false };
}

/** Everybody, by address. */
export async function listSubscribers(db: Db): Promise<StoredSubscriber[]> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u order by u.email_key`,
  );
  return rows;
}

/** Who owns an unsubscribe token. */
export async function findByToken(db: Db, token: string): Promise<StoredSubscriber | undefined> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where u.unsubscribe_token = $1`,
    [token],
  );
  return rows[0];
}

/** Ends the subscription that a token belongs to; false when there is none. Doing it again changes nothing. */
export async function leaveByToken(db: Db, token: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update subscribers set state = 'left', next_digest_at = null, left_at = coalesce(left_at, $2)
     where unsubscribe_token = $1`,
    [token, now],
  );
  return rowCount === 1;
}

/** Ends a subscription by address; false when there is none. */
export async function leaveByEmail(db: Db, email: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `update subscribers set state = 'left', next_digest_at = null, left_at = coalesce(left_at, $2)
     where email_key = $1`,
    [emailKey(email), now],
  );
  return rowCount === 1;
}

/** Subscribers whose scheduled digest is due, the longest overdue first. */
export async function dueSubscribers(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly nextDigestAt: Date }[]> {
  const { rows } = await db.query<{ id: string; nextDigestAt: Date }>(
    `select id::text, next_digest_at as "nextDigestAt" from subscribers
     where state = 'active' and next_digest_at <= $1 order by next_digest_at, id limit $2`,
    [now, limit],
  );
  return rows;
}

/** Instant subscribers for whom there is news that they were not told. */
export async function alertedSubscribers(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select u.id::text from subscribers u
     where u.state = 'active' and u.schedule->>'kind' = 'instant' and exists (
       select 1 from stories s
       where s.merged_into is null and s.changed_at >= u.since and s.changed_at < $1
         and not exists (select 1 from digest_stories d where d.subscriber_id = u.id and d.story_id = s.id))
     order by u.id limit $2`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

/** Mailbox names are compared without case: almost no mail server tells them apart. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
