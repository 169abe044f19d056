import { z } from 'zod';
import { defineJob } from './job.ts';

/** Folds the matters of stories whose reports have changed. */
export const foldMatters = defineJob({
  name: 'fold-matters',
  queue: 'process',
  payload: z.object({ storyIds: z.array(z.string()).min(1) }),
  key: ({ storyIds }) => storyIds.join(','),
  retry: { attempts: 3, firstDelayMs: 1_000 },
});
