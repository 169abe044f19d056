import { foldMatters } from '../jobs/fold-matters.ts';
import { sweepMatters } from '../jobs/sweep-matters.ts';
import { batchesOf, ITEMS_PER_JOB } from './batches.ts';
import { handle } from './worker.ts';

/** More is found by the next sweep. */
const SWEEP_LIMIT = 1_000;

/** Enqueues the stories whose matters are to be folded. */
export const sweepMattersWorker = handle(sweepMatters, async (_payload, app) => {
  const due = await app.store.matters.due(SWEEP_LIMIT);
  await app.enqueue(
    foldMatters,
    batchesOf(due, ITEMS_PER_JOB).map((storyIds) => ({ storyIds })),
  );
});
