import { inTransaction, type Db, type Pool } from './pool.ts';

/** How often a pattern counted in what was judged of late, and what people say of those items. */
export type PatternHits = {
  readonly language: string;
  readonly concept: string;
  readonly pattern: string;
  /** Of late: see the count. */
  readonly hits: number;
  readonly lastAt: Date;
  /** Labelled items that it was found in, and those of them that are relevant. */
  readonly labelled: number;
  readonly relevant: number;
};

/** When the hits were counted, and in what: the newest items since a moment, all of them unless there were too many. */
export type HitCount = {
  readonly countedAt: Date;
  readonly since: Date;
  readonly items: number;
  readonly isCut: boolean;
};

/** Items whose hits are counted: two or three seconds of the server's time. */
const MOST_ITEMS = 20_000;
const MOST_LABELS = 5_000;
/** Any number no other transaction locks. */
const COUNT_LOCK = 7_015_014;

/** Counts anew unless that was done since `ifBefore`; returns how many items were looked at, or null. */
export async function countPatternHits(
  pool: Pool,
  times: { readonly now: Date; readonly since: Date; readonly ifBefore: Date },
): Promise<number | null> {
  return inTransaction(
    pool,
    async (db) => {
      const before = await lastHitCount(db);
      if (before !== null && before.countedAt > times.ifBefore) return null;
      await db.query('update pattern_hits set hits = 0, labelled = 0, relevant = 0');
      await db.query(COUNT_RECENT, [times.since, MOST_ITEMS]);
      await db.query(COUNT_LABELLED, [MOST_LABELS]);
      const { rows } = await db.query<{ items: number }>(
        `insert into pattern_counts (counted_at, since, items, is_cut)
         select $3, $1, count(*)::int, count(*) >= $2 from (${RECENT_ITEMS}) recent
         on conflict (one) do update set counted_at = excluded.counted_at, since = excluded.since,
           items = excluded.items, is_cut = excluded.is_cut
         returning items`,
        [times.since, MOST_ITEMS, times.now],
      );
      return rows[0]?.items ?? 0;
    },
    COUNT_LOCK,
  );
}

/** The last count; null where nothing was counted yet. */
export async function lastHitCount(db: Db): Promise<HitCount | null> {
  const { rows } = await db.query<HitCount>(
    `select counted_at as "countedAt", since, items, is_cut as "isCut" from pattern_counts`,
  );
  return rows[0] ?? null;
}

/** What was counted. */
export async function patternHits(db: Db): Promise<PatternHits[]> {
  const { rows } = await db.query<PatternHits>(
    `select language, concept, pattern, hits, last_at as "lastAt", labelled, relevant from pattern_hits`,
  );
  return rows;
}

const RECENT_ITEMS = `select i.id, i.language, i.judged_by from items i
  where i.fetched_at >= $1 and i.judged_by is not null order by i.fetched_at desc limit $2`;

/** Hits of a verdict that count: a mask or a longer phrase took the others. */
const COUNTING_HITS = `jsonb_array_elements(v.verdict->'evidence'->'hits') as h (hit)
  where h.hit->>'masked' is null and h.hit->>'role' in ('concept', 'negative')`;

const COUNT_RECENT = `
insert into pattern_hits (language, concept, pattern, hits, last_at, labelled, relevant)
select r.language, h.hit->>'concept', h.hit->>'pattern', count(*)::int, max(v.judged_at), 0, 0
from (${RECENT_ITEMS}) r join verdicts v on v.item_id = r.id and v.revision = r.judged_by, ${COUNTING_HITS}
group by 1, 2, 3
on conflict (language, concept, pattern) do update
  set hits = excluded.hits, last_at = greatest(pattern_hits.last_at, excluded.last_at)`;

const COUNT_LABELLED = `
with said as (
  select distinct on (l.item_id) l.item_id, l.label from (select * from labels order by id desc limit $1) l
  order by l.item_id, l.id desc
), found as (
  select distinct i.language, h.hit->>'concept' as concept, h.hit->>'pattern' as pattern, i.id, said.label, v.judged_at
  from said join items i on i.id = said.item_id
  join verdicts v on v.item_id = i.id and v.revision = i.judged_by, ${COUNTING_HITS}
)
insert into pattern_hits (language, concept, pattern, hits, last_at, labelled, relevant)
select language, concept, pattern, 0, max(judged_at), count(*)::int, (count(*) filter (where label <> 'none'))::int
from found group by 1, 2, 3
on conflict (language, concept, pattern) do update
  set labelled = excluded.labelled, relevant = excluded.relevant,
    last_at = greatest(pattern_hits.last_at, excluded.last_at)`;
