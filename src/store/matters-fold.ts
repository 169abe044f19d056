import { changesOf } from '../core/matters/changes.ts';
import type { Directory } from '../core/matters/directory.ts';
import type { MatterKey } from '../core/matters/facts.ts';
import { matterKeysOf } from '../core/matters/key.ts';
import { decidingSites, type Sites } from '../core/matters/own-sites.ts';
import { reconcile, type Addition } from '../core/matters/reconcile.ts';
import { watchArticles } from './corrections.ts';
import { loadMatterStories } from './matters-facts.ts';
import { loadRecorded } from './matters.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** One process folds at a time: two that read the same matter would record different ends of it. */
const FOLD_LOCK = 7_015_006;

/** Who is who, where they tell of their own decisions, and what time it is. */
export type FoldOptions = {
  readonly directory: Directory;
  readonly sites: Sites;
  readonly now: Date;
};

/** What a fold did. */
export type Folded = { readonly stories: number; readonly changes: number };

/** Ids of stories whose reports have changed since their matters were folded. */
export async function dueFolds(db: Db, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select story_id::text as id from matter_folds_due order by story_id limit $1',
    [limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Folds the matters of those of the stories that are still due, in one transaction. A story that is being moved at this
 * moment stays due.
 */
export async function foldMatters(
  pool: Pool,
  storyIds: readonly string[],
  options: FoldOptions,
): Promise<Folded> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    const due = await takeDue(db, storyIds);
    if (due.length === 0) return { stories: 0, changes: 0 };
    const matterIds = await assignMatters(db, due, options);
    let changes = 0;
    for (const matterId of matterIds) changes += await foldMatter(db, matterId, options);
    await watchArticles(db, due, options.now);
    return { stories: due.length, changes };
  });
}

/** Rows that a placement holds are skipped: to wait for it here could be to wait for each other. */
async function takeDue(db: Db, storyIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `delete from matter_folds_due where story_id in (
       select story_id from matter_folds_due where story_id = any($1::bigint[]) order by story_id
       for update skip locked)
     returning story_id::text as id`,
    [storyIds],
  );
  return rows.map(({ id }) => id);
}

/** Gives stories the matters that they belong to now. Returns the ids of these and of those they have left. */
async function assignMatters(
  db: Db,
  storyIds: readonly string[],
  { directory, now }: FoldOptions,
): Promise<string[]> {
  const left = await db.query<{ id: string }>(
    'delete from story_matters where story_id = any($1::bigint[]) returning matter_id::text as id',
    [storyIds],
  );
  const matterIds = new Set(left.rows.map(({ id }) => id));
  for (const story of await loadMatterStories(db, storyIds, [])) {
    for (const key of matterKeysOf(story, directory)) {
      const matterId = await matterIdOf(db, key, now);
      matterIds.add(matterId);
      await db.query('insert into story_matters (story_id, matter_id) values ($1, $2)', [
        story.storyId,
        matterId,
      ]);
    }
  }
  return [...matterIds];
}

async function matterIdOf(db: Db, { topic, a, b, sport }: MatterKey, now: Date): Promise<string> {
  const values = [topic, a, b, sport];
  const find = async (): Promise<string | undefined> => {
    const { rows } = await db.query<{ id: string }>(
      'select id::text from matters where topic = $1 and a = $2 and b = $3 and sport = $4',
      values,
    );
    return rows[0]?.id;
  };
  const known = await find();
  if (known !== undefined) return known;
  await db.query(
    `insert into matters (topic, a, b, sport, opened_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [...values, now],
  );
  return (await find()) ?? '';
}

/** Records what follows from a matter's stories now. Returns how many rows were added. */
async function foldMatter(db: Db, matterId: string, { sites, now }: FoldOptions): Promise<number> {
  const [matter] = await loadRecorded(db, { ids: [matterId] });
  if (matter === undefined) return 0;
  const { rows } = await db.query<{ id: string }>(
    'select story_id::text as id from story_matters where matter_id = $1',
    [matterId],
  );
  const ids = rows.map(({ id }) => id);
  const stories = await loadMatterStories(db, ids, decidingSites(matter.key, sites));
  const additions = reconcile(matter.changes, changesOf(matter.key, stories));
  await insertChanges(db, matterId, additions, now);
  return additions.length;
}

/** In their order: a change comes after what it is about. */
async function insertChanges(
  db: Db,
  matterId: string,
  additions: readonly Addition[],
  now: Date,
): Promise<void> {
  if (additions.length === 0) return;
  await db.query(
    `insert into matter_changes (matter_id, story_id, key, round, kind, direction, scope, toward, party, against, at,
                                 is_primary, item_ids, corrects, recorded_at)
     select $1, n."storyId", n.key, n.round, n.kind, n.direction, n.scope, n.toward, n.party, n.against, n.at,
            n."isPrimary", array(select jsonb_array_elements_text(n."itemIds"))::bigint[], n.corrects, $3
     from jsonb_to_recordset($2::jsonb) as n ("storyId" bigint, key text, round integer, kind text,
       direction text, scope text, toward text, party text, against text, at timestamptz, "isPrimary" boolean,
       "itemIds" jsonb, corrects bigint, place integer)
     order by n.place
     on conflict do nothing`,
    [matterId, JSON.stringify(additions.map((change, place) => ({ ...change, place }))), now],
  );
}
