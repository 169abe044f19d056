import { z } from 'zod';
import { defineJob } from './job.ts';

/** Finds letters that are due, changes of address that nobody objected to, and sign-ups whose time is over. */
export const sweepSignUps = defineJob({
  name: 'sweep-sign-ups',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1_000 },
  everyMs: 30_000,
});
