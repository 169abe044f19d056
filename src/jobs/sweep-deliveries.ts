import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds deliveries whose next attempt is due, and those whose sender was lost. */
export const sweepDeliveries = defineJob({
  name: 'sweep-deliveries',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 5_000,
});
