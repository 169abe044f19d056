import { addressKey } from '../core/subscribers/address.ts';
import {
  COMPLAINT_WINDOW_MS,
  POLICY_WINDOW_MS,
  sendingTrouble,
  suppressionReason,
  type BounceKind,
  type PastBounce,
  type SendingFacts,
} from '../core/subscribers/bounces.ts';
import { holdSending } from './mail-holds.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { storable } from './rows.ts';
import { suppress } from './suppressions.ts';

/** A mail that came back, or was never taken. */
export type NewBounce = {
  readonly email: string;
  readonly kind: BounceKind;
  /** RFC 3463, or a reply's code; null where none was given. */
  readonly status: string | null;
  /** What the server said. */
  readonly detail: string | null;
  readonly deliveryId: string | null;
  /** The same for the same failure, however often it is reported. */
  readonly reportKey: string;
  readonly at: Date;
};

/** What a bounce led to. */
export type BounceEffect = {
  /** False: this report was on record already. */
  readonly isNew: boolean;
  /** Why the address gets no more mail; null when it still does. */
  readonly suppressed: string | null;
};

/**
 * Puts a bounce on record and does what follows from it, in one transaction: the address may be suppressed, and all
 * sending held. The same report again changes nothing.
 */
export async function recordBounce(pool: Pool, bounce: NewBounce): Promise<BounceEffect> {
  return inTransaction(pool, (db) => noteBounce(db, bounce));
}

/** The same within a transaction. */
export async function noteBounce(db: Db, bounce: NewBounce): Promise<BounceEffect> {
  const { at, kind, status, detail, deliveryId, reportKey } = bounce;
  const email = addressKey(bounce.email);
  const { rowCount } = await db.query(
    `insert into bounces (email_key, kind, status, detail, delivery_id, report_key, at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (report_key) do nothing`,
    [
      email,
      kind,
      status,
      detail === null ? null : storable(detail).slice(0, 500),
      deliveryId,
      reportKey,
      at,
    ],
  );
  const reason = suppressionReason(await bouncesOf(db, email), at);
  if (rowCount === 1) {
    if (reason !== null) await suppress(db, { email, reason, detail: bounce.detail, at });
    if (kind === 'policy' || kind === 'complaint') await breakWhereNeeded(db, at);
  }
  return { isNew: rowCount === 1, suppressed: reason };
}

/** A mail of ours that came back: a digest's delivery, or a letter, which has none. */
export type ReturnedMail = {
  readonly deliveryId: string | null;
  readonly letterId: string | null;
  readonly email: string;
};

/** The mail that came back, by the part of its Message-ID before the @, or by all of it. */
export async function findReturned(
  db: Db,
  key: { readonly returnKey: string } | { readonly messageId: string },
): Promise<ReturnedMail | undefined> {
  const column = 'returnKey' in key ? 'left(m.message_id, 41)' : 'm.message_id';
  const value = 'returnKey' in key ? `<${key.returnKey}` : key.messageId;
  const { rows } = await db.query<ReturnedMail>(
    `select m.id::text as "deliveryId", null as "letterId", u.email from deliveries m
     join digests g on g.id = m.digest_id join subscribers u on u.id = g.subscriber_id where ${column} = $1
     union all select null, m.id::text, m.email from letters m where ${column} = $1`,
    [value],
  );
  return rows[0];
}

async function bouncesOf(db: Db, email: string): Promise<PastBounce[]> {
  const { rows } = await db.query<PastBounce>(
    'select kind, at from bounces where email_key = $1 order by at desc limit 200',
    [email],
  );
  return rows;
}

async function breakWhereNeeded(db: Db, now: Date): Promise<void> {
  const trouble = sendingTrouble(await sendingFacts(db, now));
  if (trouble !== null) await holdSending(db, { ...trouble, at: now });
}

/** What was looked at when sending was last released does not stop it again. */
async function sendingFacts(db: Db, now: Date): Promise<SendingFacts> {
  const { rows } = await db.query<SendingFacts>(
    `with released as (
       select kind, max(released_at) as at from mail_holds group by kind
     )
     select
       (select count(distinct b.email_key)::int from bounces b where b.kind = 'policy' and b.at > $1
          and b.at > coalesce((select at from released where kind = 'policy'), '-infinity')) as policy,
       (select count(*)::int from deliveries where state = 'sent' and sent_at > $1) as "sentInHour",
       (select count(distinct b.email_key)::int from bounces b where b.kind = 'complaint' and b.at > $2
          and b.at > coalesce((select at from released where kind = 'complaints'), '-infinity')) as complaints,
       (select count(*)::int from deliveries where state = 'sent' and sent_at > $2) as "sentInWeek"`,
    [new Date(now.getTime() - POLICY_WINDOW_MS), new Date(now.getTime() - COMPLAINT_WINDOW_MS)],
  );
  return rows[0] ?? { policy: 0, sentInHour: 0, complaints: 0, sentInWeek: 0 };
}
