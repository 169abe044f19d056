import { addressKey } from '../core/subscribers/address.ts';
import type { Db } from './pool.ts';
import { storable } from './rows.ts';

/** An address that nothing is sent to, whatever else says so. */
export type Suppression = {
  /** As it is compared: in small letters. */
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

/** Adds the address that an unsubscribe token belongs to; false when there is none. */
export async function suppressByToken(
  db: Db,
  token: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await db.query<{ email: string }>(
    'select email from subscribers where unsubscribe_token = $1',
    [token],
  );
  const email = rows[0]?.email;
  if (email === undefined) return false;
  await suppress(db, { email, reason, detail: null, at: now });
  return true;
}

/** Takes an address off the list, with the failures that put it there; false when it was not on it. */
export async function unsuppress(db: Db, email: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `with freed as (delete from suppressions where email_key = $1 returning email_key),
       forgotten as (delete from bounces where email_key in (select email_key from freed))
     select email_key from freed`,
    [addressKey(email)],
  );
  return rowCount === 1;
}

/** Whether an address is on the list, and why. */
export async function findSuppression(db: Db, email: string): Promise<Suppression | undefined> {
  const { rows } = await db.query<Suppression>(
    `select ${COLUMNS} from suppressions where email_key = $1`,
    [addressKey(email)],
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
