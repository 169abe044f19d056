import { z } from 'zod';
import { defineJob } from './job.ts';

/** How many deliveries one job sees to: few enough to be sent within a job's grace, and many enough to spare the queue. */
export const DELIVERIES_PER_JOB = 20;

/** The job that sees to a delivery: neighbours share one, whoever asks for it and however many of them are due. */
export function deliveryBlock(deliveryId: string): number {
  return Math.floor((Number(deliveryId) - 1) / DELIVERIES_PER_JOB);
}

/** Makes one attempt at each digest of a block that is due. The ledger decides on further ones, so the job itself is not retried. */
export const deliverDigest = defineJob({
  name: 'deliver-digest',
  queue: 'mail',
  payload: z.object({ block: z.int().nonnegative() }),
  key: ({ block }) => String(block),
  retry: { attempts: 1, firstDelayMs: 1_000 },
});
