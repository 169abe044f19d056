import { prune } from '../jobs/prune.ts';
import { handle } from './worker.ts';

const BATCH = 1_000;

/** Deletes items past their retention that belong to no story, a batch at a time. */
export const pruneWorker = handle(prune, async (_payload, app) => {
  const before = new Date(app.now().getTime() - app.config.service.retention.items);
  let gone = 0;
  let batch: number;
  do {
    // Each batch is a transaction of its own, so that nobody waits long for its locks.
    batch = await app.store.items.prune(before, BATCH);
    gone += batch;
  } while (batch === BATCH);
  return { items: gone };
});
