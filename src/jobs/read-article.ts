import { z } from 'zod';
import { defineJob } from './job.ts';

/** Reads the page of an article whose teaser leaves open what it is about, and judges it by both. */
export const readArticle = defineJob({
  name: 'read-article',
  queue: 'fetch',
  payload: z.object({ itemId: z.string() }),
  key: ({ itemId }) => itemId,
  retry: { attempts: 3, firstDelayMs: 5_000 },
});
