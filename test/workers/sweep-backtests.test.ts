import { expect, test } from '@jest/globals';
import { runBacktest } from '../../src/jobs/run-backtest.ts';
import type { Store } from '../../src/store/store.ts';
import { sweepBacktestsWorker } from '../../src/workers/sweep-backtests.ts';
import { fakeApp } from '../support/fake-app.ts';
import { NOON } from '../support/records.ts';

test('backtests that nobody works on are enqueued again, and month-old ones forgotten', async () => {
  const enqueued: unknown[] = [];
  const asked: Date[] = [];
  const backtests: Pick<Store['backtests'], 'lost' | 'prune'> = {
    lost: (now) => {
      asked.push(now);
      return Promise.resolve(['7', '9']);
    },
    prune: (before) => {
      asked.push(before);
      return Promise.resolve(3);
    },
  };
  const app = fakeApp({
    now: () => NOON,
    enqueue: (job, payloads) => {
      enqueued.push(job.name, ...payloads);
      return Promise.resolve();
    },
    // What is not given is not asked for.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    store: { backtests } as unknown as Store,
  });
  expect(await sweepBacktestsWorker.run({}, app)).toEqual({ enqueued: 2, gone: 3 });
  expect(enqueued).toEqual([runBacktest.name, { backtestId: '7' }, { backtestId: '9' }]);
  expect(asked).toEqual([NOON, new Date('2026-02-02T12:00:00Z')]);
});
