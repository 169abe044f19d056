import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds articles that are to be read again. */
export const sweepCorrections = defineJob({
  name: 'sweep-corrections',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 60_000,
});
