import { prune } from '../jobs/prune.ts';
import type { App } from '../ports.ts';
import { handle } from './worker.ts';

const BATCH = 1_000;

/** Deletes items past their retention that belong to no story, and texts of articles past theirs, a batch at a time. */
export const pruneWorker = handle(prune, async (_payload, app) => {
  const before = new Date(app.now().getTime() - app.config.service.retention.items);
  let gone = 0;
  let batch: number;
  do {
    // Each batch is a transaction of its own, so that nobody waits long for its locks.
    batch = await app.store.items.prune(before, BATCH);
    gone += batch;
  } while (batch === BATCH);
  const bodies = await pruneBodies(app);
  return { items: gone, bodies };
});

async function pruneBodies({ config, now, store }: App): Promise<number> {
  const before = new Date(now().getTime() - config.service.retention.bodies);
  let gone = 0;
  let batch: number;
  do {
    batch = await store.bodies.prune(before, BATCH);
    gone += batch;
  } while (batch === BATCH);
  return gone;
}
