import type { NewItem } from '../core/item.ts';
import { insertItems } from './items.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { storable } from './rows.ts';

/** All that one poll of a source established. */
export type FetchRecord = {
  readonly sourceId: string;
  readonly at: Date;
  readonly outcome: string;
  readonly status: number | null;
  readonly ms: number;
  readonly bytes: number | null;
  readonly entries: number | null;
  readonly problem: string | null;
  /** What the source is now: a failing one has a problem, a gone one answered 410. */
  readonly state: 'ok' | 'failing' | 'gone';
  /** Null keeps the validators that are stored. */
  readonly validators: {
    readonly etag: string | null;
    readonly lastModified: string | null;
  } | null;
  readonly items: readonly NewItem[];
  /** How many fetches of the source are remembered, this one included. */
  readonly kept: number;
};

/** When the source is polled next, decided once it is known how many items were new. */
export type NextPoll = { readonly at: Date; readonly reason: string };

/**
 * Stores a poll: the new items, the validators and the next poll in one transaction, so that a
 * process killed on the way has either stored all of it or will fetch the same again.
 * Returns the ids of the items that were not there yet.
 */
export async function recordFetch(
  pool: Pool,
  fetch: FetchRecord,
  nextPoll: (fresh: number) => NextPoll,
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    const fresh = await insertItems(db, fetch.items);
    await insertFetch(db, fetch, fresh.length);
    await updateState(db, fetch, nextPoll(fresh.length));
    return fresh;
  });
}

async function insertFetch(db: Db, fetch: FetchRecord, fresh: number): Promise<void> {
  await db.query(
    `insert into fetches (source_id, at, outcome, status, ms, bytes, entries, fresh, problem)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      fetch.sourceId,
      fetch.at,
      fetch.outcome,
      fetch.status,
      Math.round(fetch.ms),
      fetch.bytes,
      fetch.entries,
      fresh,
      fetch.problem === null ? null : storable(fetch.problem),
    ],
  );
  await db.query(
    `delete from fetches where source_id = $1 and id <=
       (select id from fetches where source_id = $1 order by id desc offset $2 limit 1)`,
    [fetch.sourceId, fetch.kept],
  );
}

async function updateState(db: Db, fetch: FetchRecord, next: NextPoll): Promise<void> {
  await db.query(
    `update source_states set
       state = $2, problem = $3, next_poll_at = $4, next_poll_reason = $5, last_fetched_at = $6,
       failures = case when $2 = 'ok' then 0 else failures + 1 end,
       last_ok_at = case when $2 = 'ok' then $6 else last_ok_at end,
       etag = case when $7 then $8 else etag end,
       last_modified = case when $7 then $9 else last_modified end
     where source_id = $1`,
    [
      fetch.sourceId,
      fetch.state,
      fetch.problem === null ? null : storable(fetch.problem),
      next.at,
      next.reason,
      fetch.at,
      fetch.validators !== null,
      fetch.validators?.etag ?? null,
      fetch.validators?.lastModified ?? null,
    ],
  );
}
