import { z } from 'zod';
import { defineJob } from './job.ts';

/** Reads the page of a flagged item again. Its row knows when to try once more, so the job itself is not retried. */
export const watchCorrections = defineJob({
  name: 'watch-corrections',
  queue: 'fetch',
  payload: z.object({ itemId: z.string() }),
  key: ({ itemId }) => itemId,
  retry: { attempts: 1, firstDelayMs: 1_000 },
});
