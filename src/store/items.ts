import type { Item, NewItem } from '../core/item.ts';
import type { Verdict } from '../core/verdict.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { boundedKey, sha256, storable } from './rows.ts';

/** A verdict on its way into the store. */
export type NewVerdict = { readonly itemId: string; readonly verdict: Verdict };

/** The columns of an Item, under its field names, from a table called `i`. */
export const ITEM_COLUMNS = `i.id::text, i.source_id as "sourceId", i.key, i.url,
  i.canonical_url as "canonicalUrl", i.title, i.summary, i.language, i.outlet,
  i.published_at as "publishedAt", i.fetched_at as "fetchedAt", i.is_news as "isNews"`;

/** Stores items that are new by source and key, and by canonical address; returns their ids. */
export async function insertItems(db: Db, items: readonly NewItem[]): Promise<string[]> {
  if (items.length === 0) return [];
  // One order for everybody: two fetches that hold the same articles must not wait for one another.
  const ordered = items.toSorted((a, b) => (a.canonicalUrl < b.canonicalUrl ? -1 : 1));
  const { rows } = await db.query<{ id: string }>(
    `insert into items (source_id, key, url, canonical_url, url_hash, title, summary, language, outlet,
                        published_at, fetched_at, is_news)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                          $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::boolean[])
     on conflict do nothing returning id::text`,
    columnsOf(ordered),
  );
  return rows.map(({ id }) => id);
}

/** Ids of items that wait to be judged (`fetched`), to have their article read (`open`) or to be placed (`flagged`). */
export async function itemsInWork(
  db: Db,
  stage: 'fetched' | 'open' | 'flagged',
  limit: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id::text from items where stage = $1 order by id limit $2`,
    [stage, limit],
  );
  return rows.map(({ id }) => id);
}

/** Those of the given items that no verdict was stored for yet. */
export async function unjudgedItems(db: Db, ids: readonly string[]): Promise<Item[]> {
  const { rows } = await db.query<Item>(
    `select ${ITEM_COLUMNS} from items i where i.id = any($1::bigint[]) and i.stage = 'fetched' order by i.id`,
    [ids],
  );
  return rows;
}

/**
 * Stores verdicts and moves their items on: those flagged and recent wait for a story, the others
 * are done. An item that was judged meanwhile keeps its first verdict. Returns the ids now flagged.
 */
export async function recordVerdicts(
  pool: Pool,
  verdicts: readonly NewVerdict[],
  revision: string,
  now: Date,
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    const ids = verdicts.map(({ itemId }) => itemId);
    await db.query(
      `insert into verdicts (item_id, revision, label, direction, score, verdict, judged_at)
       select i.id, $2, v->>'label', v->>'direction', (v->>'score')::float8, v, $4
       from unnest($1::bigint[], $3::jsonb[]) as given (id, v) join items i on i.id = given.id
       where i.stage in ('fetched', 'open')
       on conflict do nothing`,
      [ids, revision, verdicts.map(({ verdict }) => JSON.stringify(verdict)), now],
    );
    const { rows } = await db.query<{ id: string; stage: string }>(
      `update items i set judged_by = $2,
              stage = case when v.label <> 'none' and i.is_news then 'flagged' else 'judged' end
       from verdicts v
       where i.id = any($1::bigint[]) and i.stage in ('fetched', 'open') and v.item_id = i.id and v.revision = $2
       returning i.id::text, i.stage`,
      [ids, revision],
    );
    return rows.filter(({ stage }) => stage === 'flagged').map(({ id }) => id);
  });
}

/** Whether anything fetched before a moment still waits to be judged or placed. */
export async function hasItemsInWork(db: Db, before: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `select 1 from items where stage in ('fetched', 'open', 'flagged') and fetched_at < $1 limit 1`,
    [before],
  );
  return rowCount !== 0;
}

/** How many items were fetched from ≤ t < to. */
export async function countItems(db: Db, from: Date, to: Date): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    'select count(*)::int as n from items where fetched_at >= $1 and fetched_at < $2',
    [from, to],
  );
  return rows[0]?.n ?? 0;
}

function columnsOf(items: readonly NewItem[]): unknown[][] {
  return [
    items.map((item) => item.sourceId),
    items.map((item) => boundedKey(item.key)),
    items.map((item) => storable(item.url)),
    items.map((item) => storable(item.canonicalUrl)),
    items.map((item) => sha256(item.canonicalUrl)),
    items.map((item) => storable(item.title)),
    items.map((item) => storable(item.summary)),
    items.map((item) => item.language),
    items.map((item) => storable(item.outlet)),
    items.map((item) => item.publishedAt),
    items.map((item) => item.fetchedAt),
    items.map((item) => item.isNews),
  ];
}
