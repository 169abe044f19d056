import { z } from 'zod';
import { defineJob } from './job.ts';

/** Makes one attempt to send a mail to an operator. Its row decides on further ones, so the job itself is not retried. */
export const notifyOperators = defineJob({
  name: 'notify-operators',
  queue: 'mail',
  payload: z.object({ mailId: z.string() }),
  key: ({ mailId }) => mailId,
  retry: { attempts: 1, firstDelayMs: 1_000 },
});
