import { holdSending } from './mail-holds.ts';
import type { Db } from './pool.ts';

/**
 * What becomes of mail that waited when a backup was made, and may have been sent since: `hold` keeps it, and all sending, for
 * a person to release; `drop` cancels it; `send` lets it go, because nothing was sent since.
 */
export type WaitingMail = 'hold' | 'drop' | 'send';

/** How many mails were found waiting, to subscribers and to operators. */
export type MailFound = {
  readonly digests: number;
  readonly letters: number;
  readonly operatorMails: number;
};

/** Applies the choice to records that were just restored. Needs the newest schema. */
export async function settleWaitingMail(
  db: Db,
  choice: WaitingMail,
  { reason, now }: { readonly reason: string; readonly now: Date },
): Promise<MailFound> {
  const found = await waitingMail(db);
  if (choice === 'send') return found;
  await db.query(
    `update deliveries set state = $1, claimed_until = null, hold_told_at = null, problem = $2
     where state in ('queued', 'sending')`,
    [choice === 'hold' ? 'held' : 'cancelled', reason],
  );
  // Letters know no state of their own for being held: they wait as long as all sending is held.
  await db.query(
    `update letters set state = $1, claimed_until = null, problem = $2 where state in ('queued', 'sending')`,
    [choice === 'hold' ? 'queued' : 'cancelled', reason],
  );
  // A mail to operators is sent at most once: what it tells is on the page as well.
  await db.query(
    `update operator_mails set state = 'unknown', claimed_until = null, problem = $1
     where state in ('queued', 'sending')`,
    [reason],
  );
  // Of the kind that looks back an hour, not a week: what a release says of the mails before it is soon past.
  if (choice === 'hold') await holdSending(db, { kind: 'policy', reason, at: now });
  return found;
}

async function waitingMail(db: Db): Promise<MailFound> {
  const { rows } = await db.query<MailFound>(
    `select (select count(*)::int from deliveries where state in ('queued', 'sending')) as digests,
       (select count(*)::int from letters where state in ('queued', 'sending')) as letters,
       (select count(*)::int from operator_mails where state in ('queued', 'sending')) as "operatorMails"`,
  );
  return rows[0] ?? { digests: 0, letters: 0, operatorMails: 0 };
}
