import { runBacktest } from '../jobs/run-backtest.ts';
import { handle } from './worker.ts';

/** How long a claim lasts without a sign of life: longer than a portion may take. */
const CLAIM_MS = 90_000;

/** Claims a backtest, runs it, and notes how it ended. A second run finds it claimed or ended. */
export const runBacktestWorker = handle(runBacktest, async ({ backtestId }, app) => {
  const { backtests } = app.store;
  const until = (): Date => new Date(app.now().getTime() + CLAIM_MS);
  const claimed = await backtests.claim(backtestId, app.now(), until());
  if (claimed === undefined) return;
  const end = await app.backtest(claimed, {
    sources: app.config.sources,
    judged: (items) => backtests.keep(backtestId, items, until()),
  });
  await backtests.end(backtestId, end, app.now());
  return { backtestId, state: end.state, items: end.state === 'done' ? end.items : null };
});
