import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds sources whose poll is due. */
export const sweepSources = defineJob({
  name: 'sweep-sources',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 10_000,
});
