import { randomBytes } from 'node:crypto';
import { DAY_MS } from '../core/poll/spans.ts';
import type { Consent } from '../core/sign-up/consent.ts';
import { mailboxOf, MOST_LETTERS_A_DAY, SILENCE_MS } from '../core/sign-up/limits.ts';
import { addressKey } from '../core/subscribers/address.ts';
import type { MailLanguage } from '../core/subscriber.ts';
import { lockAddress } from './address-lock.ts';
import { noteConsent } from './consents.ts';
import { insertLetter, letterOfKey } from './letters.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { isMailboxTired } from './sign-ups.ts';

/** A change of address as it was asked for. */
export type NewAddressChange = {
  readonly subscriberId: string;
  readonly email: string;
  readonly language: MailLanguage;
  readonly expiresAt: Date;
  /** Of the letters to the new and to the old address, with angle brackets. */
  readonly messageIds: { readonly toNew: string; readonly toOld: string };
  readonly consent: Consent;
};

/** How far a change of address has come. */
export type AddressChange = {
  readonly id: string;
  readonly subscriberId: string;
  /** From which address to which. */
  readonly from: string;
  readonly to: string;
  readonly askedAt: Date;
  readonly confirmedAt: Date | null;
  readonly allowedAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly doneAt: Date | null;
};

const COLUMNS = `a.id::text, a.subscriber_id::text as "subscriberId", u.email as "from", a.email as "to",
  a.asked_at as "askedAt", a.confirmed_at as "confirmedAt", a.allowed_at as "allowedAt",
  a.stopped_at as "stoppedAt", a.done_at as "doneAt"`;

/**
 * Puts a change of address on record with a letter to each end; one that was asked for before is stopped. Returns the
 * letters' ids; none where either mailbox was written to enough for now, and then nothing changes.
 */
export async function askAddressChange(pool: Pool, change: NewAddressChange): Promise<string[]> {
  const { subscriberId, email, language, expiresAt, messageIds, consent } = change;
  const { at } = consent;
  return inTransaction(pool, async (db) => {
    if (await isMailboxTired(db, email, at)) return [];
    if ((await askedWithinDay(db, subscriberId, at)) >= MOST_LETTERS_A_DAY) return [];
    const { rows: owners } = await db.query<{ email: string }>(
      `select email from subscribers where id = $1 and state = 'active' for update`,
      [subscriberId],
    );
    const [owner] = owners;
    if (owner === undefined) return [];
    await db.query(
      `update address_changes set stopped_at = $2 where subscriber_id = $1 and stopped_at is null and done_at is null`,
      [subscriberId, at],
    );
    const { rows } = await db.query<{ id: string }>(
      `insert into address_changes (subscriber_id, email, email_key, mailbox, asked_at, expires_at)
       values ($1, $2, $3, $4, $5, $6) returning id::text`,
      [subscriberId, email, addressKey(email), mailboxOf(email), at, expiresAt],
    );
    const letter = { aboutId: rows[0]?.id ?? '', language, at };
    await noteConsent(db, { subscriberId }, consent);
    return [
      await insertLetter(db, {
        ...letter,
        kind: 'new-address',
        email,
        messageId: messageIds.toNew,
      }),
      await insertLetter(db, {
        ...letter,
        kind: 'old-address',
        email: owner.email,
        messageId: messageIds.toOld,
      }),
    ];
  });
}

/** Each change writes to the old mailbox too, whichever new one it names. */
async function askedWithinDay(db: Db, subscriberId: string, now: Date): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from address_changes where subscriber_id = $1 and asked_at > $2',
    [subscriberId, new Date(now.getTime() - DAY_MS)],
  );
  return rows[0]?.n ?? 0;
}

/** The change that is under way for a subscriber; undefined where none is. */
export async function openAddressChange(
  db: Db,
  subscriberId: string,
  now: Date,
): Promise<AddressChange | undefined> {
  const { rows } = await db.query<AddressChange>(
    `select ${COLUMNS} from address_changes a join subscribers u on u.id = a.subscriber_id
     where a.subscriber_id = $1 and a.stopped_at is null and a.done_at is null and a.expires_at > $2`,
    [subscriberId, now],
  );
  return rows[0];
}

/** From which end a change of address is looked at. */
export type ChangeEnd = 'new' | 'old';

/** The change that a letter's key belongs to; undefined where nobody has the key, or its time is over. */
export async function findAddressChange(
  db: Db,
  key: string,
  now: Date,
): Promise<{ readonly end: ChangeEnd; readonly change: AddressChange } | undefined> {
  return changeOfKey(db, key, now, false);
}

async function changeOfKey(
  db: Db,
  key: string,
  now: Date,
  isLocked: boolean,
): Promise<{ readonly end: ChangeEnd; readonly change: AddressChange } | undefined> {
  const letter = await letterOfKey(db, key);
  if (letter === undefined || letter.kind === 'sign-up') return undefined;
  const { rows } = await db.query<AddressChange>(
    `select ${COLUMNS} from address_changes a join subscribers u on u.id = a.subscriber_id
     where a.id = $1 and a.expires_at > $2 ${isLocked ? 'for update' : ''}`,
    [letter.aboutId, now],
  );
  const [change] = rows;
  return change && { end: letter.kind === 'new-address' ? 'new' : 'old', change };
}

