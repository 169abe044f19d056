import { isAlertDue } from '../core/digest/alerts.ts';
import { composeDigest, composeJobs } from '../jobs/compose-digest.ts';
import { sweepDigests } from '../jobs/sweep-digests.ts';
import { handle } from './worker.ts';

const SWEEP_LIMIT = 5_000;

/** Enqueues every digest that is due, and an alert for whom there is news. */
export const sweepDigestsWorker = handle(sweepDigests, async (_payload, app) => {
  const due = await app.store.subscribers.due(app.now(), SWEEP_LIMIT);
  const now = app.now();
  const waiting = await app.store.subscribers.alerted(now, SWEEP_LIMIT);
  const { alerts } = app.config.service.digests;
  const alerted = waiting.filter((facts) => isAlertDue(facts, alerts, now));
  await app.enqueue(
    composeDigest,
    composeJobs([
      ...due.map(({ id, nextDigestAt }) => ({ id, dueAt: nextDigestAt })),
      ...alerted.map(({ id }) => ({ id, dueAt: null })),
    ]),
  );
});
