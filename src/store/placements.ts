import { assignStories, type Report } from '../core/stories/assign.ts';
import { candidateKeys } from '../core/stories/candidates.ts';
import { clusterReports, compareMembers } from '../core/stories/cluster.ts';
import { fingerprint } from '../core/stories/copies.ts';
import { marginOf, type EventRules } from '../core/stories/margins.ts';
import { candidatesOf } from './candidates.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { runPrepared } from './prepared.ts';
import {
  forgetSignatures,
  saveLinks,
  saveSignatures,
  waitingReports,
  type DatedReport,
  type Link,
  type Sign,
  type SignedReport,
} from './signatures.ts';

/** One process places at a time: two that opened a story each for the same event would split it. */
export const PLACEMENT_LOCK = 7_015_002;

/** How reports are compared, what time it is, and who leads. */
export type PlacementOptions = {
  readonly rules: EventRules;
  readonly now: Date;
  /** Ids of sources that tell of their own decisions: federations and courts. Their reports lead. */
  readonly primarySources: readonly string[];
};

/** Links that one report gets by itself. */
const MOST_LINKS = 8;

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
  const place = async (db: Db): Promise<string[]> => {
    // What a crash of the database takes back was flagged before, and is placed again; who is told of it waits for more.
    await db.query('set local synchronous_commit = off');
    const waiting = await waitingReports(db, ids);
    if (waiting.length === 0) return [];
    const fresh = waiting.map((report): SignedReport => {
      const [signature, print] = [sign(report), fingerprint(report)];
      return { ...report, signature, print, keys: candidateKeys({ signature, print }) };
    });
    const known = waiting.filter(({ isKnown }) => isKnown).map(({ itemId }) => itemId);
    await forgetSignatures(db, known);
    // All are stored before the first one looks: of two fresh reports, each finds the other.
    await saveSignatures(db, fresh);
    const read = new Map<string, DatedReport>();
    await saveLinks(db, await linksOf(db, fresh, options.rules, read));
    const starts = fresh.map(({ itemId }) => [itemId]);
    return replace(db, starts, options, read);
  };
  return inTransaction(pool, place, PLACEMENT_LOCK);
}

/**
 * Cuts all that hangs together with some reports into stories anew, one neighbourhood after the other. Returns the ids
 * of the stories opened. `read` are the reports that were read in this transaction.
 */
export async function replace(
  db: Db,
  starts: readonly (readonly string[])[],
  options: PlacementOptions,
  read = new Map<string, DatedReport>(),
): Promise<string[]> {
  const waiting = new Set(starts.flat());
  const opened = new Set<string>();
  for (const start of starts) {
    if (!start.some((id) => waiting.has(id))) continue;
    const around = await neighbourhoodOf(db, start, read);
    const moves = await movesOf(db, around, options);
    const placed = around.flatMap(({ itemId }) => (waiting.delete(itemId) ? [itemId] : []));
    await move(db, placed, moves, options);
    for (const id of moves.opened) opened.add(id);
    for (const id of moves.absorbed) opened.delete(id);
  }
  return [...opened];
}

/** Links fresh reports with those that may be of the same event: with some of every story, the likeliest first. */
async function linksOf(
  db: Db,
  fresh: readonly SignedReport[],
  rules: EventRules,
  read: Map<string, DatedReport>,
): Promise<Link[]> {
  const links: Link[] = [];
  for (const report of fresh) {
    const candidates = await candidatesOf(db, report, rules.windowMs);
    const own = { ...report, bonds: [], sides: [] };
    const agreeing = candidates
      .map((other) => ({ other, margin: marginOf(own, other, rules) }))
      .filter(({ margin }) => margin >= 0)
      .toSorted((a, b) => b.margin - a.margin || compareMembers(a.other, b.other));
    for (const other of candidates) read.set(other.itemId, other);
    for (const { other, margin } of spread(agreeing).slice(0, MOST_LINKS)) {
      links.push({ from: report.itemId, to: other.itemId, margin });
    }
  }
  return links;
}

/** The first of each story, then the second of each, and so on: a link to one story is worth more than ten to another. */
function spread<T extends { readonly other: Report }>(ranked: readonly T[]): T[] {
  const seen = new Map<string, number>();
  const turns = ranked.map((each) => {
    const story = each.other.storyId ?? `alone ${each.other.itemId}`;
    const turn = seen.get(story) ?? 0;
    seen.set(story, turn + 1);
    return { each, turn };
  });
  return turns.toSorted((a, b) => a.turn - b.turn).map(({ each }) => each);
}

