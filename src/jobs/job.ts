import type { z } from 'zod';

/** Queues differ by what their jobs wait for, not by what they are about. */
export const QUEUES = ['sweep', 'fetch', 'process', 'digest', 'mail'] as const;
export type QueueName = (typeof QUEUES)[number];

/** What a producer needs to know of a job. The code that runs it is the file of the same name in src/workers. */
export type Job<Payload> = {
  readonly name: string;
  readonly queue: QueueName;
  readonly payload: z.ZodType<Payload>;
  /** While one job with a key waits, another with the same key is dropped; while one runs, one more is kept. */
  readonly key: (payload: Payload) => string;
  readonly retry: { readonly attempts: number; readonly firstDelayMs: number };
  /** A job that starts by itself every so many milliseconds. */
  readonly everyMs?: number;
};

/** Declares a job; only there to infer the payload's type from its schema. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}

/**
 * All that a handler, the web pages or the CLI know of BullMQ: enqueues one job per payload, in one round trip.
 * Payloads are parsed by the job's schema before they are queued; one that does not fit throws.
 */
export type Enqueue = <Payload>(
  job: Job<Payload>,
  payloads: readonly NoInfer<Payload>[],
) => Promise<void>;
