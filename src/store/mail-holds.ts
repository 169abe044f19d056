import { POLICY_WINDOW_MS } from '../core/subscribers/bounces.ts';
import type { HoldNotice } from '../core/health/notice-mail.ts';
import { insertOperatorMails, type OperatorMailTo } from './operator-mails.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** Why digests are not sent for now. */
export type MailHold = {
  readonly kind: 'policy' | 'complaints';
  readonly reason: string;
  readonly at: Date;
};

/** A digest that waits for a person because of its size. */
export type HeldDelivery = {
  readonly id: string;
  readonly email: string;
  readonly reason: string;
  readonly at: Date;
};

/** SQL: nothing holds all sending. */
export const NOT_HELD = 'not exists (select 1 from mail_holds h where h.released_at is null)';

/** Stops sending digests; where it is stopped for this already, nothing changes. */
export async function holdSending(db: Db, { kind, reason, at }: MailHold): Promise<void> {
  await db.query(
    `insert into mail_holds (kind, reason, at) values ($1, $2, $3)
     on conflict (kind) where released_at is null do nothing`,
    [kind, reason, at],
  );
}

/** What holds all sending now. */
export async function openHolds(db: Db): Promise<MailHold[]> {
  const { rows } = await db.query<MailHold>(
    'select kind, reason, at from mail_holds where released_at is null order by at',
  );
  return rows;
}

/** Digests that wait for a person, the oldest first. */
export async function heldDeliveries(db: Db): Promise<HeldDelivery[]> {
  const { rows } = await db.query<HeldDelivery>(
    `select d.id::text, u.email, coalesce(d.problem, '') as reason, g.composed_at as at
     from deliveries d join digests g on g.id = d.digest_id join subscribers u on u.id = g.subscriber_id
     where d.state = 'held' order by d.id`,
  );
  return rows;
}

/**
 * Lets all mail go on, every held digest with it, and those that were refused for policy when it stopped: nobody has them.
 * Returns how many of each there were.
 */
export async function releaseMail(
  pool: Pool,
  now: Date,
): Promise<{ readonly holds: number; readonly digests: number }> {
  return inTransaction(pool, async (db) => {
    const refused = await db.query(
      `update deliveries set state = 'queued', next_attempt_at = $1, code = null, problem = null
       where state = 'failed' and id in (
         select b.delivery_id from bounces b join mail_holds h on h.kind = 'policy' and h.released_at is null
         where b.kind = 'policy' and b.at > h.at - $2 * interval '1 millisecond')`,
      [now, POLICY_WINDOW_MS],
    );
    const holds = await db.query(
      'update mail_holds set released_at = $1 where released_at is null',
      [now],
    );
    const digests = await db.query(
      `update deliveries set state = 'queued', next_attempt_at = $1, problem = null where state = 'held'`,
      [now],
    );
    return {
      holds: holds.rowCount ?? 0,
      digests: (digests.rowCount ?? 0) + (refused.rowCount ?? 0),
    };
  });
}

/**
 * Writes the operators' mail about what is held and was not told yet, in one transaction, so that it is told once. Null
 * from `decide`: nobody is to be told, which counts as told. Returns the ids of the mails.
 */
export async function tellHolds(
  pool: Pool,
  now: Date,
  decide: (held: readonly { readonly id: string; readonly reason: string }[]) => {
    readonly mail: HoldNotice;
    readonly recipients: readonly OperatorMailTo[];
  },
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    const holds = await db.query<{ id: string; reason: string }>(
      `update mail_holds set told_at = $1 where told_at is null and released_at is null
       returning 'hold-' || id as id, reason`,
      [now],
    );
    const digests = await db.query<{ id: string; reason: string }>(
      `update deliveries set hold_told_at = $1 where state = 'held' and hold_told_at is null
       returning 'digest-' || id as id, coalesce(problem, '') as reason`,
      [now],
    );
    const held = [...holds.rows, ...digests.rows];
    if (held.length === 0) return [];
    const { mail, recipients } = decide(held);
    return insertOperatorMails(db, mail, recipients, now);
  });
}
