import { Worker } from 'node:worker_threads';

import { messageOf } from '../errors.ts';

/** Why a task ended without a result; the message says it in words that can follow “the document cannot be read: ”. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
  readonly reason: 'late' | 'memory' | 'crashed' | 'full' | 'closed';

  constructor(reason: ThreadError['reason'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

/** What threads can do: functions by their names, whose inputs and results can be cloned. */
export type TaskTable = Readonly<Record<string, (input: never) => unknown>>;

/** Threads for computations that would block the event loop. */
export type ThreadPool<Tasks extends TaskTable> = {
  /**
   * Runs a task in a thread that does nothing else meanwhile. Buffers named in `transfer` are handed over and gone from
   * here. Rejects with a `ThreadError`, or an `Error` with the message of what the task threw.
   */
  readonly run: <Name extends keyof Tasks & string>(
    name: Name,
    input: Parameters<Tasks[Name]>[0],
    transfer?: readonly ArrayBuffer[],
  ) => Promise<Awaited<ReturnType<Tasks[Name]>>>;
  /** Ends the threads; what runs and what waits is rejected, and so is what comes later. */
  readonly close: () => Promise<void>;
};

export type ThreadPoolOptions = {
  /** The module that the threads run. */
  readonly entry: URL;
  /** How many there are at most (2 unless given); each is started when there is work for it. */
  readonly threads?: number;
  /** Milliseconds that work waits before a further thread is started for it (2 s unless given): each takes memory. */
  readonly patienceMs?: number;
  /** Milliseconds that a task may run before its thread is ended (10 s unless given). */
  readonly deadlineMs?: number;
  /** Milliseconds after which a thread without work is ended (30 s unless given). */
  readonly idleMs?: number;
  /** Megabytes of objects that a thread may hold (128 unless given); buffers are not counted. */
  readonly memoryMb?: number;
  /** Tasks that may wait (1,000 unless given). */
  readonly waiting?: number;
};

/** What a thread is posted. */
export type ThreadTask = { readonly name: string; readonly input: unknown };

/** What a thread posts: that it is up, then one answer to each task. */
export type ThreadAnswer =
  | { readonly kind: 'up' }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly problem: string };

/** Opens a pool. No thread starts before the first task. */
export function openThreadPool<Tasks extends TaskTable>(
  options: ThreadPoolOptions,
): ThreadPool<Tasks> {
  const pool: Pool = {
    options: { ...DEFAULTS, ...options },
    waiting: [],
    threads: new Set(),
    furtherAt: null,
    isClosed: false,
  };
  return {
    run: (name, input, transfer = []) =>
      new Promise((resolve, reject) => {
        const refusal = refusalOf(pool);
        if (refusal !== null) {
          reject(refusal);
          return;
        }
        // The thread runs the very function whose types these are.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const settle = resolve as (result: unknown) => void;
        const since = performance.now();
        pool.waiting.push({ name, input, transfer, since, resolve: settle, reject });
        assign(pool);
      }),
    close: async () => {
      pool.isClosed = true;
      if (pool.furtherAt !== null) clearTimeout(pool.furtherAt);
      for (const { reject } of pool.waiting.splice(0)) reject(closedError());
      await Promise.all([...pool.threads].map((thread) => end(pool, thread, closedError())));
    },
  };
}

const DEFAULTS = {
  threads: 2,
  patienceMs: 2000,
  deadlineMs: 10_000,
  idleMs: 30_000,
  memoryMb: 128,
  waiting: 1000,
};
/** For what is short-lived. A third of what Node.js takes unless told: a fifth more work for 20 MB less. */
const YOUNG_MB = 16;
/** Loading the program takes a fraction of a second, but much longer where everything is short. */
const START_MS = 60_000;

type Task = ThreadTask & {
  readonly transfer: readonly ArrayBuffer[];
  /** When it began to wait, by `performance.now()`. */
  readonly since: number;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
};
type Thread = {
  readonly worker: Worker;
  isUp: boolean;
  task: Task | null;
  /** Ends the thread: because its task takes too long or, without one, because nothing is to be done. */
  timer: NodeJS.Timeout | null;
};
type Pool = {
  readonly options: Required<ThreadPoolOptions>;
  readonly waiting: Task[];
  readonly threads: Set<Thread>;
  /** Looks whether what waits has waited long enough for a further thread. */
  furtherAt: NodeJS.Timeout | null;
  isClosed: boolean;
};

