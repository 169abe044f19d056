import { composeDigest } from '../jobs/compose-digest.ts';
import { sweepDigests } from '../jobs/sweep-digests.ts';
import { handle } from './worker.ts';

const SWEEP_LIMIT = 5_000;

/** Enqueues every digest that is due, and an alert for whom there is news. */
export const sweepDigestsWorker = handle(sweepDigests, async (_payload, app) => {
  const due = await app.store.subscribers.due(app.now(), SWEEP_LIMIT);
  const alerted = await app.store.subscribers.alerted(app.now(), SWEEP_LIMIT);
  await app.enqueue(composeDigest, [
    ...due.map(({ id, nextDigestAt }) => ({
      subscriberId: id,
      dueAt: nextDigestAt.toISOString(),
    })),
    ...alerted.map((subscriberId) => ({ subscriberId, dueAt: null })),
  ]);
});
