import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds subscribers whose digest is due or who have an alert to get. */
export const sweepDigests = defineJob({
  name: 'sweep-digests',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 5_000,
});
