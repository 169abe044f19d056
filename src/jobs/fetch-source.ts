import { z } from 'zod';
import { defineJob } from './job.ts';

/** Polls one source, if it is still due. A failed poll is a fact with its own next time, so the job itself is not retried. */
export const fetchSource = defineJob({
  name: 'fetch-source',
  queue: 'fetch',
  payload: z.object({ sourceId: z.string() }),
  key: ({ sourceId }) => sourceId,
  retry: { attempts: 1, firstDelayMs: 1_000 },
});
