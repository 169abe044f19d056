import type { Db } from './pool.ts';
import { runPrepared } from './prepared.ts';
import {
  REPORT_COLUMNS,
  reportOf,
  type DatedReport,
  type ReportRow,
  type SignedReport,
} from './signatures.ts';

/** Looked up per key on either side of a report's time: nearer ones are likelier to be of its event. */
const MOST_PER_KEY = 8;
/** Candidates that are compared with one report. */
const MOST_CANDIDATES = 16;
/** Reports in the busiest window that the service is made for; a key that all of them had would say nothing. */
const LARGEST_WINDOW = 100_000;

/**
 * The most promising of the reports that share keys with one: each shared key counts by its rarity, its inverse document
 * frequency (Spärck Jones, 1972). How many have a key is known where few have it, and else supposed: as many in any
 * other hour as in the hours looked at.
 */
export async function candidatesOf(
  db: Db,
  { itemId, publishedAt, keys }: Pick<SignedReport, 'itemId' | 'publishedAt' | 'keys'>,
  windowMs: number,
): Promise<DatedReport[]> {
  type Row = ReportRow & { readonly storyId: string | null };
  const rows = await runPrepared<Row>(db, CANDIDATES, [keys, publishedAt, windowMs, itemId]);
  return rows.map((row) => ({ ...reportOf(row), storyId: row.storyId }));
}

/** For tests of its plan too. Parameters: keys, time, milliseconds, item. Weights are whole: their order is no matter. */
export const CANDIDATES = {
  name: 'candidates',
  text: `with found as (
       select wanted.key, near.item_id, near.published_at from unnest($1::text[]) as wanted (key), lateral (
         (select item_id, published_at from report_keys k where k.key = wanted.key
            and k.published_at between $2::timestamptz - $3::float8 * interval '1 millisecond' and $2
          order by k.published_at desc limit ${MOST_PER_KEY})
         union all
         (select item_id, published_at from report_keys k where k.key = wanted.key
            and k.published_at > $2 and k.published_at <= $2::timestamptz + $3::float8 * interval '1 millisecond'
          order by k.published_at limit ${MOST_PER_KEY})) as near
       where near.item_id <> $4),
     rarity as (
       select key, count(*) * case when count(*) < ${MOST_PER_KEY} then 1 else
         2 * $3::float8 / greatest(1, extract(epoch from max(published_at) - min(published_at)) * 1000)::float8 end as many
       from found group by key),
     ranked as (
       select found.item_id,
         sum(1 + greatest(0, round(100 * ln(${LARGEST_WINDOW} / greatest(1, many::float8))))::integer) as weight
       from found join rarity using (key)
       group by found.item_id order by weight desc, found.item_id limit ${MOST_CANDIDATES})
     select ranked.item_id::text as "itemId", si.story_id::text as "storyId", ${REPORT_COLUMNS}
     from ranked join reports r on r.item_id = ranked.item_id
     left join story_items si on si.item_id = ranked.item_id
     order by weight desc, ranked.item_id`,
};
