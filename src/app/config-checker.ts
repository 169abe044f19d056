import { openThreadPool } from '../threads/pool.ts';
import type { ConfigCheck } from './check-config.ts';
import type { ConfigTasks } from './config-thread.ts';

/** Looks at the configuration where it holds nobody up. */
export type ConfigChecker = {
  /** See `checkConfig`. Rejects when it is closed meanwhile. */
  readonly check: () => Promise<ConfigCheck>;
  readonly close: () => Promise<void>;
};

/** A look takes two or three seconds on an idle machine; nothing waits for it. */
const DEADLINE_MS = 120_000;
const MEMORY_MB = 512;
/** Files change seldom: the thread ends at once. */
const IDLE_MS = 1_000;

/** A checker in a thread of its own: reading the files and measuring them takes seconds of computing. */
export function openConfigChecker(folder: string): ConfigChecker {
  // Compiled or not, this file and the thread's end alike.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const threads = openThreadPool<ConfigTasks>({
    entry: new URL(`config-thread.${extension}`, import.meta.url),
    threads: 1,
    deadlineMs: DEADLINE_MS,
    memoryMb: MEMORY_MB,
    idleMs: IDLE_MS,
  });
  return { check: () => threads.run('checkConfig', folder), close: threads.close };
}
