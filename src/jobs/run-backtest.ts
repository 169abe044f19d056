import { z } from 'zod';
import { defineJob } from './job.ts';

/**
 * Judges the archive by a draft of the keywords, for an operator who asked for it. It computes in a thread and mostly waits
 * for that: in `process`, two of them would keep items from being judged.
 */
export const runBacktest = defineJob({
  name: 'run-backtest',
  queue: 'fetch',
  payload: z.object({ backtestId: z.string() }),
  key: ({ backtestId }) => backtestId,
  retry: { attempts: 2, firstDelayMs: 5_000 },
});
