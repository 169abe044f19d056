import { randomBytes } from 'node:crypto';
import { COOL_DOWN_MS, mailboxOf, MOST_LETTERS_A_DAY } from '../core/sign-up/limits.ts';
import { DAY_MS } from '../core/poll/spans.ts';
import type { Consent } from '../core/sign-up/consent.ts';
import { addressKey } from '../core/subscribers/address.ts';
import type { SubscriberTerms } from '../core/subscribers/wish.ts';
import { lockAddress } from './address-lock.ts';
import { noteConsent } from './consents.ts';
import { insertLetter, letterOfKey } from './letters.ts';
import { forgetErasure } from './personal-data.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { findByEmail, saveSubscriber } from './subscribers.ts';
import { isSuppressed } from './suppressions.ts';

/** What somebody asked for who is to confirm it from their mailbox. */
export type WantedTerms = Pick<SubscriberTerms, 'schedule' | 'zone' | 'preferences'>;

/** A sign-up as it was asked for. */
export type NewSignUp = {
  readonly email: string;
  readonly terms: WantedTerms;
  readonly expiresAt: Date;
  /** Of the letter, with angle brackets. */
  readonly messageId: string;
  readonly consent: Consent;
};

/** A sign-up that somebody may confirm. */
export type PendingSignUp = {
  readonly email: string;
  readonly terms: WantedTerms;
  readonly askedAt: Date;
  readonly expiresAt: Date;
};

/**
 * Puts a sign-up on record with the letter that asks to confirm it; returns the letter's id. Undefined where the mailbox was
 * written to a moment ago, or often enough for a day: then nothing is written. Who has the address already makes no difference.
 */
export async function askSignUp(pool: Pool, signUp: NewSignUp): Promise<string | undefined> {
  const { email, terms, expiresAt, messageId, consent } = signUp;
  const { at } = consent;
  return inTransaction(pool, async (db) => {
    if (await isMailboxTired(db, email, at)) return undefined;
    const { rows } = await db.query<{ id: string }>(
      `insert into sign_ups (email, email_key, mailbox, terms, asked_at, expires_at)
       values ($1, $2, $3, $4, $5, $6) returning id::text`,
      [email, addressKey(email), mailboxOf(email), JSON.stringify(terms), at, expiresAt],
    );
    const id = rows[0]?.id ?? '';
    await noteConsent(db, { signUpId: id }, consent);
    const { language } = terms.preferences;
    return insertLetter(db, { kind: 'sign-up', email, language, aboutId: id, messageId, at });
  });
}

/** Whether a mailbox was written to so lately, or so often, that it is left alone. Two at once wait for each other. */
export async function isMailboxTired(db: Db, email: string, now: Date): Promise<boolean> {
  const mailbox = mailboxOf(email);
  await lockAddress(db, mailbox);
  const { rows } = await db.query<{ last: Date | null; n: number }>(
    `select max(asked_at) as last, count(*)::int as n from (
       select asked_at from sign_ups where mailbox = $1 and asked_at > $2
       union all select asked_at from address_changes where mailbox = $1 and asked_at > $2) as asked`,
    [mailbox, new Date(now.getTime() - DAY_MS)],
  );
  const { last = null, n = 0 } = rows[0] ?? {};
  const isLately = last !== null && now.getTime() - last.getTime() < COOL_DOWN_MS;
  return isLately || n >= MOST_LETTERS_A_DAY;
}

/** What a key of a letter may confirm. */
export type FoundSignUp = PendingSignUp & {
  /** `used`: it made a subscriber who has left since, or the address is a subscriber's by other means. */
  readonly state: 'open' | 'active' | 'used' | 'suppressed';
  /** Whether it has just made one. */
  readonly hasBegun: boolean;
  /** Of the subscriber who has the address now; null where nobody has. */
  readonly token: string | null;
};

