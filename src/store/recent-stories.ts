import type { Db } from './pool.ts';
import { withReports, type StoredStory } from './reports.ts';

/** The stories that changed within from ≤ t < to, the newest first, `limit` of them at most. */
export async function recentStories(
  db: Db,
  window: { readonly from: Date; readonly to: Date; readonly limit: number },
): Promise<StoredStory[]> {
  const { rows } = await db.query<{ id: string; changedAt: Date; leadItemId: string }>(
    `select s.id::text, s.changed_at as "changedAt", s.lead_item_id::text as "leadItemId" from stories s
     where s.merged_into is null and s.changed_at >= $1 and s.changed_at < $2
     order by s.changed_at desc, s.id desc limit $3`,
    [window.from, window.to, window.limit],
  );
  return withReports(db, rows);
}
