import { classifyItems } from '../jobs/classify-items.ts';
import { placeItems } from '../jobs/place-items.ts';
import { readArticle } from '../jobs/read-article.ts';
import { sweepItems } from '../jobs/sweep-items.ts';
import { batchesOf, ITEMS_PER_JOB } from './batches.ts';
import { handle } from './worker.ts';

const SWEEP_LIMIT = 2_000;

/** Enqueues whatever a lost job left behind: items that no one has judged, read or placed. */
export const sweepItemsWorker = handle(sweepItems, async (_payload, app) => {
  const unjudged = await app.store.items.inWork('fetched', SWEEP_LIMIT);
  await app.enqueue(classifyItems, batchesOf(unjudged, ITEMS_PER_JOB).map(toPayload));
  const unread = await app.store.items.inWork('open', SWEEP_LIMIT);
  await app.enqueue(
    readArticle,
    unread.map((itemId) => ({ itemId })),
  );
  const unplaced = await app.store.items.inWork('flagged', SWEEP_LIMIT);
  await app.enqueue(placeItems, batchesOf(unplaced, ITEMS_PER_JOB).map(toPayload));
});

function toPayload(itemIds: string[]): { itemIds: string[] } {
  return { itemIds };
}
