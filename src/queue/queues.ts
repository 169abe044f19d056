import { createHash } from 'node:crypto';
import type { JobsOptions } from 'bullmq';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { messageOf, PermanentError } from '../errors.ts';
import type { Enqueue, Job, QueueName } from '../jobs/job.ts';
import { openBoard, type BoardPlace } from './board.ts';
import { settlesWithin, within } from './deadline.ts';
import type { JobQueue, QueueConnection } from './port.ts';
import { keepSchedule } from './schedule.ts';
import type { ScheduledJob } from './schedule.ts';

/** How many jobs of a queue wait, run, are delayed (the next run of a schedule counts) or failed for good. */
export type JobCounts = {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
};

export type Queues = {
  /**
   * Enqueues one job per payload, or throws: PermanentError for a payload that does not fit (then
   * none is queued), an Error when the server does not answer within 10 s (then some may be).
   *
   * Callers may rely on this: once it resolves, a run of the job with that key begins afterwards, so
   * what was committed before the call is seen by that run. A twin that waits, also for its next
   * attempt, is that run, and the new job is dropped. A twin that runs may have read its facts
   * already, so one job is kept to run after it, with the latest payload. A job that ended, well or
   * badly, blocks nothing. Hence a handler may find its work done and must ask again whether it is due.
   * The only exception is a server that loses its data; the sweeps make up for that.
   */
  readonly enqueue: Enqueue;
  /**
   * Starts the jobs that run by themselves, at once and then every `everyMs`, and stops those that
   * are no longer listed; jobs without `everyMs` are ignored. Any number of processes may do so; each
   * run happens once. A run that takes longer than `everyMs` is overtaken by the next one when the
   * queue's concurrency allows. What a wiped server forgot is put back within 10 s, until close.
   */
  readonly schedule: (jobs: readonly ScheduledJob[]) => Promise<void>;
  readonly counts: () => Promise<Readonly<Record<QueueName, JobCounts>>>;
  /** Pages that show every job, to be looked at only; they cost nothing before this is called. */
  readonly board: (place: BoardPlace) => Promise<Hono>;
  /** Safe to call twice. The connection stays open. */
  readonly close: () => Promise<void>;
};

const ANSWER_MS = 10_000;
/** On Postgres a job holds one lock of a bounded table until its chunk is committed. */
const CHUNK = 100;
const FAILED_KEPT = { count: 200, age: 7 * 24 * 60 * 60 };

/** Opens the queues for adding and counting jobs; each connects at its first use. */
export function openQueues(
  connection: QueueConnection,
  log: Logger,
  { reassertEveryMs = 10_000 }: { readonly reassertEveryMs?: number } = {},
): Queues {
  const open = opener(connection);
  const schedule = keepSchedule({
    queue: open.queue,
    alone: connection.alone,
    options: optionsOf,
    reassertEveryMs,
    log,
  });
  return {
    enqueue: async (job, payloads) => {
      const entries = payloads.map((payload) => entryOf(job, payload));
      for (let from = 0; from < entries.length; from += CHUNK) {
        const queue = await open.queue(job.queue);
        await answered(job.queue, queue.addBulk(entries.slice(from, from + CHUNK)));
      }
    },
    schedule: schedule.set,
    counts: async () => {
      const [sweep, fetch, process, digest, mail] = await Promise.all([
        countsOf('sweep', open),
        countsOf('fetch', open),
        countsOf('process', open),
        countsOf('digest', open),
        countsOf('mail', open),
      ]);
      return { sweep, fetch, process, digest, mail };
    },
    board: (place) => openBoard(open.queue, place),
    close: async () => {
      await schedule.stop();
      await open.close();
    },
  };
}

type Opener = {
  readonly queue: (name: QueueName) => Promise<JobQueue>;
  readonly close: () => Promise<void>;
};

/** Opens each queue once. One that failed to open is forgotten, so that the next call tries again. */
function opener(connection: QueueConnection): Opener {
  const opened = new Map<QueueName, Promise<JobQueue>>();
  let closing: Promise<void> | undefined;
  const openNow = async (name: QueueName): Promise<JobQueue> => {
    const queue = connection.openQueue(name);
    try {
      await answered(name, queue.waitUntilReady());
      return queue;
    } catch (error) {
      opened.delete(name);
      await settlesWithin(1_000, queue.close());
      throw error;
    }
  };
  return {
    queue: async (name) => {
      if (closing !== undefined) throw new Error(`queue ${name} is closed`);
      const known = opened.get(name) ?? openNow(name);
      opened.set(name, known);
      return await known;
    },
    close: async () => {
      closing ??= closeAll([...opened.values()]);
      await closing;
    },
  };
}

async function closeAll(opened: readonly Promise<JobQueue>[]): Promise<void> {
  const closed = opened.map(async (opening) => (await opening).close());
  await settlesWithin(2_000, Promise.allSettled(closed));
}

function entryOf<Payload>(
  job: Job<Payload>,
  payload: Payload,
): { readonly name: string; readonly data: Payload; readonly opts: JobsOptions } {
  const parsed = job.payload.safeParse(payload);
  if (!parsed.success) {
    throw new PermanentError(`${job.name}: the payload does not fit: ${messageOf(parsed.error)}`);
  }
  const key = `${job.name}/${shortened(job.key(parsed.data))}`;
  return {
    name: job.name,
    data: parsed.data,
    opts: { ...optionsOf(job), deduplication: { id: key, keepLastIfActive: true } },
  };
}

/** A key of a batch can be longer than a Postgres index takes, so long ones are hashed. */
function shortened(key: string): string {
  return key.length <= 128 ? key : createHash('sha256').update(key).digest('hex');
}

function optionsOf({ retry }: Pick<ScheduledJob, 'retry'>): JobsOptions {
  return {
    attempts: retry.attempts,
    backoff: { type: 'exponential', delay: retry.firstDelayMs },
    removeOnComplete: true,
    removeOnFail: FAILED_KEPT,
    stackTraceLimit: 3,
  };
}

async function countsOf(name: QueueName, open: Opener): Promise<JobCounts> {
  const queue = await open.queue(name);
  const counts = await answered(
    name,
    queue.getJobCounts('waiting', 'prioritized', 'active', 'delayed', 'failed'),
  );
  const of = (state: string): number => counts[state] ?? 0;
  return {
    waiting: of('waiting') + of('prioritized'),
    active: of('active'),
    delayed: of('delayed'),
    failed: of('failed'),
  };
}

async function answered<T>(name: QueueName, work: Promise<T>): Promise<T> {
  try {
    return await within(ANSWER_MS, work, () => new Error('no answer within 10 s'));
  } catch (error) {
    throw new Error(`the server of the queue ${name} is away: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
