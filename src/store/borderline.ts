import type { Language } from '../core/source.ts';
import type { Label, Verdict } from '../core/verdict.ts';
import type { Db } from './pool.ts';

/** An item whose score is near its threshold, on which nobody has said anything. */
export type BorderlineItem = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** Undecided verdicts that are compared, the newest: the index holds only such. */
const MOST_COMPARED = 2_000;

/**
 * The items nearest to their threshold, of the newest that no gate stopped and nobody has labelled. How near is a share of
 * what there is on that side, since thresholds differ by topic.
 */
export async function borderlineItems(
  db: Db,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<BorderlineItem[]> {
  const { rows } = await db.query<BorderlineItem>(
    `with undecided as materialized (
       select v.item_id, v.revision, v.verdict, v.score, (v.verdict->'evidence'->>'threshold')::float8 as threshold
       from verdicts v
       where v.verdict->'evidence'->>'gate' is null
         and abs(v.score - (v.verdict->'evidence'->>'threshold')::float8) < 0.2 and v.judged_at >= $1
       order by v.judged_at desc limit ${MOST_COMPARED}
     )
     select id::text, title, summary, language, url, outlet, "publishedAt", verdict from (
       -- What agencies sent to many papers is asked about once.
       select distinct on (lower(i.title)) i.id, i.title, i.summary, i.language, i.url, i.outlet,
         i.published_at as "publishedAt", u.verdict, abs(u.score - u.threshold) as distance
       from undecided u join items i on i.id = u.item_id and i.judged_by = u.revision
       where not exists (select 1 from labels l where l.item_id = i.id)
       order by lower(i.title), abs(u.score - u.threshold), i.id desc
     ) different
     order by distance, different.id desc limit $2`,
    [since, limit],
  );
  return rows;
}

/** A label that was given of late, with the item it is of. */
export type RecentLabel = {
  readonly itemId: string;
  readonly title: string;
  readonly language: Language;
  readonly label: Label;
  readonly by: string;
  readonly at: Date;
};

/** The latest labels. */
export async function recentLabels(db: Db, limit: number): Promise<RecentLabel[]> {
  const { rows } = await db.query<RecentLabel>(
    `select l.item_id::text as "itemId", i.title, i.language, l.label, l.labelled_by as by, l.labelled_at as at
     from labels l join items i on i.id = l.item_id order by l.id desc limit $1`,
    [limit],
  );
  return rows;
}
