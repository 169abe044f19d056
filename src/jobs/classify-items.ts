import { z } from 'zod';
import { defineJob } from './job.ts';

/** Judges a batch of items. */
export const classifyItems = defineJob({
  name: 'classify-items',
  queue: 'process',
  payload: z.object({ itemIds: z.array(z.string()).min(1) }),
  key: ({ itemIds }) => itemIds.join(','),
  retry: { attempts: 3, firstDelayMs: 1_000 },
});
