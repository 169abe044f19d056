import type { PlacedReport, Placement, Report } from '../core/stories/place.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** Decides where fresh reports go, given what is placed near them in time. */
export type Place = (fresh: readonly Report[], placed: readonly PlacedReport[]) => Placement[];

/** One process places at a time: two that opened a story each for the same event would split it. */
const PLACEMENT_LOCK = 7_015_002;

const REPORT_COLUMNS = `i.id::text as "itemId", i.title, i.summary, i.published_at as "publishedAt"`;

/**
 * Places those of the items that still wait for a story, in one transaction.
 * Returns the ids of the stories that are news now.
 */
export async function placeItems(
  pool: Pool,
  ids: readonly string[],
  options: { readonly windowMs: number; readonly now: Date },
  place: Place,
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [PLACEMENT_LOCK]);
    const fresh = await waitingReports(db, ids);
    if (fresh.length === 0) return [];
    const placements = place(fresh, await reportsNear(db, fresh, options.windowMs));
    const opened: string[] = [];
    for (const placement of placements) {
      // Merges rewrite what later placements refer to, so they run one after the other.
      opened.push(...(await apply(db, placement, options.now)));
    }
    return opened;
  });
}

async function waitingReports(db: Db, ids: readonly string[]): Promise<Report[]> {
  const { rows } = await db.query<Report>(
    `select ${REPORT_COLUMNS} from items i
     where i.id = any($1::bigint[]) and i.stage = 'flagged' order by i.id for update`,
    [ids],
  );
  return rows;
}

async function reportsNear(
  db: Db,
  fresh: readonly Report[],
  windowMs: number,
): Promise<PlacedReport[]> {
  const { rows } = await db.query<PlacedReport>(
    `select ${REPORT_COLUMNS}, si.story_id::text as "storyId"
     from story_items si join items i on i.id = si.item_id
     where exists (
       select 1 from unnest($1::timestamptz[]) as t (at)
       where i.published_at between t.at - $2 * interval '1 millisecond' and t.at + $2 * interval '1 millisecond')`,
    [fresh.map(({ publishedAt }) => publishedAt), windowMs],
  );
  return rows;
}

async function apply(db: Db, placement: Placement, now: Date): Promise<string[]> {
  const storyId = await storyOf(db, placement, now);
  await db.query(
    'insert into story_items (item_id, story_id, placed_at) select unnest($1::bigint[]), $2, $3',
    [placement.itemIds, storyId, now],
  );
  await db.query(`update items set stage = 'placed' where id = any($1::bigint[])`, [
    placement.itemIds,
  ]);
  await chooseLead(db, storyId);
  return placement.kind === 'opens' ? [storyId] : [];
}

async function storyOf(db: Db, placement: Placement, now: Date): Promise<string> {
  switch (placement.kind) {
    case 'joins':
      return placement.storyId;
    case 'merges':
      await mergeStories(db, placement.into, placement.merged);
      return placement.into;
    case 'opens': {
      const { rows } = await db.query<{ id: string }>(
        `insert into stories (lead_item_id, opened_at, changed_at) values ($1, $2, $2) returning id::text`,
        [placement.itemIds[0], now],
      );
      return rows[0]?.id ?? '';
    }
  }
}

/** Whoever was told one of the merged stories was told the story that they turn out to be. */
async function mergeStories(db: Db, into: string, merged: readonly string[]): Promise<void> {
  await db.query('update story_items set story_id = $1 where story_id = any($2::bigint[])', [
    into,
    merged,
  ]);
  await db.query(
    `insert into digest_stories (subscriber_id, story_id, change, digest_id)
     select subscriber_id, $1, change, min(digest_id) from digest_stories
     where story_id = any($2::bigint[]) group by subscriber_id, change
     on conflict do nothing`,
    [into, merged],
  );
  await db.query('update stories set merged_into = $1 where id = any($2::bigint[])', [
    into,
    merged,
  ]);
}

/** The earliest report leads; the address decides between two of the same time. */
async function chooseLead(db: Db, storyId: string): Promise<void> {
  await db.query(
    `update stories set lead_item_id = (
       select i.id from story_items si join items i on i.id = si.item_id where si.story_id = $1
       order by i.published_at, i.canonical_url limit 1)
     where id = $1`,
    [storyId],
  );
}
