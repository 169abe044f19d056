import { fetchSource } from '../jobs/fetch-source.ts';
import { sweepSources } from '../jobs/sweep-sources.ts';
import { handle } from './worker.ts';

/** More than a sweep's interval can fetch; the rest is found by the next sweep. */
const SWEEP_LIMIT = 1_000;

/** Enqueues a fetch for every source that is due. */
export const sweepSourcesWorker = handle(sweepSources, async (_payload, app) => {
  const ids = app.config.sources.map(({ id }) => id);
  const due = await app.store.sources.due(ids, app.now(), SWEEP_LIMIT);
  await app.enqueue(
    fetchSource,
    due.map((sourceId) => ({ sourceId })),
  );
});
