import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds stories whose reports have changed since their matters were folded. */
export const sweepMatters = defineJob({
  name: 'sweep-matters',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 30_000,
});
