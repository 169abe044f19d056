import type { Sight } from '../core/identity/sight.ts';
import type { NewItem } from '../core/item.ts';
import type { Conclusion, KnownSource } from '../core/poll/conclude.ts';
import { insertItems } from './items.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { boundedKey, storable } from './rows.ts';
import { lockSource, saveSource } from './source-memory.ts';

/** All that one poll of a source established. */
export type FetchRecord = {
  readonly sourceId: string;
  /** The configured address when it was polled. */
  readonly url: string;
  /** When the poll before it was recorded, as the handler found it; null when it found none. */
  readonly after: Date | null;
  readonly at: Date;
  readonly outcome: string;
  readonly status: number | null;
  readonly ms: number;
  readonly bytes: number | null;
  readonly entries: number | null;
  readonly problem: string | null;
  /** How many fetches of the source are remembered, this one included. */
  readonly kept: number;
};

/** One of the last fetches of a source. `fresh` items were stored by it, `unseen` ones its read before had not. */
export type StoredFetch = Pick<
  FetchRecord,
  'at' | 'outcome' | 'status' | 'ms' | 'bytes' | 'entries' | 'problem'
> & { readonly fresh: number | null; readonly unseen: number | null };

/**
 * Stores a poll: its items, its validators and the next poll in one transaction, so that a process killed on the way has either
 * stored all of it or will fetch the same again. When another poll of the source was recorded since this one began, only new
 * items are stored: what is remembered never goes back in time. When its address was changed, nothing is.
 * Returns the ids of the items that were not there yet.
 */
export async function recordFetch(
  pool: Pool,
  fetch: FetchRecord,
  conclude: (known: KnownSource) => Conclusion,
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    const memory = await lockSource(db, fetch.sourceId);
    if (memory === undefined || memory.url !== fetch.url) return [];
    const { sourceId } = fetch;
    const conclusion = conclude({
      memory,
      sights: await lastSights(db, sourceId),
      hasItems: await hasItems(db, sourceId),
      freshShares: await freshShares(db, sourceId),
    });
    await insertAliases(db, sourceId, conclusion.aliases);
    const fresh = await insertItems(db, await withoutAliases(db, sourceId, conclusion.items));
    if (memory.lastFetchedAt?.getTime() !== fetch.after?.getTime()) return fresh;
    await insertFetch(db, fetch, { fresh: fresh.length, unseen: conclusion.unseen });
    await saveSource(db, conclusion.memory);
    await saveSights(db, sourceId, conclusion.sights);
    await saveDays(db, sourceId, conclusion.days);
    return fresh;
  });
}

/** The last fetches of a source, the newest first. */
export async function recentFetches(
  db: Db,
  sourceId: string,
  limit: number,
): Promise<StoredFetch[]> {
  const { rows } = await db.query<StoredFetch>(
    `select at, outcome, status, ms, bytes, entries, fresh, unseen, problem
     from fetches where source_id = $1 order by id desc limit $2`,
    [sourceId, limit],
  );
  return rows;
}

/** What the last read of a source saw; null before the first. */
export async function lastSights(db: Db, sourceId: string): Promise<readonly Sight[] | null> {
  const { rows } = await db.query<{ sights: readonly Sight[] }>(
    'select sights from source_snapshots where source_id = $1',
    [sourceId],
  );
  return rows[0]?.sights ?? null;
}

async function hasItems(db: Db, sourceId: string): Promise<boolean> {
  const { rowCount } = await db.query('select 1 from items where source_id = $1 limit 1', [
    sourceId,
  ]);
  return rowCount !== 0;
}

/** Share of unseen items in each of a source's last polls, newest first; 0…1. */
async function freshShares(db: Db, sourceId: string): Promise<number[]> {
  const { rows } = await db.query<{ share: number }>(
    `select coalesce(unseen, 0)::float8 / greatest(coalesce(entries, 1), 1) as share
     from fetches where source_id = $1 and (unseen is not null or outcome = 'unchanged')
     order by id desc limit 10`,
    [sourceId],
  );
  return rows.map(({ share }) => share);
}

async function insertAliases(db: Db, sourceId: string, aliases: readonly string[]): Promise<void> {
  if (aliases.length === 0) return;
  await db.query(
    `insert into item_aliases (source_id, key) select $1, unnest($2::text[]) on conflict do nothing`,
    [sourceId, aliases.map(boundedKey)],
  );
}

async function withoutAliases(
  db: Db,
  sourceId: string,
  items: readonly NewItem[],
): Promise<readonly NewItem[]> {
  const { rows } = await db.query<{ key: string }>(
    'select key from item_aliases where source_id = $1 and key = any($2)',
    [sourceId, items.map(({ key }) => boundedKey(key))],
  );
  const known = new Set(rows.map(({ key }) => key));
  return items.filter(({ key }) => !known.has(boundedKey(key)));
}

async function insertFetch(
  db: Db,
  fetch: FetchRecord,
  { fresh, unseen }: { readonly fresh: number; readonly unseen: number | null },
): Promise<void> {
  await db.query(
    `insert into fetches (source_id, at, outcome, status, ms, bytes, entries, fresh, unseen, problem)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      fetch.sourceId,
      fetch.at,
      fetch.outcome,
      fetch.status,
      Math.round(fetch.ms),
      fetch.bytes,
      fetch.entries,
      fresh,
      unseen,
      fetch.problem === null ? null : storable(fetch.problem),
    ],
  );
  await db.query(
    `delete from fetches where source_id = $1 and id <=
       (select id from fetches where source_id = $1 order by id desc offset $2 limit 1)`,
    [fetch.sourceId, fetch.kept],
  );
}

async function saveSights(
  db: Db,
  sourceId: string,
  sights: readonly Sight[] | null,
): Promise<void> {
  if (sights === null) return;
  await db.query(
    `insert into source_snapshots (source_id, sights) values ($1, $2)
     on conflict (source_id) do update set sights = excluded.sights`,
    [sourceId, JSON.stringify(sights)],
  );
}

/** Days beyond the newest hundred tell nothing of a rhythm. */
async function saveDays(db: Db, sourceId: string, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  await db.query(
    `insert into source_days (source_id, day) select $1, unnest($2::text[])::date on conflict do nothing`,
    [sourceId, days],
  );
  await db.query(
    `delete from source_days where source_id = $1 and day <=
       (select day from source_days where source_id = $1 order by day desc offset 100 limit 1)`,
    [sourceId],
  );
}
