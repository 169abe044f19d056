import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds sources whose health has changed, and the mails to operators that are still to be sent. */
export const watchSources = defineJob({
  name: 'watch-sources',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 300_000,
});