/** The sign-up that a letter's key belongs to; undefined where nobody has the key, or its time is over. */
export async function findSignUp(db: Db, key: string, now: Date): Promise<FoundSignUp | undefined> {
  const row = await openRow(db, key, now, false);
  return row && described(db, row);
}

type SignUpRow = PendingSignUp & { readonly id: string; readonly confirmedAt: Date | null };

async function openRow(
  db: Db,
  key: string,
  now: Date,
  isLocked: boolean,
): Promise<SignUpRow | undefined> {
  const letter = await letterOfKey(db, key);
  if (letter?.kind !== 'sign-up') return undefined;
  const { rows } = await db.query<SignUpRow>(
    `select id::text, email, terms, asked_at as "askedAt", expires_at as "expiresAt", confirmed_at as "confirmedAt"
     from sign_ups where id = $1 and expires_at > $2 ${isLocked ? 'for update' : ''}`,
    [letter.aboutId, now],
  );
  return rows[0];
}

async function described(
  db: Db,
  { confirmedAt, ...row }: SignUpRow,
  hasBegun = false,
): Promise<FoundSignUp> {
  const subscriber = await findByEmail(db, row.email);
  const isActive = subscriber?.state === 'active';
  const token = isActive ? subscriber.unsubscribeToken : null;
  if (await isSuppressed(db, row.email)) return { ...row, state: 'suppressed', hasBegun, token };
  const state = isActive ? 'active' : confirmedAt === null ? 'open' : 'used';
  return { ...row, state, hasBegun, token };
}

/**
 * Makes a subscriber of who has a letter's key. Somebody whose address gets mail already keeps what they have, and a key works
 * once. Undefined where nobody has the key, or its time is over.
 */
export async function confirmSignUp(
  pool: Pool,
  key: string,
  consent: Consent,
  nextDigestAt: (terms: WantedTerms) => Date | null,
): Promise<FoundSignUp | undefined> {
  return inTransaction(pool, async (db) => {
    const row = await openRow(db, key, consent.at, true);
    if (row === undefined) return undefined;
    // Another sign-up, or a change of address, may be about to take it.
    await lockAddress(db, addressKey(row.email));
    const found = await described(db, row);
    if (found.state !== 'open') return found;
    const { email, terms } = row;
    const saved = await saveSubscriber(db, {
      email,
      ...terms,
      pausedUntil: null,
      managedBy: 'records',
      since: consent.at,
      nextDigestAt: nextDigestAt(terms),
      unsubscribeToken: randomBytes(24).toString('base64url'),
    });
    await forgetErasure(db, email);
    await db.query('update sign_ups set confirmed_at = $2, subscriber_id = $3 where id = $1', [
      row.id,
      consent.at,
      saved.id,
    ]);
    await db.query(
      'update consents set subscriber_id = $2, sign_up_id = null where sign_up_id = $1',
      [row.id, saved.id],
    );
    await noteConsent(db, { subscriberId: saved.id }, consent);
    return described(db, row, true);
  });
}

/** Sign-ups to an address that nobody has confirmed and that can still be, the first first. */
export async function pendingSignUps(db: Db, email: string, now: Date): Promise<PendingSignUp[]> {
  const { rows } = await db.query<PendingSignUp>(
    `select email, terms, asked_at as "askedAt", expires_at as "expiresAt" from sign_ups
     where email_key = $1 and confirmed_at is null and expires_at > $2 order by id`,
    [addressKey(email), now],
  );
  return rows;
}

/** Forgets sign-ups and changes of address whose time is over, with their letters and keys; at most `limit` of each. */
export async function pruneSignUps(db: Db, now: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `with old_sign_ups as (
       delete from sign_ups where id in (select id from sign_ups where expires_at <= $1 order by expires_at limit $2)
       returning id),
     old_changes as (
       delete from address_changes
       where id in (select id from address_changes where expires_at <= $1 order by expires_at limit $2) returning id)
     select id from old_sign_ups union all select id from old_changes`,
    [now, limit],
  );
  return rowCount ?? 0;
}
