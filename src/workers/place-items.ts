import { placeReports } from '../core/stories/place.ts';
import { placeItems } from '../jobs/place-items.ts';
import { sweepDigests } from '../jobs/sweep-digests.ts';
import { handle } from './worker.ts';

/** Gives flagged items their stories. */
export const placeItemsWorker = handle(placeItems, async ({ itemIds }, app) => {
  const { window: windowMs, similarity } = app.config.service.stories;
  const opened = await app.store.items.place(
    itemIds,
    { windowMs, now: app.now() },
    (fresh, placed) => placeReports(fresh, placed, { windowMs, similarity }),
  );
  // Alerts need not wait for the next sweep.
  if (opened.length > 0) await app.enqueue(sweepDigests, [{}]);
  return { items: itemIds.length, opened: opened.length };
});
