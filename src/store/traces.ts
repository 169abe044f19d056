import type { Item } from '../core/item.ts';
import type { Language } from '../core/source.ts';
import type { Verdict } from '../core/verdict.ts';
import { ITEM_COLUMNS } from './items.ts';
import type { Db } from './pool.ts';
import { sha256 } from './rows.ts';

/** How far an item has come: see the stages of the pipeline. */
export type Stage = 'fetched' | 'open' | 'judged' | 'flagged' | 'placed';

/** An item with everything that was decided about it. */
export type Trace = Item & {
  readonly stage: Stage;
  readonly verdict: Verdict | null;
  /** Hash of the configuration that judged it. */
  readonly judgedBy: string | null;
  readonly judgedAt: Date | null;
  readonly story: TracedStory | null;
};

/** The story that an item is told in; of a merged one, the story that it became. */
export type TracedStory = {
  readonly id: string;
  /** Since when it has been news. */
  readonly changedAt: Date;
  readonly reports: number;
  readonly leadItemId: string;
  readonly leadTitle: string;
  readonly leadOutlet: string;
};

/** The words of an item. */
export type StoredText = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
};

/** Ids of the items at any of the canonical addresses, or that were found at any of these addresses. */
export async function itemIdsAt(db: Db, addresses: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id::text from items where url_hash = any($1) order by items.id',
    [addresses.map(sha256)],
  );
  if (rows.length > 0) return rows.map(({ id }) => id);
  const others = await db.query<{ id: string }>(
    'select id::text from items where url = any($1) order by items.id limit 5',
    [addresses],
  );
  return others.rows.map(({ id }) => id);
}

/** An item with what became of it; undefined when there is none. */
export async function traceItem(db: Db, id: string): Promise<Trace | undefined> {
  const { rows } = await db.query<Omit<Trace, 'story'>>(
    `select ${ITEM_COLUMNS}, i.stage, v.verdict, i.judged_by as "judgedBy", v.judged_at as "judgedAt"
     from items i left join verdicts v on v.item_id = i.id and v.revision = i.judged_by
     where i.id = $1`,
    [id],
  );
  const [row] = rows;
  return row === undefined ? undefined : { ...row, story: await storyOf(db, id) };
}

/** Texts of items fetched since a moment, newest first, in pages. */
export async function textsSince(
  db: Db,
  query: { readonly since: Date; readonly before: string | null; readonly limit: number },
): Promise<StoredText[]> {
  const { rows } = await db.query<StoredText>(
    `select id::text, title, summary, language from items
     where fetched_at >= $1 and ($2::bigint is null or id < $2) order by items.id desc limit $3`,
    [query.since, query.before, query.limit],
  );
  return rows;
}

/** Sources that have brought items from a host, with how many and the last time. */
export async function sourcesOfHost(
  db: Db,
  host: string,
): Promise<{ readonly sourceId: string; readonly items: number; readonly lastAt: Date }[]> {
  const { rows } = await db.query<{ sourceId: string; items: number; lastAt: Date }>(
    `select source_id as "sourceId", count(*)::int as items, max(fetched_at) as "lastAt" from items
     where starts_with(canonical_url, $1) or starts_with(canonical_url, $2)
     group by source_id order by items desc, source_id`,
    [`https://${host}/`, `http://${host}/`],
  );
  return rows;
}

async function storyOf(db: Db, itemId: string): Promise<TracedStory | null> {
  const { rows } = await db.query<TracedStory>(
    `with recursive trail as (
       select s.id, s.merged_into from stories s join story_items si on si.story_id = s.id where si.item_id = $1
       union all select s.id, s.merged_into from stories s join trail t on s.id = t.merged_into
     )
     select s.id::text, s.changed_at as "changedAt", s.lead_item_id::text as "leadItemId",
            lead.title as "leadTitle", lead.outlet as "leadOutlet",
            (select count(*)::int from story_items si where si.story_id = s.id) as reports
     from trail t join stories s on s.id = t.id join items lead on lead.id = s.lead_item_id
     where t.merged_into is null`,
    [itemId],
  );
  return rows[0] ?? null;
}
