import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds backtests that nobody works on, whatever became of the job that should have. */
export const sweepBacktests = defineJob({
  name: 'sweep-backtests',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 30_000,
});