/** What changes hands. */
type Moves = {
  /** Items, each with the story that it comes to. */
  readonly to: Map<string, string>;
  /** Stories that win or lose reports. */
  readonly changed: Set<string>;
  readonly opened: Set<string>;
  readonly absorbed: Set<string>;
};

/** Opens and merges stories as the reports' clusters ask for, and tells which reports move. */
async function movesOf(
  db: Db,
  reports: readonly Report[],
  { rules, now }: PlacementOptions,
): Promise<Moves> {
  const before = new Map(reports.map(({ itemId, storyId }) => [itemId, storyId]));
  const moves = {
    to: new Map<string, string>(),
    changed: new Set<string>(),
    opened: new Set<string>(),
    absorbed: new Set<string>(),
  };
  for (const { storyId, itemIds, absorbed } of assignStories(clusterReports(reports, rules))) {
    const target = storyId ?? (await openStory(db, itemIds[0] ?? '', now));
    if (storyId === null) moves.opened.add(target);
    for (const id of itemIds.filter((each) => before.get(each) !== target)) {
      moves.to.set(id, target);
      moves.changed.add(target).add(before.get(id) ?? target);
    }
    if (absorbed.length > 0) await mergeStories(db, target, absorbed);
    for (const id of absorbed) moves.absorbed.add(id);
  }
  return moves;
}

async function openStory(db: Db, leadItemId: string, now: Date): Promise<string> {
  const rows = await runPrepared<{ id: string }>(db, OPEN_STORY, [leadItemId, now]);
  return rows[0]?.id ?? '';
}

const OPEN_STORY = {
  name: 'open-story',
  text: `insert into stories (lead_item_id, opened_at, changed_at) values ($1, $2, $2) returning id::text`,
};

/** Whoever was told one of the merged stories was told the story that they turn out to be. */
async function mergeStories(db: Db, into: string, merged: readonly string[]): Promise<void> {
  await db.query('update story_items set story_id = $1 where story_id = any($2::bigint[])', [
    into,
    merged,
  ]);
  await db.query(
    `insert into digest_stories as into_told (subscriber_id, story_id, change, digest_id, keys)
     select d.subscriber_id, $1, d.change, min(d.digest_id),
       coalesce(array_agg(key order by d.digest_id) filter (where key is not null), '{}')
     from digest_stories d left join lateral unnest(d.keys) as key on true
     where d.story_id = any($2::bigint[]) group by d.subscriber_id, d.change
     on conflict (subscriber_id, story_id, change) do update set keys = into_told.keys || excluded.keys`,
    [into, merged],
  );
  await db.query('update stories set merged_into = $1 where id = any($2::bigint[])', [
    into,
    merged,
  ]);
}

/**
 * Gives reports their stories, notes that items are placed, and chooses the leads of the stories that changed: who
 * decided leads, else the earliest report, since none of the others can be its source; then the address decides. A story
 * that keeps its lead is compared with what it wins only: it may have thousands of reports.
 */
async function move(
  db: Db,
  placed: readonly string[],
  { to, changed, absorbed }: Moves,
  { now, primarySources }: PlacementOptions,
): Promise<void> {
  await runPrepared(db, MOVE, [
    placed,
    [...to.keys()],
    [...to.values()],
    now,
    [...changed],
    [...absorbed],
    primarySources,
  ]);
}

/** All of it sees the records as they were before: who moves is left out of where it was, and added where it comes to. */
const MOVE = {
  name: 'move-reports',
  text: `with placed as (update items set stage = 'placed' where id = any($1::bigint[])),
     given as (select * from unnest($2::bigint[], $3::bigint[]) as given (item_id, story_id)),
     moved as (
       insert into story_items (item_id, story_id, placed_at) select item_id, story_id, $4 from given
       on conflict (item_id) do update set story_id = excluded.story_id)
     update stories s set lead_item_id = coalesce((
       select i.id from items i join (
         select item_id from given where given.story_id = s.id
         union select si.item_id from story_items si
           where si.item_id = any(array(select lead_item_id from stories o where o.id = s.id or o.id = any($6::bigint[])))
             and si.story_id = s.id and si.item_id <> all($2::bigint[])
         union select si.item_id from story_items si
           where si.story_id = s.id and si.item_id <> all($2::bigint[])
             and not exists (select 1 from story_items l where l.item_id = s.lead_item_id and l.story_id = s.id
               and l.item_id <> all($2::bigint[]))) as member on member.item_id = i.id
       order by i.source_id <> all($7::text[]), i.published_at, i.canonical_url limit 1), s.lead_item_id)
     where s.id = any($5::bigint[])`,
};
