import { assignStories, type Placement } from '../core/stories/assign.ts';
import { candidateKeys } from '../core/stories/candidates.ts';
import { clusterReports } from '../core/stories/cluster.ts';
import { marginOf, type EventRules } from '../core/stories/margins.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import {
  candidatesOf,
  linkReports,
  loadReports,
  reachOf,
  saveKeys,
  saveSignature,
  waitingReports,
  type Sign,
} from './signatures.ts';

/** One process places at a time: two that opened a story each for the same event would split it. */
const PLACEMENT_LOCK = 7_015_002;

/** Waits until no one else places; held to the end of the transaction. */
export async function lockPlacement(db: Db): Promise<void> {
  await db.query('select pg_advisory_xact_lock($1)', [PLACEMENT_LOCK]);
}

/** How reports are compared, what time it is, and who leads. */
export type PlacementOptions = {
  readonly rules: EventRules;
  readonly now: Date;
  /** Ids of sources that tell of their own decisions: federations and courts. Their reports lead. */
  readonly primarySources: readonly string[];
};

/**
 * Places those of the items that still wait for a story, in one transaction, and re-places what they show to belong
 * together. Returns the ids of the stories that are news now.
 */
export async function placeItems(
  pool: Pool,
  ids: readonly string[],
  options: PlacementOptions,
  sign: Sign,
): Promise<string[]> {
  return inTransaction(pool, async (db) => {
    await lockPlacement(db);
    const waiting = await waitingReports(db, ids);
    if (waiting.length === 0) return [];
    for (const report of waiting) await saveSignature(db, report, sign(report));
    const fresh = waiting.map(({ itemId }) => itemId);
    await linkFresh(db, fresh, options.rules);
    return replace(db, fresh, options);
  });
}

/** Cuts all that hangs together with some reports into stories anew. Returns the ids of the stories opened. */
export async function replace(
  db: Db,
  itemIds: readonly string[],
  { rules, now, primarySources }: PlacementOptions,
): Promise<string[]> {
  const reports = await loadReports(db, await reachOf(db, itemIds));
  const before = new Map(reports.map(({ itemId, storyId }) => [itemId, storyId]));
  const opened: string[] = [];
  for (const placement of assignStories(clusterReports(reports, rules))) {
    const moved = placement.itemIds.filter(
      (id) => placement.storyId === null || before.get(id) !== placement.storyId,
    );
    const storyId = await apply(db, placement, moved, now);
    if (placement.storyId === null) opened.push(storyId);
  }
  await db.query(`update items set stage = 'placed' where id = any($1::bigint[])`, [itemIds]);
  const touched = [...before.values()].filter((id) => id !== null);
  await chooseLeads(db, [...opened, ...new Set(touched)], primarySources);
  return opened;
}

/** Stores the keys of fresh reports and links them with those that may be of the same event. */
async function linkFresh(db: Db, fresh: readonly string[], rules: EventRules): Promise<void> {
  for (const report of await loadReports(db, fresh)) {
    const keys = candidateKeys(report);
    // Stored before the next one looks: of two fresh reports, the later finds the earlier.
    await saveKeys(db, report, keys);
    const near = await loadReports(db, await candidatesOf(db, report, keys, rules.windowMs));
    const linked = near.filter((other) => marginOf(report, other, rules) >= 0);
    await linkReports(
      db,
      report.itemId,
      linked.map(({ itemId }) => itemId),
    );
  }
}

/** Returns the story's id. */
async function apply(
  db: Db,
  placement: Placement,
  moved: readonly string[],
  now: Date,
): Promise<string> {
  const storyId = placement.storyId ?? (await openStory(db, placement.itemIds[0] ?? '', now));
  if (moved.length > 0) {
    await db.query(
      `insert into story_items (item_id, story_id, placed_at) select unnest($1::bigint[]), $2, $3
       on conflict (item_id) do update set story_id = excluded.story_id`,
      [moved, storyId, now],
    );
  }
  if (placement.absorbed.length > 0) await mergeStories(db, storyId, placement.absorbed);
  return storyId;
}

async function openStory(db: Db, leadItemId: string, now: Date): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into stories (lead_item_id, opened_at, changed_at) values ($1, $2, $2) returning id::text`,
    [leadItemId, now],
  );
  return rows[0]?.id ?? '';
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

/** Who decided leads, else the earliest report: none of the others can be its source. Then the address decides. */
async function chooseLeads(
  db: Db,
  storyIds: readonly string[],
  primarySources: readonly string[],
): Promise<void> {
  await db.query(
    `update stories s set lead_item_id = coalesce((
       select i.id from story_items si join items i on i.id = si.item_id where si.story_id = s.id
       order by i.source_id <> all($2::text[]), i.published_at, i.canonical_url limit 1), lead_item_id)
     where s.id = any($1::bigint[])`,
    [storyIds, primarySources],
  );
}