/** What can be said of a change: the new mailbox confirms, the old one allows; either may stop it. */
export type ChangeAnswer = 'yes' | 'no';

/**
 * Takes the answer of one end, by the key of its letter, and moves the subscription once both have said yes. An answer that
 * comes twice, or after the change was made or stopped, changes nothing. Undefined where nobody has the key.
 */
export async function answerAddressChange(
  pool: Pool,
  key: string,
  answer: ChangeAnswer,
  consent: Omit<Consent, 'act'>,
): Promise<{ readonly end: ChangeEnd; readonly change: AddressChange } | undefined> {
  return inTransaction(pool, async (db) => {
    const found = await changeOfKey(db, key, consent.at, true);
    if (found === undefined) return undefined;
    const { end, change } = found;
    const { subscriberId } = change;
    if (change.stoppedAt !== null || change.doneAt !== null) return found;
    if (answer === 'no') {
      await db.query('update address_changes set stopped_at = $2 where id = $1', [
        change.id,
        consent.at,
      ]);
      await noteConsent(db, { subscriberId }, { ...consent, act: 'stopped the other address' });
    } else {
      const column = end === 'new' ? 'confirmed_at' : 'allowed_at';
      const { rowCount } = await db.query(
        `update address_changes set ${column} = $2 where id = $1 and ${column} is null`,
        [change.id, consent.at],
      );
      const act = end === 'new' ? 'confirmed the other address' : 'allowed the other address';
      if (rowCount === 1) await noteConsent(db, { subscriberId }, { ...consent, act });
      await moveWhereAgreed(db, change.id, consent.at);
    }
    return changeOfKey(db, key, consent.at, false);
  });
}

/**
 * Changes that the new mailbox has confirmed and the old one has not answered in time. Its letter must have had its
 * chance: while that waits to be sent, silence says nothing.
 */
export async function silentAddressChanges(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select a.id::text from address_changes a
     where a.confirmed_at is not null and a.allowed_at is null and a.stopped_at is null and a.done_at is null
       and a.expires_at > $1 and a.asked_at <= $2
       and not exists (select 1 from letters l where l.address_change_id = a.id and l.kind = 'old-address'
         and l.state in ('queued', 'sending'))
     order by a.id limit $3`,
    [now, new Date(now.getTime() - SILENCE_MS), limit],
  );
  return rows.map(({ id }) => id);
}

/** Makes a change that nobody at the old address has objected to; again changes nothing. */
export async function moveUnopposed(pool: Pool, id: string, now: Date): Promise<void> {
  await inTransaction(pool, async (db) => {
    const { rows } = await db.query<{ subscriberId: string }>(
      `update address_changes set allowed_at = $2
       where id = $1 and confirmed_at is not null and allowed_at is null and stopped_at is null and done_at is null
       returning subscriber_id::text as "subscriberId"`,
      [id, now],
    );
    const [row] = rows;
    if (row === undefined) return;
    await noteConsent(db, row, {
      act: 'allowed the other address',
      way: 'nobody objected',
      wording: null,
      network: null,
      detail: null,
      at: now,
    });
    await moveWhereAgreed(db, id, now);
  });
}

/**
 * Moves the subscription to the new address when both ends have said so, under a token of its own: whoever has mails to the
 * old address can still end it with theirs, but no longer see or change it. Somebody who had left under that address makes
 * room: it is the same mailbox. One who gets mail there does not, and the change ends.
 */
async function moveWhereAgreed(db: Db, id: string, now: Date): Promise<void> {
  const { rows } = await db.query<{ subscriberId: string; email: string; emailKey: string }>(
    `select subscriber_id::text as "subscriberId", email, email_key as "emailKey" from address_changes
     where id = $1 and confirmed_at is not null and allowed_at is not null`,
    [id],
  );
  const [change] = rows;
  if (change === undefined) return;
  const { subscriberId, email, emailKey } = change;
  await lockAddress(db, emailKey);
  await db.query(
    `delete from subscribers where email_key = $1 and state = 'left' and managed_by = 'records' and id <> $2`,
    [emailKey, subscriberId],
  );
  const { rowCount } = await db.query(
    `with before as (
       select id, email, unsubscribe_token from subscribers
       where id = $1 and not exists (select 1 from subscribers o where o.email_key = $3 and o.id <> $1) for update),
     moved as (
       update subscribers u set email = $2, email_key = $3, unsubscribe_token = $4
       from before where u.id = before.id returning u.id)
     insert into former_tokens (token, subscriber_id, email, until)
     select before.unsubscribe_token, before.id, before.email, $5 from before join moved on moved.id = before.id`,
    [subscriberId, email, emailKey, randomBytes(24).toString('base64url'), now],
  );
  const column = rowCount === 1 ? 'done_at' : 'stopped_at';
  await db.query(`update address_changes set ${column} = $2 where id = $1`, [id, now]);
  if (rowCount !== 1) return;
  await noteConsent(
    db,
    { subscriberId },
    {
      act: 'moved to the other address',
      way: 'link in a letter',
      wording: null,
      network: null,
      detail: null,
      at: now,
    },
  );
}
