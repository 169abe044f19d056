import { SetupError } from '../errors.ts';
import { PLACEMENT_LOCK, replace, type PlacementOptions } from './placements.ts';
import { inTransaction, type Db, type Pool } from './pool.ts';

/** Who decided. */
export type EditedBy = { readonly by: string };

/**
 * Makes one story of several and remembers that their reports belong together. Returns the story's id.
 * Throws SetupError for an id that is no open story.
 */
export async function mergeStoriesByHand(
  pool: Pool,
  storyIds: readonly string[],
  { by, ...options }: PlacementOptions & EditedBy,
): Promise<string> {
  const merge = async (db: Db): Promise<string> => {
    const itemIds = await reportsOf(db, storyIds);
    await saveEdit(db, 'merge', { by, now: options.now }, [{ side: 'one', itemIds }]);
    await replace(db, [itemIds], options);
    return storyOf(db, itemIds[0] ?? '');
  };
  return inTransaction(pool, merge, PLACEMENT_LOCK);
}

/**
 * Parts some reports of a story from the others and remembers it. Returns the ids of the two stories, the one with
 * the parted reports last. Throws SetupError when nothing or everything would be parted.
 */
export async function splitStoryByHand(
  pool: Pool,
  storyId: string,
  partedIds: readonly string[],
  { by, ...options }: PlacementOptions & EditedBy,
): Promise<readonly [string, string]> {
  const split = async (db: Db): Promise<readonly [string, string]> => {
    const all = await reportsOf(db, [storyId]);
    const parted = all.filter((id) => partedIds.includes(id));
    const rest = all.filter((id) => !partedIds.includes(id));
    if (parted.length === 0 || rest.length === 0) {
      throw new SetupError(
        `story ${storyId} has the reports ${all.join(', ')}; parting ${partedIds.join(', ')} leaves no two stories`,
        'Name some of its reports, but not all.',
      );
    }
    const sides = [
      { side: 'rest', itemIds: rest },
      { side: 'parted', itemIds: parted },
    ];
    await saveEdit(db, 'split', { by, now: options.now }, sides);
    await replace(db, [all], options);
    return [await storyOf(db, rest[0] ?? ''), await storyOf(db, parted[0] ?? '')];
  };
  return inTransaction(pool, split, PLACEMENT_LOCK);
}

async function reportsOf(db: Db, storyIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ itemId: string; storyId: string }>(
    `select item_id::text as "itemId", story_id::text as "storyId" from story_items
     where story_id = any($1::bigint[]) order by item_id`,
    [storyIds],
  );
  const missing = storyIds.filter((id) => !rows.some(({ storyId }) => storyId === id));
  if (missing.length > 0) {
    throw new SetupError(`there is no story ${missing.join(', ')}`, 'Look it up on the page.');
  }
  return rows.map(({ itemId }) => itemId);
}

async function saveEdit(
  db: Db,
  kind: 'merge' | 'split',
  { by, now }: EditedBy & { readonly now: Date },
  sides: readonly { readonly side: string; readonly itemIds: readonly string[] }[],
): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    'insert into story_edits (kind, made_by, made_at) values ($1, $2, $3) returning id::text',
    [kind, by, now],
  );
  for (const { side, itemIds } of sides) {
    await db.query(
      'insert into story_edit_items (edit_id, item_id, side) select $1, unnest($2::bigint[]), $3',
      [rows[0]?.id, itemIds, side],
    );
  }
}

async function storyOf(db: Db, itemId: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'select story_id::text as id from story_items where item_id = $1',
    [itemId],
  );
  return rows[0]?.id ?? '';
}
