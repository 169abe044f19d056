import type { Digest } from '../core/digest/digest.ts';
import type { Schedule } from '../core/subscriber.ts';
import { noteBounce, type NewBounce } from './bounces.ts';
import { NOT_HELD } from './mail-holds.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** A delivery that this process may send now, with all that the mail needs. */
export type ClaimedDelivery = {
  readonly id: string;
  readonly messageId: string;
  readonly attempts: number;
  readonly resends: number;
  readonly composedAt: Date;
  readonly digest: Digest;
  readonly email: string;
  readonly schedule: Schedule;
  readonly zone: string;
  readonly unsubscribeToken: string;
};

/** What became of an attempt. `queued` waits for another one. */
export type DeliveryOutcome =
  | { readonly state: 'sent'; readonly at: Date }
  | {
      readonly state: 'queued';
      readonly nextAttemptAt: Date;
      readonly resend: 'first' | 'again';
      readonly code: string | null;
      readonly problem: string;
    }
  | {
      readonly state: 'failed' | 'unknown';
      readonly code: string | null;
      readonly problem: string;
    };

/** Deliveries whose next attempt is due; none while sending is held. */
export async function dueDeliveries(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id::text from deliveries where state = 'queued' and next_attempt_at <= $1 and ${NOT_HELD}
     order by next_attempt_at, id limit $2`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

/** Deliveries whose sender took them and was not heard of again: the mail may have left or not. */
export async function lostDeliveries(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly attempts: number; readonly resends: number }[]> {
  const { rows } = await db.query<{ id: string; attempts: number; resends: number }>(
    `select id::text, attempts, resends from deliveries
     where state = 'sending' and claimed_until <= $1 order by claimed_until, id limit $2`,
    [now, limit],
  );
  return rows;
}

/**
 * Takes a queued delivery for this process until `claimedUntil`; undefined when it is not queued, not
 * due, or taken, or while sending is held. A delivery to somebody who has left or is suppressed is cancelled instead,
 * and one to somebody who has paused waits until that is over.
 */
export async function claimDelivery(
  db: Db,
  id: string,
  now: Date,
  claimedUntil: Date,
): Promise<ClaimedDelivery | undefined> {
  await cancelUnwanted(db, id);
  await postponePaused(db, id, now);
  const { rows } = await db.query<ClaimedDelivery>(
    `update deliveries d set state = 'sending', attempts = d.attempts + 1, claimed_until = $3
     from digests g join subscribers u on u.id = g.subscriber_id
     where d.id = $1 and d.state = 'queued' and d.next_attempt_at <= $2 and g.id = d.digest_id and u.state = 'active'
       and not exists (select 1 from suppressions s where s.email_key = u.email_key) and ${NOT_HELD}
     returning d.id::text, d.message_id as "messageId", d.attempts, d.resends, g.composed_at as "composedAt",
               g.content as digest, u.email, u.schedule, u.zone, u.unsubscribe_token as "unsubscribeToken"`,
    [id, now, claimedUntil],
  );
  return rows[0];
}

/** A bounce that the attempt itself ended with. */
export type SmtpBounce = Omit<NewBounce, 'deliveryId' | 'reportKey'> & { readonly attempt: number };

/** Records an attempt's outcome, and with it a bounce; a delivery that is no longer being sent stays as it is. */
export async function recordDelivery(
  pool: Pool,
  id: string,
  outcome: DeliveryOutcome,
  bounce: SmtpBounce | null = null,
): Promise<void> {
  if (bounce === null) {
    await recordOutcome(pool, id, outcome);
    return;
  }
  await inTransaction(pool, async (db) => {
    if (!(await recordOutcome(db, id, outcome))) return;
    const { attempt, ...facts } = bounce;
    const reportKey = `${id}/${facts.kind}/${attempt}`;
    await noteBounce(db, { ...facts, deliveryId: id, reportKey });
  });
}

async function recordOutcome(db: Db, id: string, outcome: DeliveryOutcome): Promise<boolean> {
  const { rowCount } = await db.query(
    `update deliveries set state = $2, claimed_until = null,
       sent_at = $3, next_attempt_at = coalesce($4, next_attempt_at),
       resends = resends + $5, code = $6, problem = $7
     where id = $1 and state = 'sending'`,
    [
      id,
      outcome.state,
      outcome.state === 'sent' ? outcome.at : null,
      outcome.state === 'queued' ? outcome.nextAttemptAt : null,
      outcome.state === 'queued' && outcome.resend === 'again' ? 1 : 0,
      outcome.state === 'sent' ? null : outcome.code,
      outcome.state === 'sent' ? null : outcome.problem,
    ],
  );
  return rowCount === 1;
}

/** How many deliveries are in each state. */
export async function countDeliveries(db: Db): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from deliveries group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function cancelUnwanted(db: Db, id: string): Promise<void> {
  await db.query(
    `update deliveries d set state = 'cancelled', problem = 'the subscriber has left or is suppressed'
     from digests g join subscribers u on u.id = g.subscriber_id
     where d.id = $1 and d.state in ('queued', 'held') and g.id = d.digest_id
       and (u.state <> 'active' or exists (select 1 from suppressions s where s.email_key = u.email_key))`,
    [id],
  );
}

async function postponePaused(db: Db, id: string, now: Date): Promise<void> {
  await db.query(
    `update deliveries d set next_attempt_at = u.paused_until
     from digests g join subscribers u on u.id = g.subscriber_id
     where d.id = $1 and d.state = 'queued' and g.id = d.digest_id and u.paused_until > $2
       and d.next_attempt_at <= $2`,
    [id, now],
  );
}
