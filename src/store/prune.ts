import type { Db } from './pool.ts';

/**
 * Deletes items that were fetched before a moment and belong to no story, at most `limit` of them so that
 * no lock is held long; their verdicts go with them. Returns how many went.
 */
export async function pruneItems(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from items where id in (
       select id from items where fetched_at < $1 and stage = 'judged' order by fetched_at limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}
