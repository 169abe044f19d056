import { z } from 'zod';
import { defineJob } from './job.ts';

/** Makes one attempt to send a digest. The ledger decides on further ones, so the job itself is not retried. */
export const deliverDigest = defineJob({
  name: 'deliver-digest',
  queue: 'mail',
  payload: z.object({ deliveryId: z.string() }),
  key: ({ deliveryId }) => deliveryId,
  retry: { attempts: 1, firstDelayMs: 1_000 },
});
