import type { Item } from '../core/item.ts';
import type { Verdict } from '../core/verdict.ts';
import { ITEM_COLUMNS } from './items.ts';
import type { Db } from './pool.ts';

/** An item of a story with the verdict that put it there. */
export type StoredReport = Item & { readonly storyId: string; readonly verdict: Verdict };

/** A story with its reports, oldest first. */
export type StoredStory = {
  readonly id: string;
  readonly changedAt: Date;
  readonly lead: StoredReport;
  readonly reports: readonly StoredReport[];
};

type StoryRow = { readonly id: string; readonly changedAt: Date; readonly leadItemId: string };

/** Adds their reports to stories, in the order given. A story without its lead (it was pruned) is left out. */
export async function withReports(db: Db, stories: readonly StoryRow[]): Promise<StoredStory[]> {
  if (stories.length === 0) return [];
  const { rows } = await db.query<StoredReport>(
    `select ${ITEM_COLUMNS}, si.story_id::text as "storyId", v.verdict
     from story_items si
     join items i on i.id = si.item_id
     join verdicts v on v.item_id = i.id and v.revision = i.judged_by
     where si.story_id = any($1::bigint[])
     order by i.published_at, i.canonical_url`,
    [stories.map(({ id }) => id)],
  );
  const reportsOf = new Map<string, StoredReport[]>();
  for (const row of rows) {
    const reports = reportsOf.get(row.storyId);
    if (reports === undefined) reportsOf.set(row.storyId, [row]);
    else reports.push(row);
  }
  return stories.flatMap(({ id, changedAt, leadItemId }) => {
    const reports = reportsOf.get(id) ?? [];
    const lead = reports.find((report) => report.id === leadItemId);
    return lead === undefined ? [] : [{ id, changedAt, lead, reports }];
  });
}
