import type { Digest } from '../core/digest/digest.ts';
import type { Schedule } from '../core/subscriber.ts';
import { noteBounce, type NewBounce } from './bounces.ts';
import { NOT_HELD } from './mail-holds.ts';
import { gathered } from './gathered.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { runPrepared } from './prepared.ts';
import { storable } from './rows.ts';

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

/** The blocks of so many neighbours in which a delivery is due, the longest overdue first; none while sending is held. */
export async function dueDeliveryBlocks(
  db: Db,
  now: Date,
  size: number,
  limit: number,
): Promise<number[]> {
  const { rows } = await db.query<{ block: number }>(
    `select ((id - 1) / $2)::int as block from deliveries
     where state = 'queued' and next_attempt_at <= $1 and ${NOT_HELD}
     group by 1 order by min(next_attempt_at), 1 limit $3`,
    [now, size, limit],
  );
  return rows.map(({ block }) => block);
}

/** The deliveries of a block whose next attempt is due. */
export async function dueDeliveries(
  db: Db,
  block: number,
  size: number,
  now: Date,
): Promise<string[]> {
  const rows = await runPrepared<{ id: string }>(db, DUE_IN, [
    block * size,
    (block + 1) * size,
    now,
  ]);
  return rows.map(({ id }) => id);
}

const DUE_IN = {
  name: 'deliveries-due-in',
  text: `select id::text from deliveries
    where id > $1 and id <= $2 and state = 'queued' and next_attempt_at <= $3 order by deliveries.id`,
};

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

/** Takes a delivery; see `claimsOf`. */
type Claim = { readonly id: string; readonly now: Date; readonly claimedUntil: Date };

/**
 * Takes a queued delivery for this process until `claimedUntil`; undefined when it is not queued, not
 * due, or taken, or while sending is held. A delivery to somebody who has left or is suppressed is cancelled instead,
 * and one to somebody who has paused waits until that is over. What is taken at the same time is taken in one statement.
 */
export function claimsOf(
  db: Db,
): (id: string, now: Date, claimedUntil: Date) => Promise<ClaimedDelivery | undefined> {
  const claim = gathered((claims: readonly Claim[]) => claimDeliveries(db, claims));
  return (id, now, claimedUntil) => claim({ id, now, claimedUntil });
}

async function claimDeliveries(
  db: Db,
  claims: readonly Claim[],
): Promise<(ClaimedDelivery | undefined)[]> {
  const wanted = [...new Map(claims.map((claim) => [claim.id, claim])).values()];
  const rows = await runPrepared<ClaimedDelivery>(db, CLAIM, [
    wanted.map(({ id }) => id),
    wanted.map(({ now }) => now),
    wanted.map(({ claimedUntil }) => claimedUntil),
  ]);
  const claimed = new Map(rows.map((row) => [row.id, row]));
  const others = wanted.filter(({ id }) => !claimed.has(id));
  if (others.length > 0) {
    await cancelUnwanted(db, others);
    await postponePaused(db, others);
  }
  return claims.map(({ id }) => {
    const delivery = claimed.get(id);
    // Whoever asks for the same one a second time does not get it.
    claimed.delete(id);
    return delivery;
  });
}

/** In the order of their ids, so that two processes never wait for one another; what another one holds is passed over. */
const CLAIM = {
  name: 'deliveries-claim',
  text: `with due as (
      select d.id, asked.now, asked.until
      from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) as asked (id, now, until)
      join deliveries d on d.id = asked.id
      where d.state = 'queued' and d.next_attempt_at <= asked.now order by d.id for update of d skip locked
    )
    update deliveries d set state = 'sending', attempts = d.attempts + 1, claimed_until = due.until
    from due, digests g join subscribers u on u.id = g.subscriber_id
    where d.id = due.id and g.id = d.digest_id and u.state = 'active'
      and (u.paused_until is null or u.paused_until <= due.now)
      and not exists (select 1 from suppressions s where s.email_key = u.email_key) and ${NOT_HELD}
    returning d.id::text, d.message_id as "messageId", d.attempts, d.resends, g.composed_at as "composedAt",
      g.content as digest, u.email, u.schedule, u.zone, u.unsubscribe_token as "unsubscribeToken"`,
};

