import type { Correction } from '../core/corrections/compare.ts';
import { LOOKS_MS } from '../core/corrections/schedule.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';
import { storable } from './rows.ts';

/** An article whose page is to be read again. */
export type Watch = {
  readonly itemId: string;
  readonly sourceId: string;
  readonly url: string;
  readonly title: string;
  readonly firstSeenAt: Date;
  readonly dueAt: Date;
  readonly headline: string | null;
  readonly failures: number;
  readonly isWithdrawn: boolean;
};

/** What came of a look at an article. */
export type Look = {
  readonly correction: Correction | null;
  /** The headline of the page; null where it was not read. */
  readonly headline: string | null;
  readonly failures: number;
  /** When to look again; null: never more. */
  readonly next: Date | null;
};

/** How an article was changed after it was read. */
export type StoredCorrection = Correction & {
  readonly id: string;
  readonly itemId: string;
  readonly url: string;
  readonly outlet: string;
  readonly seenAt: Date;
};

/**
 * Has the reports of stories read again, for the first time an hour after they were first seen. Those that were seen before
 * the last look of all are left alone: an archive is not read anew.
 */
export async function watchArticles(db: Db, storyIds: readonly string[], now: Date): Promise<void> {
  await db.query(
    `insert into article_watches (item_id, due_at)
     select i.id, case when i.fetched_at > $4::timestamptz - $3 * interval '1 millisecond'
                       then i.fetched_at + $2 * interval '1 millisecond' end
     from story_items si join items i on i.id = si.item_id where si.story_id = any($1::bigint[])
     on conflict do nothing`,
    [storyIds, LOOKS_MS[0], LOOKS_MS[2], now],
  );
}

/** Articles whose page is to be read again, the longest due first. */
export async function dueLooks(
  db: Db,
  now: Date,
  limit: number,
): Promise<Pick<Watch, 'itemId' | 'url'>[]> {
  const { rows } = await db.query<Pick<Watch, 'itemId' | 'url'>>(
    `select i.id::text as "itemId", i.url from article_watches w join items i on i.id = w.item_id
     where w.due_at <= $1 order by w.due_at, w.item_id limit $2`,
    [now, limit],
  );
  return rows;
}

/** An article that is due; undefined when somebody looked meanwhile. */
export async function findWatch(db: Db, itemId: string, now: Date): Promise<Watch | undefined> {
  const { rows } = await db.query<Watch>(
    `select i.id::text as "itemId", i.source_id as "sourceId", i.url, i.title, i.fetched_at as "firstSeenAt",
       w.due_at as "dueAt", w.headline, w.failures,
       coalesce((select c.kind = 'withdrawn' from corrections c where c.item_id = i.id and c.kind <> 'headline'
         order by c.id desc limit 1), false) as "isWithdrawn"
     from article_watches w join items i on i.id = w.item_id where w.item_id = $1 and w.due_at <= $2`,
    [itemId, now],
  );
  return rows[0];
}

/**
 * Records a look, unless somebody has recorded one meanwhile. A story whose report was withdrawn or is back is due to be
 * folded. Returns whether it was recorded.
 */
export async function recordLook(
  pool: Pool,
  { itemId, dueAt }: Pick<Watch, 'itemId' | 'dueAt'>,
  { correction, headline, failures, next }: Look,
  now: Date,
): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    const { rowCount } = await db.query(
      `update article_watches set due_at = $3, failures = $4, headline = coalesce($5, headline)
       where item_id = $1 and due_at = $2`,
      [itemId, dueAt, next, failures, headline === null ? null : storable(headline)],
    );
    if (rowCount === 0) return false;
    if (correction === null) return true;
    const { kind, before, after } = correction;
    await db.query(
      'insert into corrections (item_id, kind, before, after, seen_at) values ($1, $2, $3, $4, $5)',
      [itemId, kind, storable(before), storable(after), now],
    );
    await db.query(
      `insert into matter_folds_due select story_id from story_items where item_id = $1
       on conflict (story_id) do update set story_id = excluded.story_id`,
      [itemId],
    );
    return true;
  });
}

/** How the reports of a story were changed after they were read, by time. */
export async function correctionsOfStory(db: Db, storyId: string): Promise<StoredCorrection[]> {
  return loadCorrections(
    db,
    'c.item_id in (select item_id from story_items where story_id = $1)',
    storyId,
  );
}

/** All corrections seen since a moment, by time. */
export async function correctionsSince(db: Db, since: Date): Promise<StoredCorrection[]> {
  return loadCorrections(db, 'c.seen_at >= $1', since);
}

async function loadCorrections(
  db: Db,
  condition: string,
  value: string | Date,
): Promise<StoredCorrection[]> {
  const { rows } = await db.query<StoredCorrection>(
    `select c.id::text, c.item_id::text as "itemId", i.url, i.outlet, c.kind, c.before, c.after,
       c.seen_at as "seenAt"
     from corrections c join items i on i.id = c.item_id where ${condition} order by c.id`,
    [value],
  );
  return rows;
}
