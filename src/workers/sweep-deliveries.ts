import { DELIVERIES_PER_JOB, deliverDigest } from '../jobs/deliver-digest.ts';
import { sweepDeliveries } from '../jobs/sweep-deliveries.ts';
import { outcomeOfFailure } from './delivery-outcome.ts';
import { handle } from './worker.ts';

const SWEEP_LIMIT = 5_000;

/** Enqueues deliveries that are due, and decides on those whose sender was never heard of again. */
export const sweepDeliveriesWorker = handle(sweepDeliveries, async (_payload, app) => {
  const now = app.now();
  const lost = await app.store.deliveries.lost(now, SWEEP_LIMIT);
  const failure = { outcome: 'unknown', code: null, problem: 'the sending process ended' } as const;
  await Promise.all(
    lost.map((delivery) =>
      app.store.deliveries.record(delivery.id, outcomeOfFailure(delivery, failure, app)),
    ),
  );
  const blocks = await app.store.deliveries.dueBlocks(now, DELIVERIES_PER_JOB, SWEEP_LIMIT);
  await app.enqueue(
    deliverDigest,
    blocks.map((block) => ({ block })),
  );
});
