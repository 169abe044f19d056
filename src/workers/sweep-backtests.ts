import { runBacktest } from '../jobs/run-backtest.ts';
import { sweepBacktests } from '../jobs/sweep-backtests.ts';
import { handle } from './worker.ts';

/** Backtests are kept so long: what they say of the archive is old by then. */
const KEPT_MS = 30 * 86_400_000;

/** Enqueues backtests that nobody works on, and forgets old ones. */
export const sweepBacktestsWorker = handle(sweepBacktests, async (_payload, app) => {
  const lost = await app.store.backtests.lost(app.now());
  await app.enqueue(
    runBacktest,
    lost.map((backtestId) => ({ backtestId })),
  );
  const gone = await app.store.backtests.prune(new Date(app.now().getTime() - KEPT_MS));
  return { enqueued: lost.length, gone };
});
