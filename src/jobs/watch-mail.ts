import { z } from 'zod';
import { defineJob } from './job.ts';

/** Tells operators what mail is held back. */
export const watchMail = defineJob({
  name: 'watch-mail',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 60_000,
});
