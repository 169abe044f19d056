import { randomBytes } from 'node:crypto';
import { addressKey } from '../core/subscribers/address.ts';
import type { MailLanguage } from '../core/subscriber.ts';
import { noteBounce, type NewBounce } from './bounces.ts';
import type { DeliveryOutcome } from './deliveries.ts';
import { NOT_HELD } from './mail-holds.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { sha256 } from './rows.ts';
import { isSuppressed } from './suppressions.ts';

/** What a letter is about: somebody’s sign-up, or a change of address, to the new or to the old one. */
export type LetterKind = 'sign-up' | 'new-address' | 'old-address';

/** A letter to be written. */
export type NewLetter = {
  readonly kind: LetterKind;
  readonly email: string;
  readonly language: MailLanguage;
  /** The row of `sign_ups` or `address_changes` that it is about. */
  readonly aboutId: string;
  /** With angle brackets, the same for every attempt. */
  readonly messageId: string;
  readonly at: Date;
};

/** A letter that this process may send now. */
export type ClaimedLetter = {
  readonly id: string;
  readonly email: string;
  readonly language: MailLanguage;
  readonly messageId: string;
  readonly composedAt: Date;
  readonly attempts: number;
  /**
   * What its link carries: a key that nobody else has, or, where the address gets mail already, the token of that
   * subscription.
   */
  readonly content:
    | { readonly kind: LetterKind; readonly key: string }
    | { readonly kind: 'already'; readonly token: string };
};

/** Writes a letter; it is sent by whoever claims it. Returns its id. */
export async function insertLetter(db: Db, letter: NewLetter): Promise<string> {
  const { kind, email, language, aboutId, messageId, at } = letter;
  const isSignUp = kind === 'sign-up';
  const { rows } = await db.query<{ id: string }>(
    `insert into letters (kind, email, email_key, language, sign_up_id, address_change_id, message_id, composed_at,
       next_attempt_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning id::text`,
    [
      kind,
      email,
      addressKey(email),
      language,
      isSignUp ? aboutId : null,
      isSignUp ? null : aboutId,
      messageId,
      at,
    ],
  );
  return rows[0]?.id ?? '';
}

/** Letters whose next attempt is due; none while sending is held, since it is the same sender that was refused. */
export async function dueLetters(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id::text from letters where state = 'queued' and next_attempt_at <= $1 and ${NOT_HELD}
     order by next_attempt_at, id limit $2`,
    [now, limit],
  );
  return rows.map(({ id }) => id);
}

/** Letters whose sender took them and was not heard of again: they may have left or not. */
export async function lostLetters(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ readonly id: string; readonly attempts: number }[]> {
  const { rows } = await db.query<{ id: string; attempts: number }>(
    `select id::text, attempts from letters where state = 'sending' and claimed_until <= $1
     order by claimed_until, id limit $2`,
    [now, limit],
  );
  return rows;
}

type LetterRow = Omit<ClaimedLetter, 'content'> & {
  readonly kind: LetterKind;
  /** Of a subscriber who has the address already. */
  readonly token: string | null;
};

/**
 * Takes a queued letter for this process until `claimedUntil`, and makes the key of its link; only the key's hash stays here.
 * Undefined when it is not queued, not due, or taken. One to an address that nothing may be sent to is cancelled instead: so
 * that asking takes the same time for every address, nobody looks at that before.
 */
export async function claimLetter(
  pool: Pool,
  id: string,
  now: Date,
  claimedUntil: Date,
): Promise<ClaimedLetter | undefined> {
  return inTransaction(pool, async (db) => {
    const { rows } = await db.query<LetterRow>(
      `update letters l set state = 'sending', attempts = l.attempts + 1, claimed_until = $3
       where l.id = $1 and l.state = 'queued' and l.next_attempt_at <= $2 and ${NOT_HELD}
       returning l.id::text, l.kind, l.email, l.language, l.message_id as "messageId", l.attempts,
         l.composed_at as "composedAt",
         (select u.unsubscribe_token from subscribers u where u.email_key = l.email_key and u.state = 'active') as token`,
      [id, now, claimedUntil],
    );
    const [row] = rows;
    if (row === undefined) return undefined;
    if (await isSuppressed(db, row.email)) {
      await db.query(
        `update letters set state = 'cancelled', claimed_until = null, problem = 'the address is suppressed' where id = $1`,
        [id],
      );
      return undefined;
    }
    const { kind, token, ...letter } = row;
    // The old address of a change is a subscriber’s by its nature.
    if (kind !== 'old-address' && token !== null) {
      return { ...letter, content: { kind: 'already', token } };
    }
    return { ...letter, content: { kind, key: await makeKey(db, id, now) } };
  });
}

async function makeKey(db: Db, letterId: string, now: Date): Promise<string> {
  const key = randomBytes(24).toString('base64url');
  await db.query('insert into letter_keys (key_hash, letter_id, made_at) values ($1, $2, $3)', [
    sha256(key),
    letterId,
    now,
  ]);
  return key;
}

/** Records an attempt’s outcome, and with it a bounce; a letter that is no longer being sent stays as it is. */
export async function recordLetter(
  pool: Pool,
  id: string,
  outcome: DeliveryOutcome,
  bounce: Omit<NewBounce, 'deliveryId' | 'reportKey'> | null = null,
): Promise<void> {
  await inTransaction(pool, async (db) => {
    const { rowCount } = await db.query(
      `update letters set state = $2, claimed_until = null, sent_at = $3,
         next_attempt_at = coalesce($4, next_attempt_at), code = $5, problem = $6
       where id = $1 and state = 'sending'`,
      [
        id,
        outcome.state,
        outcome.state === 'sent' ? outcome.at : null,
        outcome.state === 'queued' ? outcome.nextAttemptAt : null,
        outcome.state === 'sent' ? null : outcome.code,
        outcome.state === 'sent' ? null : outcome.problem,
      ],
    );
    if (bounce === null || rowCount !== 1) return;
    await noteBounce(db, { ...bounce, deliveryId: null, reportKey: `letter/${id}/${bounce.kind}` });
  });
}

/** The letter that a link’s key belongs to; undefined where nobody has the key. */
export async function letterOfKey(
  db: Db,
  key: string,
): Promise<{ readonly kind: LetterKind; readonly aboutId: string } | undefined> {
  const { rows } = await db.query<{ kind: LetterKind; aboutId: string }>(
    `select l.kind, coalesce(l.sign_up_id, l.address_change_id)::text as "aboutId"
     from letter_keys k join letters l on l.id = k.letter_id where k.key_hash = $1`,
    [sha256(key)],
  );
  return rows[0];
}
