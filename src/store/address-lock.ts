import type { Db } from './pool.ts';

/** Tells these locks from those that others take. */
const OF_ADDRESSES = 10;

/**
 * Makes transactions about one address, or one mailbox, wait for each other to their end: what one has looked up about it
 * stays true.
 */
export async function lockAddress(db: Db, address: string): Promise<void> {
  await db.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [address, OF_ADDRESSES]);
}
