import { z } from 'zod';
import { defineJob } from './job.ts';

/** Makes one attempt to send a letter. Its row decides on further ones, so the job itself is not retried. */
export const sendLetter = defineJob({
  name: 'send-letter',
  queue: 'mail',
  payload: z.object({ letterId: z.string() }),
  key: ({ letterId }) => letterId,
  retry: { attempts: 1, firstDelayMs: 1_000 },
});