/** A bounce that the attempt itself ended with. */
export type SmtpBounce = Omit<NewBounce, 'deliveryId' | 'reportKey'> & { readonly attempt: number };

type Ended = { readonly id: string; readonly outcome: DeliveryOutcome };

/**
 * Records an attempt's outcome, and with it a bounce; a delivery that is no longer being sent stays as it is. Outcomes that
 * come at the same time are recorded in one statement.
 */
export function recordsOf(
  pool: Pool,
): (id: string, outcome: DeliveryOutcome, bounce?: SmtpBounce | null) => Promise<void> {
  const record = gathered((ended: readonly Ended[]) => recordOutcomes(pool, ended));
  return async (id, outcome, bounce = null) => {
    if (bounce === null) {
      await record({ id, outcome });
      return;
    }
    await inTransaction(pool, async (db) => {
      const [isRecorded] = await recordOutcomes(db, [{ id, outcome }]);
      if (isRecorded !== true) return;
      const { attempt, ...facts } = bounce;
      const reportKey = `${id}/${facts.kind}/${attempt}`;
      await noteBounce(db, { ...facts, deliveryId: id, reportKey });
    });
  };
}

/** Whether each of them was still being sent. */
async function recordOutcomes(db: Db, ended: readonly Ended[]): Promise<boolean[]> {
  const rows = await runPrepared<{ id: string }>(db, RECORD, [JSON.stringify(ended.map(rowOf))]);
  const recorded = new Set(rows.map(({ id }) => id));
  return ended.map(({ id }) => recorded.has(id));
}

function rowOf({ id, outcome }: Ended): Readonly<Record<string, unknown>> {
  const { state } = outcome;
  if (state === 'sent') return { id, state, sent: outcome.at, resends: 0 };
  // What a server says may hold what Postgres does not store.
  const said = { code: outcome.code, problem: storable(outcome.problem) };
  if (state !== 'queued') return { id, state, resends: 0, ...said };
  const resends = outcome.resend === 'again' ? 1 : 0;
  return { id, state, next: outcome.nextAttemptAt, resends, ...said };
}

const RECORD = {
  name: 'deliveries-record',
  text: `with ended as (
      select o.* from jsonb_to_recordset($1::jsonb)
        as o (id bigint, state text, sent timestamptz, next timestamptz, resends integer, code text, problem text)
      join deliveries d on d.id = o.id where d.state = 'sending' order by d.id for update of d
    )
    update deliveries d set state = o.state, claimed_until = null, sent_at = o.sent,
      next_attempt_at = coalesce(o.next, d.next_attempt_at), resends = d.resends + o.resends,
      code = o.code, problem = o.problem
    from ended o where d.id = o.id and d.state = 'sending' returning d.id::text`,
};

/** How many deliveries are in each state. */
export async function countDeliveries(db: Db): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from deliveries group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function cancelUnwanted(db: Db, claims: readonly Claim[]): Promise<void> {
  await db.query(
    `update deliveries d set state = 'cancelled', problem = 'the subscriber has left or is suppressed'
     from digests g join subscribers u on u.id = g.subscriber_id
     where d.id = any($1::bigint[]) and d.state in ('queued', 'held') and g.id = d.digest_id
       and (u.state <> 'active' or exists (select 1 from suppressions s where s.email_key = u.email_key))`,
    [claims.map(({ id }) => id)],
  );
}

async function postponePaused(db: Db, claims: readonly Claim[]): Promise<void> {
  await db.query(
    `update deliveries d set next_attempt_at = u.paused_until
     from unnest($1::bigint[], $2::timestamptz[]) as asked (id, now), digests g
       join subscribers u on u.id = g.subscriber_id
     where d.id = asked.id and d.state = 'queued' and g.id = d.digest_id and u.paused_until > asked.now
       and d.next_attempt_at <= asked.now`,
    [claims.map(({ id }) => id), claims.map(({ now }) => now)],
  );
}
