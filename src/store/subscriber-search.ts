import type { Db } from './pool.ts';
import { SUBSCRIBER_COLUMNS, type StoredSubscriber } from './subscribers.ts';

/** What subscribers can be chosen by. */
export type SubscriberState = 'active' | 'paused' | 'left' | 'suppressed';

/** A subscriber, and why nothing is sent to their address; null: it is. */
export type FoundSubscriber = StoredSubscriber & { readonly suppressed: string | null };

const FOUND = `select ${SUBSCRIBER_COLUMNS}, x.reason as suppressed
  from subscribers u left join suppressions x on x.email_key = u.email_key`;

/** SQL: what a state means at $1. */
const STATES: Readonly<Record<SubscriberState, string>> = {
  active: `u.state = 'active' and (u.paused_until is null or u.paused_until <= $1) and x.reason is null`,
  paused: `u.state = 'active' and u.paused_until > $1`,
  left: `u.state = 'left' and $1::timestamptz is not null`,
  suppressed: 'x.reason is not null and $1::timestamptz is not null',
};

/** Subscribers whose address holds some words, in one state or in any, by address; `after` is the address to go on from. */
export async function searchSubscribers(
  db: Db,
  filter: {
    readonly words: string;
    readonly state: SubscriberState | null;
    readonly after: string | null;
    readonly limit: number;
  },
  now: Date,
): Promise<FoundSubscriber[]> {
  const isSo = filter.state === null ? '$1::timestamptz is not null' : STATES[filter.state];
  const { rows } = await db.query<FoundSubscriber>(
    `${FOUND} where ${isSo} and strpos(u.email_key, lower($2)) > 0
       and ($3::text is null or u.email_key > lower($3))
     order by u.email_key limit $4`,
    [now, filter.words, filter.after, filter.limit],
  );
  return rows;
}

/** How many subscribers get mail, and how many addresses nothing is sent to. */
export async function countReach(
  db: Db,
): Promise<{ readonly active: number; readonly suppressed: number }> {
  const { rows } = await db.query<{ active: number; suppressed: number }>(
    `select (select count(*)::int from subscribers where state = 'active') as active,
       (select count(*)::int from suppressions) as suppressed`,
  );
  return rows[0] ?? { active: 0, suppressed: 0 };
}

/** What was done since a moment: items read, stories opened, mails sent. */
export async function countSince(
  db: Db,
  since: Date,
): Promise<{ readonly items: number; readonly stories: number; readonly mails: number }> {
  const { rows } = await db.query<{ items: number; stories: number; mails: number }>(
    `select (select count(*)::int from items where fetched_at >= $1) as items,
       (select count(*)::int from stories where changed_at >= $1 and merged_into is null) as stories,
       (select count(*)::int from deliveries where state = 'sent' and sent_at >= $1) as mails`,
    [since],
  );
  return rows[0] ?? { items: 0, stories: 0, mails: 0 };
}
