import { z } from 'zod';
import { defineJob } from './job.ts';

/** Gives a batch of flagged items their stories. */
export const placeItems = defineJob({
  name: 'place-items',
  queue: 'process',
  payload: z.object({ itemIds: z.array(z.string()).min(1) }),
  key: ({ itemIds }) => itemIds.join(','),
  retry: { attempts: 3, firstDelayMs: 1_000 },
});
