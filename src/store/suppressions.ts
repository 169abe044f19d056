import { addressKey } from '../core/subscribers/address.ts';
import type { Db } from './pool.ts';
import { sha256, storable } from './rows.ts';

/** An address that nothing is sent to, whatever else says so. */
export type Suppression = {
  /** As it is compared: in small letters; `sha256:…` where its owner had everything erased. */
  readonly email: string;
  /** `hard bounce`, `soft bounces`, `complaint`, `unsubscribed from everything`, or an operator's words. */
  readonly reason: string;
  /** What a server said of it; null where nobody did. */
  readonly detail: string | null;
  readonly at: Date;
};

const COLUMNS = 'email_key as email, reason, detail, at';

/** Adds an address; one that is there keeps its first reason. */
export async function suppress(db: Db, suppression: Suppression): Promise<void> {
  const { email, reason, detail, at } = suppression;
  await db.query(
    `insert into suppressions (email_key, reason, detail, at) values ($1, $2, $3, $4)
     on conflict (email_key) do nothing`,
    [addressKey(email), reason, detail === null ? null : storable(detail).slice(0, 500), at],
  );
}

/** Adds the address whose mails carry an unsubscribe token, or carried it before it was left; false when there is none. */
export async function suppressByToken(
  db: Db,
  token: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await db.query<{ email: string }>(
    `select email from subscribers where unsubscribe_token = $1
     union all select email from former_tokens where token = $1`,
    [token],
  );
  const email = rows[0]?.email;
  if (email === undefined) return false;
  await suppress(db, { email, reason, detail: null, at: now });
  return true;
}

/** How an address stands on the list whose owner had everything erased: all that is known of it is whether it is the same. */
export function erasedKey(email: string): string {
  return `sha256:${sha256(addressKey(email))}`;
}

/** Whether nothing may be sent to an address. */
export async function isSuppressed(db: Db, email: string): Promise<boolean> {
  return (await findSuppression(db, email)) !== undefined;
}

/** Takes an address off the list, with the failures that put it there; false when it was not on it. */
export async function unsuppress(db: Db, email: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `with freed as (delete from suppressions where email_key in ($1, $2) returning email_key),
       forgotten as (delete from bounces where email_key in (select email_key from freed))
     select email_key from freed`,
    [addressKey(email), erasedKey(email)],
  );
  return (rowCount ?? 0) > 0;
}

/** Whether an address is on the list, and why. */
export async function findSuppression(db: Db, email: string): Promise<Suppression | undefined> {
  const { rows } = await db.query<Suppression>(
    `select ${COLUMNS} from suppressions where email_key in ($1, $2)`,
    [addressKey(email), erasedKey(email)],
  );
  return rows[0];
}

/** Everybody on the list, the latest first. */
export async function listSuppressions(db: Db): Promise<Suppression[]> {
  const { rows } = await db.query<Suppression>(
    `select ${COLUMNS} from suppressions order by at desc, email_key`,
  );
  return rows;
}