function refusalOf({ isClosed, waiting, options }: Pool): ThreadError | null {
  if (isClosed) return closedError();
  if (waiting.length < options.waiting) return null;
  return new ThreadError('full', `${options.waiting} tasks already wait for a thread`);
}

/** Gives what waits to threads that have nothing to do, in the order of its arrival. */
function assign(pool: Pool): void {
  for (let task = pool.waiting[0]; task !== undefined; task = pool.waiting[0]) {
    const idle = [...pool.threads].find((thread) => thread.task === null);
    const thread = idle ?? startFor(task, pool);
    if (thread === null) return;
    pool.waiting.shift();
    give(pool, thread, task);
  }
}

/** Starts a thread for a task if it has waited long enough; else looks again then, or when a thread is done. */
function startFor(task: Task, pool: Pool): Thread | null {
  const { threads, options } = pool;
  if (threads.size >= options.threads) return null;
  const leftMs = task.since + options.patienceMs - performance.now();
  if (threads.size === 0 || leftMs <= 0) return start(pool);
  pool.furtherAt ??= setTimeout(() => {
    pool.furtherAt = null;
    assign(pool);
  }, Math.ceil(leftMs));
  return null;
}

function start(pool: Pool): Thread {
  const { entry, memoryMb } = pool.options;
  const worker = new Worker(runnable(entry), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const thread: Thread = { worker, isUp: false, task: null, timer: null };
  pool.threads.add(thread);
  worker.on('message', (answer: ThreadAnswer) => hear(pool, thread, answer));
  worker.on('error', (error) => void end(pool, thread, errorOf(error, memoryMb)));
  worker.on('exit', (code) => {
    void end(pool, thread, new ThreadError('crashed', `its thread ended with code ${code}`));
  });
  return thread;
}

/** Sources run through tsx, which under some versions of Node.js has to be told so in every thread. */
function runnable(entry: URL): URL {
  if (!entry.pathname.endsWith('.ts')) return entry;
  const [tsx, source] = [import.meta.resolve('tsx/esm/api'), entry.href].map((url) =>
    JSON.stringify(url),
  );
  const code = `import { register } from ${tsx}; register(); await import(${source});`;
  return new URL(`data:text/javascript,${encodeURIComponent(code)}`);
}

function give(pool: Pool, thread: Thread, task: Task): void {
  thread.task = task;
  thread.worker.ref();
  setDeadline(pool, thread);
  try {
    thread.worker.postMessage({ name: task.name, input: task.input }, task.transfer);
  } catch (error) {
    task.reject(new Error(messageOf(error), { cause: error }));
    rest(pool, thread);
  }
}

function hear(pool: Pool, thread: Thread, answer: ThreadAnswer): void {
  if (answer.kind === 'up') {
    thread.isUp = true;
    if (thread.task !== null) setDeadline(pool, thread);
    return;
  }
  if (answer.kind === 'done') thread.task?.resolve(answer.result);
  else thread.task?.reject(new Error(answer.problem));
  rest(pool, thread);
  assign(pool);
}

function setDeadline(pool: Pool, thread: Thread): void {
  const ms = thread.isUp ? pool.options.deadlineMs : START_MS;
  const why = thread.isUp ? 'it takes' : 'its thread does not start within';
  const error = new ThreadError('late', `${why} more than ${ms / 1000} s`);
  setTimer(thread, ms, () => void end(pool, thread, error));
}

/** A thread without work neither lives for ever nor keeps the process alive. */
function rest(pool: Pool, thread: Thread): void {
  thread.task = null;
  thread.worker.unref();
  setTimer(thread, pool.options.idleMs, () => void end(pool, thread, closedError())).unref();
}

function setTimer(thread: Thread, ms: number, act: () => void): NodeJS.Timeout {
  if (thread.timer !== null) clearTimeout(thread.timer);
  thread.timer = setTimeout(act, ms);
  return thread.timer;
}

/** Ends a thread, once: its task fails with the error, and what waits goes to others. */
async function end(pool: Pool, thread: Thread, error: Error): Promise<void> {
  if (!pool.threads.delete(thread)) return;
  if (thread.timer !== null) clearTimeout(thread.timer);
  thread.task?.reject(error);
  const ended = thread.worker.terminate();
  assign(pool);
  await ended;
}

function errorOf(error: Error, memoryMb: number): ThreadError {
  if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new ThreadError('memory', `it takes more than ${memoryMb} MB of memory`);
  }
  return new ThreadError('crashed', messageOf(error), { cause: error });
}

function closedError(): ThreadError {
  return new ThreadError('closed', 'the threads are closed');
}
