import { openThreadPool, type ThreadPool, type ThreadPoolOptions } from '../../../threads/pool.ts';
import type { TuneTasks } from './tune-thread.ts';

/** Threads in which drafts of keywords are compiled and tried: an operator's text may be wrong, or huge. */
export type TuneThreads = {
  /** For who waits at a page. */
  readonly looks: ThreadPool<TuneTasks>;
  /** For backtests, which nobody's look should wait for. */
  readonly backtests: ThreadPool<TuneTasks>;
  readonly close: () => Promise<void>;
};

/** A look at the shipped keywords takes a second of computing; what takes ten times that is no draft of keywords. */
const LOOK_MS = 15_000;
/** A portion of a backtest, or the golden set, both after compiling twice. */
const PORTION_MS = 60_000;
/** Two compiled configurations of the shipped size take a third of it. */
const MEMORY_MB = 512;
/** So long the compiled keywords are kept for the next look. */
const IDLE_MS = 60_000;

/** Opens them; none starts before it is needed. */
export function openTuneThreads(options: Partial<ThreadPoolOptions> = {}): TuneThreads {
  // Compiled or not, this file and the thread's end alike.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const entry = new URL(`tune-thread.${extension}`, import.meta.url);
  const shared = { entry, threads: 1, memoryMb: MEMORY_MB, idleMs: IDLE_MS };
  const looks = openThreadPool<TuneTasks>({
    ...shared,
    deadlineMs: LOOK_MS,
    waiting: 20,
    ...options,
  });
  const backtests = openThreadPool<TuneTasks>({ ...shared, deadlineMs: PORTION_MS, ...options });
  return {
    looks,
    backtests,
    close: async () => {
      await Promise.all([looks.close(), backtests.close()]);
    },
  };
}
