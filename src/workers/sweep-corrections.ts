import { paceKey } from '../core/politeness.ts';
import { sweepCorrections } from '../jobs/sweep-corrections.ts';
import { watchCorrections } from '../jobs/watch-corrections.ts';
import { handle } from './worker.ts';

/** Looked through for hosts that are not asked yet; what is left over is still due at the next sweep. */
const SWEEP_LIMIT = 1_000;
/** Pages read again in a minute at most, in all and of one host: news comes first, and none of it has to wait for these. */
const MOST = 30;
const MOST_PER_HOST = 2;

/** Enqueues articles that are to be read again, the longest due first. */
export const sweepCorrectionsWorker = handle(sweepCorrections, async (_payload, app) => {
  const { scope } = app.config.service.politeness;
  const counts = new Map<string, number>();
  const due = await app.store.corrections.due(app.now(), SWEEP_LIMIT);
  const chosen = due.filter(({ url }) => {
    const key = paceKey(url, scope);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= MOST_PER_HOST;
  });
  await app.enqueue(
    watchCorrections,
    chosen.slice(0, MOST).map(({ itemId }) => ({ itemId })),
  );
});
