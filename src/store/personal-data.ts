import { addressKey } from '../core/subscribers/address.ts';
import { consentsOf } from './consents.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { sha256 } from './rows.ts';
import { findByEmail } from './subscribers.ts';
import { erasedKey, findSuppression } from './suppressions.ts';

/** Everything that is kept about one person, as plain data; secrets of links are left out, which would let others in. */
export type PersonalData = Readonly<Record<string, unknown>>;

/**
 * Everything that is kept about the owner of an address; undefined where that is nothing. What several may share, such as
 * stories, is named by id and headline.
 */
export async function personalData(db: Db, email: string): Promise<PersonalData | undefined> {
  const key = addressKey(email);
  const subscriber = await findByEmail(db, email);
  const suppression = await findSuppression(db, email);
  const lists = await Promise.all(
    Object.entries(LISTS).map(async ([name, sql]) => [name, (await db.query(sql, [key])).rows]),
  );
  const consents = await consentsOf(db, key);
  const { rows: times } = await db.query(TIMES, [key]);
  const isNothing = lists.every(([, rows]) => rows?.length === 0) && consents.length === 0;
  if (subscriber === undefined && suppression === undefined && isNothing) return undefined;
  return {
    subscription: subscriber === undefined ? null : { ...withoutToken(subscriber), ...times[0] },
    suppression: suppression ?? null,
    consents,
    ...Object.fromEntries(lists),
  };
}

function withoutToken<Row extends { readonly unsubscribeToken: string }>({
  unsubscribeToken: _secret,
  ...rest
}: Row): Omit<Row, 'unsubscribeToken'> {
  return rest;
}

const TIMES = `select created_at as "createdAt", left_at as "leftAt", looked_at as "storiesLookedThroughAt"
  from subscribers where email_key = $1`;

const OWN = 'join subscribers u on u.id = x.subscriber_id where u.email_key = $1';

/** What is kept in lists, by its name in the export. */
const LISTS: Readonly<Record<string, string>> = {
  signUps: `select email, terms, asked_at as "askedAt", expires_at as "expiresAt", confirmed_at as "confirmedAt"
    from sign_ups where email_key = $1 order by id`,
  addressChanges: `select x.email as "to", x.asked_at as "askedAt", x.confirmed_at as "confirmedAt",
      x.allowed_at as "allowedAt", x.stopped_at as "stoppedAt", x.done_at as "doneAt"
    from address_changes x ${OWN} order by x.id`,
  formerAddresses: `select x.email, x.until from former_tokens x ${OWN} order by x.until`,
  letters: `select kind, email as "to", composed_at as "composedAt", state, sent_at as "sentAt", problem
    from letters where email_key = $1 order by id`,
  digests: `select x.due_at as "dueAt", x.composed_at as "composedAt", d.state as delivery, d.sent_at as "sentAt",
      d.problem, coalesce((select jsonb_agg(jsonb_build_object('id', s->>'storyId', 'title', s->>'title'))
        from jsonb_array_elements(x.content->'stories') as s), '[]') as stories
    from digests x left join deliveries d on d.digest_id = x.id ${OWN} order by x.id`,
  saidIrrelevant: `select x.story_id::text as id, x.said_at as "at" from feedback x ${OWN} order by x.story_id`,
  leftOut: `select x.story_id::text as id, x.reason from passed_stories x ${OWN} order by x.story_id`,
  bounces: `select kind, status, detail, at from bounces where email_key = $1 order by id`,
};

/**
 * Erases everything that is kept about the owner of an address. What stays is a hash of the address: so that no list brings
 * it back, and, where nothing may be sent to it, so that this stays so. Doing it again changes nothing.
 */
export async function erasePerson(pool: Pool, email: string, now: Date): Promise<void> {
  const key = addressKey(email);
  await inTransaction(pool, async (db) => {
    // What belongs to the subscriber or to a sign-up goes with it.
    await db.query('delete from subscribers where email_key = $1', [key]);
    await db.query('delete from sign_ups where email_key = $1', [key]);
    // Somebody else may want to move to this address, or have been written to about it.
    await db.query('delete from address_changes where email_key = $1', [key]);
    await db.query('delete from letters where email_key = $1', [key]);
    await db.query('delete from bounces where email_key = $1', [key]);
    await db.query(
      `with old as (delete from suppressions where email_key = $1 returning reason, at)
       insert into suppressions (email_key, reason, at) select $2, reason, at from old on conflict do nothing`,
      [key, erasedKey(email)],
    );
    await db.query(
      'insert into erasures (address_hash, at) values ($1, $2) on conflict do nothing',
      [sha256(key), now],
    );
  });
}

/** Which of some addresses belong to people who had everything erased and have not come back since. */
export async function erasedAmong(db: Db, emails: readonly string[]): Promise<string[]> {
  const hashes = emails.map((email) => sha256(addressKey(email)));
  const { rows } = await db.query<{ hash: string }>(
    'select address_hash as hash from erasures where address_hash = any($1)',
    [hashes],
  );
  const erased = new Set(rows.map(({ hash }) => hash));
  return emails.filter((_, n) => erased.has(hashes[n] ?? ''));
}

/** Forgets that everything was erased, of somebody who has come back by themselves or was named by an operator. */
export async function forgetErasure(db: Db, email: string): Promise<void> {
  await db.query('delete from erasures where address_hash = $1', [sha256(addressKey(email))]);
}
