import type { BoardChange, EarlierStory } from '../core/digest/digest.ts';
import type { ReportCorrection } from '../core/digest/news.ts';
import type { PastDigest } from '../core/digest/size.ts';
import { boardChanges } from './board-changes.ts';
import { earlierStories, type EarlierTold } from './earlier-stories.ts';
import type { Db } from './pool.ts';
import type { StoredStory } from './reports.ts';
import { failingSources } from './source-states.ts';
import { untoldStories } from './stories.ts';
import { correctionsOf, movedStories, type MovedStory } from './story-news.ts';
import type { StoredSubscriber } from './subscribers.ts';

/** What a digest is made from. */
export type DigestFacts = {
  readonly subscriber: StoredSubscriber;
  /** Half-open: from ≤ t < to. From when the digest before was composed to now. */
  readonly from: Date;
  readonly to: Date;
  /** Stories that they were not told. */
  readonly stories: readonly UntoldStory[];
  /** Stories that they were told and that have gained something since. */
  readonly updates: readonly MovedStory[];
  /** How much was watched: items fetched in the window, and the sources that fail now. */
  readonly items: number;
  readonly failing: readonly string[];
  /** The last digests that told something, the latest first. */
  readonly past: readonly ComposedDigest[];
};

/** A story that a subscriber was not told. */
export type UntoldStory = StoredStory & {
  readonly corrections: readonly ReportCorrection[];
  readonly earlier: EarlierStory | null;
  readonly board: readonly BoardChange[];
};

type ComposedDigest = PastDigest & { readonly composedAt: Date };

/** The facts for each of some subscribers, in their order. Stories that many of them wait for are read once. */
export async function digestFacts(
  db: Db,
  subscribers: readonly StoredSubscriber[],
  { now, sourceIds }: { readonly now: Date; readonly sourceIds: readonly string[] },
): Promise<DigestFacts[]> {
  const ids = subscribers.map(({ id }) => id);
  const lastAt = await lastComposed(db, ids);
  const froms = subscribers.map(({ id, since }) => later(lastAt.get(id), since));
  const untold = await untoldFor(db, ids, now);
  const moved = await movedStories(db, ids);
  const items = await countItemsSince(db, froms, now);
  const failing = await failingSources(db, sourceIds);
  const past = await pastDigests(db, ids);
  return subscribers.map((subscriber, at) => ({
    subscriber,
    from: froms[at] ?? subscriber.since,
    to: now,
    stories: untold(subscriber.id),
    updates: moved.get(subscriber.id) ?? [],
    items: items[at] ?? 0,
    failing,
    past: past.get(subscriber.id) ?? [],
  }));
}

function later(a: Date | undefined, b: Date): Date {
  return a !== undefined && a > b ? a : b;
}

async function untoldFor(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<(subscriberId: string) => UntoldStory[]> {
  const untold = await untoldStories(db, ids, now);
  const stories = [
    ...new Map([...untold.values()].flat().map((story) => [story.id, story])).values(),
  ];
  const storyIds = stories.map(({ id }) => id);
  const corrections = await correctionsOf(db, storyIds);
  const board = await boardChanges(db, storyIds);
  const earlier = await earlierStories(db, ids, stories);
  const variants = new Map<string, UntoldStory>();
  const variantFor = (story: StoredStory, subscriberId: string): UntoldStory => {
    const before = earlier.get(story.id);
    const wasTold = before?.toldTo.includes(subscriberId) ?? false;
    // Those who were told the same before share the one object: it is put into words once.
    const key = `${story.id} ${wasTold}`;
    const variant = variants.get(key) ?? {
      ...story,
      corrections: corrections.get(story.id) ?? [],
      board: board.get(story.id) ?? [],
      earlier: before === undefined ? null : { ...withoutReaders(before), wasTold },
    };
    variants.set(key, variant);
    return variant;
  };
  return (subscriberId) =>
    (untold.get(subscriberId) ?? []).map((story) => variantFor(story, subscriberId));
}

function withoutReaders({ toldTo: _toldTo, ...story }: EarlierTold): Omit<EarlierTold, 'toldTo'> {
  return story;
}

async function lastComposed(
  db: Db,
  subscriberIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await db.query<{ id: string; at: Date }>(
    `select u.id::text, g.composed_at as at from unnest($1::bigint[]) as u (id) cross join lateral (
       select composed_at from digests where subscriber_id = u.id order by due_at desc limit 1) g`,
    [subscriberIds],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** How many items were fetched between each moment and now; whoever waits since the same moment shares the count. */
async function countItemsSince(db: Db, froms: readonly Date[], now: Date): Promise<number[]> {
  const times = [...new Set(froms.map((from) => from.getTime()))];
  const { rows } = await db.query<{ at: Date; n: number }>(
    `select f.at, (select count(*)::int from items where fetched_at >= f.at and fetched_at < $2) as n
     from unnest($1::timestamptz[]) as f (at)`,
    [times.map((time) => new Date(time)), now],
  );
  const counts = new Map(rows.map(({ at, n }) => [at.getTime(), n]));
  return froms.map((from) => counts.get(from.getTime()) ?? 0);
}

const PAST = 20;

async function pastDigests(
  db: Db,
  subscriberIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ComposedDigest[]>> {
  const { rows } = await db.query<PastRow>(
    `select u.id::text, g.composed_at as "composedAt", g.window_start as "windowStart",
       (select count(*)::int from digest_stories t where t.digest_id = g.id) as stories
     from unnest($1::bigint[]) as u (id) cross join lateral (
       select id, composed_at, window_start, due_at from digests
       where subscriber_id = u.id and content is not null order by due_at desc limit ${PAST}) g
     order by g.due_at desc`,
    [subscriberIds],
  );
  const past = new Map<string, ComposedDigest[]>();
  for (const { id, composedAt, windowStart, stories } of rows) {
    if (stories === 0) continue;
    const windowMs = composedAt.getTime() - windowStart.getTime();
    past.set(id, [...(past.get(id) ?? []), { composedAt, stories, windowMs }]);
  }
  return past;
}

type PastRow = {
  readonly id: string;
  readonly composedAt: Date;
  readonly windowStart: Date;
  readonly stories: number;
};
