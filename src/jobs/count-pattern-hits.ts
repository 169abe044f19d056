import { z } from 'zod';
import { defineJob } from './job.ts';

/** Counts how often each pattern was found of late. */
export const countPatternHits = defineJob({
  name: 'count-pattern-hits',
  queue: 'process',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 3_600_000,
});
