import type { QueueName } from '../jobs/job.ts';
import { SCHEDULED_JOBS } from '../jobs/list.ts';
import { runWorkers, type RunningWorkers } from '../workers/run.ts';
import { introduceConfig } from './introduce-config.ts';
import { measured } from './metrics/measured.ts';
import { perform } from './perform.ts';
import { syncSubscribers } from './subscribers/sync.ts';
import type { Service } from './service.ts';

/** Jobs at once, by queue: fetches mostly wait, judging is all computation. */
export const CONCURRENCY: Readonly<Record<QueueName, number>> = {
  sweep: 1,
  fetch: 16,
  process: 2,
  digest: 4,
  mail: 5,
};

/** Which queues a process works on, and how many jobs at once in each. */
export type WorkOptions = {
  readonly queues: readonly QueueName[];
  readonly concurrency?: number;
};

/**
 * Makes this process work on queues: the configured sources are made known, jobs run, the sweeps are scheduled.
 */
export async function startWork(service: Service, options: WorkOptions): Promise<RunningWorkers> {
  await introduceConfig(service.app);
  await syncSubscribers(service.app);
  const workers = await startWorkers(service, options);
  await service.queues.schedule(SCHEDULED_JOBS);
  return workers;
}

/** Runs what is queued; schedules nothing. */
export async function startWorkers(
  service: Service,
  options: WorkOptions,
): Promise<RunningWorkers> {
  const concurrency =
    options.concurrency === undefined
      ? CONCURRENCY
      : Object.fromEntries(Object.keys(CONCURRENCY).map((name) => [name, options.concurrency]));
  return runWorkers({
    connection: service.queueConnection,
    queues: options.queues,
    concurrency: { ...CONCURRENCY, ...concurrency },
    // Every job works with one configuration from its start to its end.
    perform: (job) => measured(service, job.name, () => perform(job, service.app)),
    log: service.app.log,
  });
}
