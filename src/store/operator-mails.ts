import type { OperatorNotice } from '../core/health/notice-mail.ts';
import type { DeliveryOutcome } from './deliveries.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** A mail to an operator that this process may send now. */
export type ClaimedOperatorMail = {
  readonly id: string;
  readonly email: string;
  readonly messageId: string;
  readonly content: OperatorNotice;
  readonly composedAt: Date;
  readonly attempts: number;
};

/** Whom a mail goes to, and the Message-ID it keeps for life. */
export type OperatorMailTo = { readonly email: string; readonly messageId: string };

/** Writes a mail for each operator; those that are there already stay as they are. Returns the ids of the new ones. */
export async function insertOperatorMails(
  db: Db,
  content: OperatorNotice,
  recipients: readonly OperatorMailTo[],
  now: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `insert into operator_mails (email, message_id, content, composed_at, next_attempt_at)
     select email, message_id, $3, $4, $4 from unnest($1::text[], $2::text[]) as given (email, message_id)
     on conflict (message_id) do nothing returning id::text`,
    [
      recipients.map(({ email }) => email),
      recipients.map(({ messageId }) => messageId),
      JSON.stringify(content),
      now,
    ],
  );
  return rows.map(({ id }) => id);
}

/** Mails whose next attempt is due. */
export async function dueOperatorMails(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id::text from operator_mails where state = 'queued' and next_attempt_at <= $1
     order by next_attempt_at, id limit $2`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

/** Mails whose sender took them and was not heard of again: they may have left or not. */
export async function lostOperatorMails(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly attempts: number }[]> {
  const { rows } = await db.query<{ id: string; attempts: number }>(
    `select id::text, attempts from operator_mails
     where state = 'sending' and claimed_until <= $1 order by claimed_until, id limit $2`,
    [now, limit],
  );
  return rows;
}

/** Takes a queued mail for this process until `claimedUntil`; undefined when it is not queued, not due, or taken. */
export async function claimOperatorMail(
  db: Db,
  id: string,
  now: Date,
  claimedUntil: Date,
): Promise<ClaimedOperatorMail | undefined> {
  const { rows } = await db.query<ClaimedOperatorMail>(
    `update operator_mails set state = 'sending', attempts = attempts + 1, claimed_until = $3
     where id = $1 and state = 'queued' and next_attempt_at <= $2
     returning id::text, email, message_id as "messageId", content, composed_at as "composedAt", attempts`,
    [id, now, claimedUntil],
  );
  return rows[0];
}

/** Records an attempt's outcome; a mail that is no longer being sent stays as it is. */
export async function recordOperatorMail(
  db: Db,
  id: string,
  outcome: DeliveryOutcome,
): Promise<void> {
  await db.query(
    `update operator_mails set state = $2, claimed_until = null, sent_at = $3,
       next_attempt_at = coalesce($4, next_attempt_at), code = $5, problem = $6
     where id = $1 and state = 'sending'`,
    [
      id,
      outcome.state,
      outcome.state === 'sent' ? outcome.at : null,
      outcome.state === 'queued' ? outcome.nextAttemptAt : null,
      outcome.state === 'sent' ? null : outcome.code,
      outcome.state === 'sent' ? null : storable(outcome.problem),
    ],
  );
}
