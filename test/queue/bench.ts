import { setTimeout as sleep } from 'node:timers/promises';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { Logger } from 'pino';
import { z } from 'zod';
import { defineJob } from '../../src/jobs/job.ts';
import type { QueueName } from '../../src/jobs/job.ts';
import { connectQueue } from '../../src/queue/connection.ts';
import type { QueueConnection, QueueSettings } from '../../src/queue/connection.ts';
import { openQueues } from '../../src/queue/queues.ts';
import type { Queues } from '../../src/queue/queues.ts';
import { runWorkers } from '../../src/workers/run.ts';
import type { RunningWorkers, TakenJob } from '../../src/workers/run.ts';

/** What a behaviour needs: one process of the application, and ways to make more. */
export type Bench = {
  readonly settings: QueueSettings;
  readonly connection: QueueConnection;
  readonly queues: Queues;
  readonly log: Logger;
  readonly logged: readonly Record<string, unknown>[];
  /** Another process, as far as the queue can tell. */
  readonly join: () => Promise<{
    readonly connection: QueueConnection;
    readonly queues: Queues;
    readonly work: (perform: Perform, concurrency?: number) => Promise<RunningWorkers>;
  }>;
  readonly work: (perform: Perform, concurrency?: number) => Promise<RunningWorkers>;
  readonly close: () => Promise<void>;
};

export type Perform = (job: TakenJob) => Promise<void>;

export const REASSERT_MS = 300;

/** A job with a number as its key and, beside it, what may differ between twins. */
export const count = defineJob({
  name: 'count',
  queue: 'process',
  payload: z.object({ n: z.number().int(), note: z.string().optional() }),
  key: ({ n }) => String(n),
  retry: { attempts: 1, firstDelayMs: 1 },
});

export const stubborn = defineJob({
  ...count,
  name: 'stubborn',
  retry: { attempts: 3, firstDelayMs: 50 },
});

export const patient = defineJob({
  ...count,
  name: 'patient',
  retry: { attempts: 2, firstDelayMs: 3_600_000 },
});

export const tick = defineJob({
  name: 'tick',
  queue: 'sweep',
  payload: z.object({}),
  key: () => 'all',
  retry: { attempts: 1, firstDelayMs: 1 },
  everyMs: 250,
});

/** Connects a process; everything it opens is closed by `close`. */
export async function openBench(settings: QueueSettings): Promise<Bench> {
  const { log, logged } = memoryLog();
  const running: RunningWorkers[] = [];
  const processes: { queues: Queues; connection: QueueConnection }[] = [];
  const join: Bench['join'] = async () => {
    const connection = await connectQueue(settings, log);
    const queues = openQueues(connection, log, { reassertEveryMs: REASSERT_MS });
    processes.push({ connection, queues });
    return {
      connection,
      queues,
      work: async (perform, concurrency = 1) => {
        const names: readonly QueueName[] = ['sweep', 'process'];
        const workers = await runWorkers({
          connection,
          queues: names,
          concurrency: { sweep: 1, fetch: 1, process: concurrency, digest: 1, mail: 1 },
          perform,
          log,
        });
        running.push(workers);
        return workers;
      },
    };
  };
  const first = await join();
  return {
    ...first,
    settings,
    log,
    logged,
    join,
    close: async () => {
      await Promise.all(running.map((workers) => workers.close(0)));
      for (const { queues, connection } of processes) {
        await queues.close();
        await connection.close();
      }
    },
  };
}

/** A log that is kept, one record per line. */
export function memoryLog(): { log: Logger; logged: Record<string, unknown>[] } {
  const logged: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (line: Buffer, _encoding, done) => {
      const record: Record<string, unknown> = JSON.parse(line.toString());
      logged.push(record);
      done();
    },
  });
  return { log: pino({ level: 'debug' }, stream), logged };
}

/** Waits until the condition holds; throws with its text when it never does. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  patienceMs = 20_000,
): Promise<void> {
  const started = performance.now();
  while (!(await condition())) {
    if (performance.now() - started > patienceMs) throw new Error(`never: ${condition.toString()}`);
    await sleep(20);
  }
}

/** A handler that notes what it was given, and a gate that it waits at when that is closed. */
export function recorder(passed: Promise<void> = Promise.resolve()): {
  readonly perform: Perform;
  readonly taken: TakenJob[];
  readonly done: TakenJob[];
} {
  const taken: TakenJob[] = [];
  const done: TakenJob[] = [];
  return {
    taken,
    done,
    perform: async (job) => {
      taken.push(job);
      await passed;
      done.push(job);
    },
  };
}

/** A gate that stays closed until it is opened. */
export function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  const opener = new AbortController();
  const passed = new Promise<void>((resolve) => {
    opener.signal.addEventListener('abort', () => resolve());
  });
  return { passed, open: () => opener.abort() };
}
