import type { JobsOptions } from 'bullmq';
import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';
import { QUEUES } from '../jobs/job.ts';
import type { Job, QueueName } from '../jobs/job.ts';
import { settlesWithin } from './deadline.ts';
import type { JobQueue, QueueConnection } from './port.ts';

/** What a schedule needs to know of a job whose payload is the empty object. */
export type ScheduledJob = Omit<Job<unknown>, 'key'>;

type Scheduling = {
  readonly queue: (name: QueueName) => Promise<JobQueue>;
  readonly alone: QueueConnection['alone'];
  readonly options: (job: ScheduledJob) => JobsOptions;
  readonly reassertEveryMs: number;
  readonly log: Logger;
};

/**
 * Keeps the schedulers on the server equal to the jobs last set: at once, and again every
 * `reassertEveryMs`, since a wiped server forgets them and a process of an older release may bring
 * back one that is no longer listed.
 */
export function keepSchedule(scheduling: Scheduling): {
  readonly set: (jobs: readonly ScheduledJob[]) => Promise<void>;
  readonly stop: () => Promise<void>;
} {
  let listed: readonly ScheduledJob[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const reassert = (): void => {
    running = assert(scheduling, listed).catch((error: unknown) => {
      scheduling.log.warn({ problem: messageOf(error) }, 'schedule not asserted');
    });
    void running.then(() => timer?.refresh());
  };
  return {
    set: async (jobs) => {
      listed = jobs.filter(({ everyMs }) => everyMs !== undefined);
      await assert(scheduling, listed);
      timer ??= setTimeout(reassert, scheduling.reassertEveryMs).unref();
    },
    stop: async () => {
      clearTimeout(timer);
      timer = undefined;
      await settlesWithin(2_000, running);
    },
  };
}

async function assert(scheduling: Scheduling, jobs: readonly ScheduledJob[]): Promise<void> {
  const queues = await Promise.all(QUEUES.map((name) => scheduling.queue(name)));
  await scheduling.alone(async () => {
    for (const [index, queue] of queues.entries()) {
      const wanted = jobs.filter((job) => job.queue === QUEUES[index]);
      await assertQueue(queue, wanted, scheduling.options);
    }
  });
}

async function assertQueue(
  queue: JobQueue,
  wanted: readonly ScheduledJob[],
  options: Scheduling['options'],
): Promise<void> {
  const known = await queue.getJobSchedulers();
  const names = new Set(wanted.map(({ name }) => name));
  for (const { key } of known) {
    if (!names.has(key)) await queue.removeJobScheduler(key);
  }
  for (const job of wanted) {
    const scheduler = known.find(({ key }) => key === job.name);
    if (scheduler !== undefined && (await isSound(queue, scheduler, job, options(job)))) continue;
    await queue.upsertJobScheduler(
      job.name,
      { every: job.everyMs ?? 0 },
      { name: job.name, data: job.payload.parse({}), opts: options(job) },
    );
  }
}

type Scheduler = Awaited<ReturnType<JobQueue['getJobSchedulers']>>[number];

/**
 * Whether a scheduler is as wanted and its next job exists. Each job makes its successor when a
 * worker takes it, so a chain that broke there, by an error of the server, would stay broken.
 */
async function isSound(
  queue: JobQueue,
  { every, next, template }: Scheduler,
  job: ScheduledJob,
  options: JobsOptions,
): Promise<boolean> {
  if (every !== job.everyMs || next === undefined) return false;
  if (JSON.stringify(template?.opts?.backoff) !== JSON.stringify(options.backoff)) return false;
  if (template?.opts?.attempts !== options.attempts) return false;
  const pending = await queue.getJob(`repeat:${job.name}:${next}`);
  return pending !== undefined && pending.finishedOn === undefined;
}
