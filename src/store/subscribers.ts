import { addressKey } from '../core/subscribers/address.ts';
import { DEFAULT_PREFERENCES } from '../core/subscribers/preferences.ts';
import type { AlertFacts } from '../core/digest/alerts.ts';
import { HOUR_MS } from '../core/poll/spans.ts';
import type { ConsentWay } from '../core/sign-up/consent.ts';
import type { Preferences, Schedule, Subscriber } from '../core/subscriber.ts';
import type { Db } from './pool.ts';
import { MOVED } from './story-news.ts';
import { NOT_PASSED } from './passed-stories.ts';

/** Who decides on a subscription: config/subscribers.yaml where it names the address, else the records. */
export type ManagedBy = 'records' | 'file';

/** What is needed to sign somebody up. */
export type NewSubscriber = {
  readonly email: string;
  readonly schedule: Schedule;
  readonly zone: string;
  /** Left out: everything, or what was said before. */
  readonly preferences?: Preferences;
  /** Left out: what was said before. */
  readonly pausedUntil?: Date | null;
  readonly managedBy?: ManagedBy;
  readonly since: Date;
  readonly nextDigestAt: Date | null;
  readonly unsubscribeToken: string;
};

/** A subscriber with what became of them. */
export type StoredSubscriber = Subscriber & {
  readonly state: 'active' | 'left';
  readonly managedBy: ManagedBy;
  /** Who ended it; null while it lasts. */
  readonly leftBy: LeftBy | null;
};

/** Who may end a subscription. */
export type LeftBy = 'subscriber' | 'operator' | 'file';

/** The columns of a StoredSubscriber, under its field names, from a table called `u`. */
export const SUBSCRIBER_COLUMNS = `u.id::text, u.email, u.schedule, u.zone, u.state, u.since,
  '${JSON.stringify(DEFAULT_PREFERENCES)}'::jsonb || u.preferences as preferences,
  u.paused_until as "pausedUntil", u.managed_by as "managedBy", u.left_by as "leftBy",
  u.next_digest_at as "nextDigestAt", u.unsubscribe_token as "unsubscribeToken"`;

/**
 * Signs somebody up, or changes what one who is there gets. Somebody who had left and comes back is told only what
 * happens from now on. The token stays: links in old mails keep working.
 */
