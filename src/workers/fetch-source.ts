import { nextPoll } from '../core/poll.ts';
import { classifyItems } from '../jobs/classify-items.ts';
import { fetchSource } from '../jobs/fetch-source.ts';
import { batchesOf, ITEMS_PER_JOB } from './batches.ts';
import { describeFetch } from './describe-fetch.ts';
import { handle } from './worker.ts';

/** Polls a source that is due: stores what is new, and when to come back and why. */
export const fetchSourceWorker = handle(fetchSource, async ({ sourceId }, app) => {
  const source = app.config.sources.find(({ id }) => id === sourceId);
  const state = await app.store.sources.find(sourceId);
  if (source === undefined || state === undefined) return; // It left the configuration meanwhile.
  if (state.nextPollAt > app.now()) return; // Somebody polled it while this job waited.

  const started = performance.now();
  const { polling, retention } = app.config.service;
  const outcome = await app.fetchSource(source, state);
  const ms = performance.now() - started;
  const record = describeFetch(source, outcome, { at: app.now(), ms, kept: retention.fetches });
  const freshShares = await app.store.sources.freshShares(sourceId);

  const fresh = await app.store.sources.recordFetch(record, (count) =>
    nextPoll({
      now: app.now(),
      sourceId,
      outcome: record.state === 'ok' || outcome.kind === 'gone' ? outcome.kind : 'failed',
      failures: record.state === 'ok' ? 0 : state.failures + 1,
      freshShares: [count / Math.max(1, record.entries ?? 1), ...freshShares],
      hints: outcome.kind === 'read' ? outcome.hints : null,
      retryAfterSeconds: outcome.kind === 'refused' ? outcome.retryAfterSeconds : null,
      limits: {
        minimumMs: polling.minimum,
        defaultMs: polling.default,
        maximumMs: polling.maximum,
      },
    }),
  );
  await app.enqueue(
    classifyItems,
    batchesOf(fresh, ITEMS_PER_JOB).map((itemIds) => ({ itemIds })),
  );
  return {
    sourceId,
    poll: record.outcome,
    entries: record.entries,
    fresh: fresh.length,
    problem: record.problem,
  };
});
