import { UnrecoverableError, WaitingError } from 'bullmq';
import type { Job as QueuedJob, Processor } from 'bullmq';
import type { Logger } from 'pino';
import { messageOf, PermanentError } from '../errors.ts';
import type { QueueName } from '../jobs/job.ts';
import { settlesWithin, within } from '../queue/deadline.ts';
import type { JobWorker, QueueConnection } from '../queue/port.ts';

/** A job as a handler gets it. */
export type TakenJob = {
  readonly name: string;
  readonly id: string;
  readonly data: unknown;
  /** 1 for the first attempt. A run cut short by the death of its process does not count. */
  readonly attempt: number;
  /** Aborted when the job is put back while it runs, since the workers are closing. */
  readonly signal: AbortSignal | undefined;
};

export type WorkerOptions = {
  readonly connection: QueueConnection;
  readonly queues: readonly QueueName[];
  /** How many jobs of a queue run at the same time in this process. */
  readonly concurrency: Readonly<Record<QueueName, number>>;
  /** Returns what goes into the job's closing line; throws PermanentError when trying again cannot help. */
  readonly perform: (job: TakenJob) => Promise<object | void>;
  readonly log: Logger;
};

export type RunningWorkers = {
  /**
   * Takes no more jobs and waits for those that run, so many milliseconds at most. Then they are
   * put back to run elsewhere, or, when the server is away too, left to be found as lost. Resolves
   * at most 5 s after that; safe to call twice.
   */
  readonly close: (graceMs: number) => Promise<void>;
};

const READY_MS = 10_000;
const PUT_BACK_MS = 2_500;

/** Starts one worker per queue. Throws when a queue cannot be reached; then none runs. */
export async function runWorkers(options: WorkerOptions): Promise<RunningWorkers> {
  const { connection, queues, concurrency, log } = options;
  const running = new Set<Promise<void>>();
  const processor = tracked(processorOf(options), running);
  const workers: JobWorker[] = [];
  let closing: Promise<void> | undefined;
  const close = async (graceMs: number): Promise<void> => {
    closing ??= connection.isUp()
      ? closeWorkers(workers, graceMs, log)
      : abandonWorkers(workers, graceMs, running, log);
    await closing;
  };
  try {
    for (const name of queues) {
      workers.push(connection.openWorker(name, processor, concurrency[name]));
    }
    const ready = Promise.all(workers.map((worker) => worker.waitUntilReady()));
    await within(
      READY_MS,
      ready,
      () => new Error('the server of the queue did not answer in 10 s'),
    );
  } catch (error) {
    await close(0);
    throw error;
  }
  for (const worker of workers) {
    worker.run().catch((error: unknown) => {
      log.error({ problem: messageOf(error) }, 'worker stopped');
    });
  }
  return { close };
}

/** The workers are closing and have waited long enough for this job. */
class CutShort extends Error {
  override readonly name = 'CutShort';
}

function processorOf({ perform, log }: WorkerOptions): Processor<unknown, void> {
  return async (job, token, signal) => {
    const taken = {
      name: job.name,
      id: job.id ?? '',
      data: job.data,
      attempt: job.attemptsMade + 1,
      signal,
    };
    const started = performance.now();
    const facts = (): object => ({
      job: taken.name,
      id: taken.id,
      attempt: taken.attempt,
      ms: Math.round(performance.now() - started),
    });
    try {
      const done = await Promise.race([perform(taken), cutShort(signal)]);
      // Sweeps end all day long without having found anything.
      const level = job.queueName === 'sweep' ? 'debug' : 'info';
      log[level]({ ...facts(), outcome: 'done', ...done }, 'job ended');
    } catch (error) {
      if (error instanceof CutShort) {
        log.warn({ ...facts(), outcome: 'put back' }, 'job ended');
        await job.moveToWait(token);
        throw new WaitingError();
      }
      throw failed(error, job, facts(), log);
    }
  };
}

function tracked(
  processor: Processor<unknown, void>,
  running: Set<Promise<void>>,
): Processor<unknown, void> {
  // BullMQ passes a signal only to functions that declare three parameters.
  return async (job, token, signal) => {
    const run = processor(job, token, signal);
    running.add(run);
    try {
      await run;
    } finally {
      running.delete(run);
    }
  };
}

/** Logs a failure and returns what BullMQ must be told: whether another attempt can help. */
function failed(error: unknown, job: QueuedJob, facts: object, log: Logger): Error {
  const problem = messageOf(error);
  if (error instanceof PermanentError) {
    log.error({ ...facts, outcome: 'failed', problem }, 'job ended');
    return Object.assign(new UnrecoverableError(problem), { cause: error });
  }
  if (job.attemptsMade + 1 < (job.opts.attempts ?? 1)) {
    log.warn({ ...facts, outcome: 'will be tried again', problem }, 'job ended');
  } else {
    log.error({ ...facts, outcome: 'failed', problem }, 'job ended');
  }
  return error instanceof Error ? error : new Error(problem);
}

function cutShort(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new CutShort('closing')), { once: true });
  });
}

async function closeWorkers(
  workers: readonly JobWorker[],
  graceMs: number,
  log: Logger,
): Promise<void> {
  const closed = Promise.allSettled(workers.map((worker) => worker.close()));
  if (await settlesWithin(graceMs, closed)) return;
  for (const worker of workers) worker.cancelAllJobs('closing');
  if (await settlesWithin(PUT_BACK_MS, closed)) return;
  log.warn({ graceMs }, 'workers closed by force');
  await settlesWithin(1_000, Promise.allSettled(workers.map((worker) => worker.disconnect())));
  await settlesWithin(1_000, closed);
}

/** With the server away nothing can be put back, and BullMQ's own closing would wait for it for ever. */
async function abandonWorkers(
  workers: readonly JobWorker[],
  graceMs: number,
  running: ReadonlySet<Promise<void>>,
  log: Logger,
): Promise<void> {
  await Promise.all(workers.map((worker) => worker.pause(true)));
  await settlesWithin(graceMs, Promise.allSettled(running));
  log.warn({ running: running.size }, 'workers closed while the queue is away');
  await settlesWithin(2_000, Promise.allSettled(workers.map((worker) => worker.close(true))));
}
