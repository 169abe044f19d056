import type { Db } from './pool.ts';

/**
 * Deletes items that were fetched before a moment, belong to no story and were labelled by nobody, at most `limit`
 * of them so that no lock is held long; their verdicts go with them. Returns how many went.
 */
export async function pruneItems(db: Db, before: Date, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `delete from items where id in (
       select i.id from items i where i.fetched_at < $1 and i.stage = 'judged'
         and not exists (select 1 from labels l where l.item_id = i.id)
       order by i.fetched_at limit $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}
