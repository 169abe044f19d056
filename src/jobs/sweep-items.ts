import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds items that wait to be judged or placed, whatever became of the job that should have. */
export const sweepItems = defineJob({
  name: 'sweep-items',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 30_000,
});