export async function saveSubscriber(
  db: Db,
  subscriber: NewSubscriber,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const { preferences, pausedUntil, managedBy } = subscriber;
  const { rows } = await db.query<{ id: string; isNew: boolean }>(
    `insert into subscribers as u (email, email_key, schedule, zone, since, next_digest_at, unsubscribe_token, created_at,
       looked_at, preferences, paused_until, managed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $5, $5, coalesce($8, '{}'::jsonb), $9, coalesce($11, 'records'))
     on conflict (email_key) do update
     set schedule = excluded.schedule, zone = excluded.zone, next_digest_at = excluded.next_digest_at,
         preferences = coalesce($8, u.preferences),
         paused_until = case when $10::boolean then excluded.paused_until else u.paused_until end,
         managed_by = coalesce($11, u.managed_by),
         since = case when u.state = 'left' then excluded.since else u.since end,
         looked_at = case when u.state = 'left' then excluded.looked_at else u.looked_at end,
         state = 'active', left_at = null, left_by = null
     returning id::text, xmax = 0 as "isNew"`,
    [
      subscriber.email,
      addressKey(subscriber.email),
      JSON.stringify(subscriber.schedule),
      subscriber.zone,
      subscriber.since,
      subscriber.nextDigestAt,
      subscriber.unsubscribeToken,
      preferences === undefined ? null : JSON.stringify(preferences),
      pausedUntil ?? null,
      pausedUntil !== undefined,
      managedBy ?? null,
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

/** One subscriber, by address. */
export async function findByEmail(db: Db, email: string): Promise<StoredSubscriber | undefined> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where u.email_key = $1`,
    [addressKey(email)],
  );
  return rows[0];
}

/** Who owns a token, as the links of their mails have it now. */
export async function findByToken(db: Db, token: string): Promise<StoredSubscriber | undefined> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where u.unsubscribe_token = $1`,
    [token],
  );
  return rows[0];
}

/** SQL: the subscription that the token $1 can end: also one of mails to an address that it had before. */
const OF_TOKEN = `(unsubscribe_token = $1 or id = (select f.subscriber_id from former_tokens f where f.token = $1))`;

/** Whom a token can unsubscribe, which more tokens can than may change anything. */
export async function findLeaver(db: Db, token: string): Promise<StoredSubscriber | undefined> {
  const { rows } = await db.query<StoredSubscriber>(
    `select ${SUBSCRIBER_COLUMNS} from subscribers u where ${OF_TOKEN}`,
    [token],
  );
  return rows[0];
}

/** Ends subscriptions at $2; whoever had not left yet gets a line in the log of consents. */
function leaveSql(where: string, leftBy: string): string {
  return `with before as (select id, state from subscribers where ${where} for update),
    ended as (
      update subscribers u set state = 'left', next_digest_at = null, left_at = coalesce(left_at, $2), left_by = ${leftBy}
      from before where u.id = before.id returning u.id),
    noted as (
      insert into consents (subscriber_id, act, way, at)
      select id, 'left', $3, $2 from before where state = 'active')
    select id from ended`;
}

/**
 * Ends the subscription that a token belongs to; false when there is none. Doing it again changes nothing, but for an end
 * that somebody else had set: from now on it was the reader's own will.
 */
export async function leaveByToken(db: Db, token: string, now: Date): Promise<boolean> {
  const way: ConsentWay = 'link in a mail';
  const sql = leaveSql(OF_TOKEN, `'subscriber'`);
  const { rowCount } = await db.query(sql, [token, now, way]);
  return rowCount === 1;
}

const LEFT_WAYS: Readonly<Record<LeftBy, ConsentWay>> = {
  subscriber: 'link in a mail',
  operator: 'operator',
  file: 'subscribers.yaml',
};

/** Ends a subscription by address; false when there is none. */
export async function leaveByEmail(
  db: Db,
  email: string,
  now: Date,
  by: LeftBy = 'operator',
): Promise<boolean> {
  const sql = leaveSql('email_key = $1', 'coalesce(u.left_by, $4)');
  const { rowCount } = await db.query(sql, [addressKey(email), now, LEFT_WAYS[by], by]);
  return rowCount === 1;
}

/** Sends nothing before a moment, or no longer waits (null); false when there is no such subscriber. */
export async function pauseSubscriber(db: Db, email: string, until: Date | null): Promise<boolean> {
  const { rowCount } = await db.query(
    'update subscribers set paused_until = $2 where email_key = $1',
    [addressKey(email), until],
  );
  return rowCount === 1;
}

/** Active, and nothing keeps mail from them at $1. */
const REACHABLE = `u.state = 'active' and (u.paused_until is null or u.paused_until <= $1)
  and not exists (select 1 from suppressions x where x.email_key = u.email_key)`;

/** Subscribers whose scheduled digest is due, the longest overdue first. */
export async function dueSubscribers(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly nextDigestAt: Date }[]> {
  const { rows } = await db.query<{ id: string; nextDigestAt: Date }>(
    `select u.id::text, u.next_digest_at as "nextDigestAt" from subscribers u
     where ${REACHABLE} and u.next_digest_at <= $1 order by u.next_digest_at, u.id limit $2`,
    [now, limit],
  );
  return rows;
}

/** A commit that comes late, or a clock that is behind, by less than this loses nothing. In milliseconds. */
const LATE_MS = HOUR_MS;

/**
 * Instant subscribers for whom there is news that they were not told, and since when. Only stories are looked at that
 * changed, or gained a report, since the subscriber's were last looked through; for those without news, that is noted once
 * an hour. Otherwise every look would go through all that was ever news, for everybody.
 */
export async function alertedSubscribers(
  db: Db,
  now: Date,
  limit: number,
): Promise<(AlertFacts & { readonly id: string })[]> {
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const { rows } = await db.query<AlertFacts & { id: string }>(
    `select u.id::text, news.first as "firstNewsAt", news.last as "lastNewsAt", array(
       select d.composed_at from digests d where d.subscriber_id = u.id and d.content is not null and d.composed_at > $3
     ) as "alertsAt"
     from subscribers u cross join lateral ${UNSEEN_NEWS} news
     where ${REACHABLE} and u.schedule->>'kind' = 'instant' and news.first is not null
     order by u.id limit $2`,
    [now, limit, hourAgo],
  );
  await db.query(
    `update subscribers u set looked_at = $1
     where ${REACHABLE} and u.schedule->>'kind' = 'instant' and u.looked_at < $2
       and (select first from ${UNSEEN_NEWS} news) is null`,
    [now, hourAgo],
  );
  return rows;
}

/** SQL: when the first and the last story became news, before $1, that the subscriber `u` was not told, or told before it changed. */
const UNSEEN_NEWS = `(
  select min(at) as first, max(at) as last from (
    select s.changed_at as at from stories s
    where s.id in (
        select t.id from stories t
        where t.merged_into is null and t.changed_at >= u.looked_at - interval '${LATE_MS} milliseconds'
        union select i.story_id from story_items i where i.placed_at >= u.looked_at - interval '${LATE_MS} milliseconds')
      and s.merged_into is null and s.changed_at >= u.since and s.changed_at < $1
      and not exists (select 1 from digest_stories d where d.subscriber_id = u.id and d.story_id = s.id)
      and ${NOT_PASSED}
    union all select m.at from ${MOVED} m) as found
)`;
