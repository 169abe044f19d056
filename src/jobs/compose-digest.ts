import { z } from 'zod';
import { defineJob } from './job.ts';

/** Composes one subscriber's digest that is due. */
export const composeDigest = defineJob({
  name: 'compose-digest',
  queue: 'digest',
  payload: z.object({
    subscriberId: z.string(),
    /** When it was due, ISO 8601; null for an alert, which is due when it is composed. */
    dueAt: z.iso.datetime().nullable(),
  }),
  key: ({ subscriberId, dueAt }) => `${subscriberId}/${dueAt ?? 'alert'}`,
  retry: { attempts: 3, firstDelayMs: 1_000 },
});
