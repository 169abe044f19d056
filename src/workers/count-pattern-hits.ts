import { countPatternHits } from '../jobs/count-pattern-hits.ts';
import { handle } from './worker.ts';

/** So far back hits count as of late. */
const WINDOW_MS = 30 * 86_400_000;
/** A service that is started again and again does not count each time. */
const AT_LEAST_APART_MS = 30 * 60_000;

/** Counts what patterns found in the last thirty days, and what people say of those items. */
export const countPatternHitsWorker = handle(countPatternHits, async (_payload, app) => {
  const now = app.now();
  const items = await app.store.patternHits.count({
    now,
    since: new Date(now.getTime() - WINDOW_MS),
    ifBefore: new Date(now.getTime() - AT_LEAST_APART_MS),
  });
  return { items };
});
