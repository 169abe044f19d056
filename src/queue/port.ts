import type { Job, Processor, Queue, Worker } from 'bullmq';
import type { QueueName } from '../jobs/job.ts';

/** The part of a BullMQ queue that is the same whatever holds the jobs. */
export type JobQueue = Pick<
  Queue<unknown, void>,
  'addBulk' | 'getJobCounts' | 'waitUntilReady' | 'close'
> & {
  readonly getJob: (id: string) => Promise<Pick<Job, 'finishedOn'> | undefined>;
  readonly getJobSchedulers: Queue<unknown, void>['getJobSchedulers'];
  readonly removeJobScheduler: Queue<unknown, void>['removeJobScheduler'];
  readonly upsertJobScheduler: (
    ...input: Parameters<Queue<unknown, void>['upsertJobScheduler']>
  ) => Promise<unknown>;
};

/** The part of a BullMQ worker that is the same whatever holds the jobs. */
export type JobWorker = Pick<
  Worker,
  'run' | 'pause' | 'close' | 'disconnect' | 'cancelAllJobs' | 'waitUntilReady'
>;

/** Something about the server that will lose jobs or harm them, and what a person should do about it. */
export type QueueWarning = { readonly problem: string; readonly mend: string };

/** What a check of the queue's server found. */
export type QueueFacts = {
  /** Product and version, such as "Redis 7.0.15". */
  readonly server: string;
  /** Where it was reached, without user name and password. */
  readonly address: string;
  /** How long one round trip took, in milliseconds. */
  readonly ms: number;
  readonly warnings: readonly QueueWarning[];
};

/**
 * The way to the server that holds the jobs. Only src/queue and src/workers/run.ts look inside;
 * everyone else makes one, hands it on and closes it, after queues and workers are closed.
 */
export type QueueConnection = {
  readonly kind: 'redis' | 'postgres';
  /** Asks the server how it is; throws when it does not answer within 5 s. */
  readonly check: () => Promise<QueueFacts>;
  /** Whether the workers' connection stands, as far as is known. */
  readonly isUp: () => boolean;
  /** Does work on the schedule while no other process does, where the server cannot see to that. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly openQueue: (name: QueueName) => JobQueue;
  /** Opens a worker that does not take jobs before `run`. */
  readonly openWorker: (
    name: QueueName,
    processor: Processor<unknown, void>,
    concurrency: number,
  ) => JobWorker;
  /** Closes what is shared; safe to call twice, and when the server is away. */
  readonly close: () => Promise<void>;
};

/**
 * How every worker behaves, on either server. A killed worker's job runs again within 6 s: its lock
 * ends at most `lockDuration` after the last renewal, and the next look at stalled jobs, of which
 * the one before only marks it, comes at most `stalledInterval` later. A handler that blocks the
 * event loop for more than 2.5 s may lose its lock, and its job then runs twice.
 */
export const WORKER_TIMES = {
  lockDuration: 3_500,
  lockRenewTime: 1_000,
  stalledInterval: 1_500,
  /** A job that was running at this many deaths of its process is the likely cause, and fails. */
  maxStalledCount: 20,
  /** How soon a worker tries again to take jobs when its server is away. */
  runRetryDelay: 1_000,
} as const;

/** Nobody reads BullMQ's event log, so it is kept short. */
export const EVENTS_KEPT = 200;
