import { z } from 'zod';
import { defineJob } from './job.ts';

/** Forgets what is older than the retention allows. */
export const prune = defineJob({
  name: 'prune',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 3_600_000,
});
