import { afterEach, expect, test } from '@jest/globals';

import type { ThreadPool, ThreadPoolOptions } from '../../src/threads/pool.ts';
import { openThreadPool, ThreadError } from '../../src/threads/pool.ts';

type HostileTasks = {
  readonly echo: (value: unknown) => unknown;
  readonly fail: (message: string) => never;
  readonly failLater: (nothing: null) => Promise<never>;
  readonly exit: (code: number) => never;
  readonly loop: (nothing: null) => never;
  readonly wait: (nothing: null) => Promise<never>;
  readonly hoard: (nothing: null) => never;
  readonly unclonable: (nothing: null) => unknown;
  readonly threadId: (nothing: null) => number;
  readonly lengthOf: (bytes: Uint8Array) => number;
  readonly meet: (at: { shared: SharedArrayBuffer; count: number }) => number;
};
type Pool = ThreadPool<HostileTasks>;

const pools: Pool[] = [];

afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function open(options: Partial<ThreadPoolOptions> = {}): Pool {
  const entry = new URL('hostile-tasks.js', import.meta.url);
  const pool = openThreadPool<HostileTasks>({ entry, ...options });
  pools.push(pool);
  return pool;
}

async function reasonOf(task: Promise<unknown>): Promise<unknown> {
  const error: unknown = await task.then(
    (result) => result,
    (thrown: unknown) => thrown,
  );
  return error instanceof ThreadError ? error.reason : error;
}

test('what goes into a thread comes out as it was', async () => {
  const value = { at: new Date(0), text: 'ж', list: [null, 1n, new Map([[1, 2]])] };
  await expect(open().run('echo', value)).resolves.toEqual(value);
});

test('what a task throws arrives by its message, and its thread goes on', async () => {
  const pool = open({ threads: 1 });
  const first = await pool.run('threadId', null);
  await expect(pool.run('fail', 'no such thing')).rejects.toThrow('no such thing');
  await expect(pool.run('threadId', null)).resolves.toBe(first);
});

test.each([
  ['that never ends', 'late', (pool: Pool) => pool.run('loop', null)],
  ['that waits for ever', 'late', (pool: Pool) => pool.run('wait', null)],
  ['that fills the memory', 'memory', (pool: Pool) => pool.run('hoard', null)],
  ['that ends its thread', 'crashed', (pool: Pool) => pool.run('exit', 3)],
  ['whose error nobody catches', 'crashed', (pool: Pool) => pool.run('failLater', null)],
])('a task %s fails alone: %s', async (_name, reason, run) => {
  // Filling the memory takes longer than the others may: they stop at the deadline, it must not.
  const pool = open({ threads: 1, memoryMb: 16, deadlineMs: reason === 'late' ? 100 : 60_000 });
  expect(await reasonOf(run(pool))).toBe(reason);
  expect(await unlessLate(() => reasonOf(pool.run('echo', 'next')))).toBe('next');
});

/** A machine may be so slow that the deadline is too short for anything now and then. */
async function unlessLate(attempt: () => Promise<unknown>): Promise<unknown> {
  const got = await attempt();
  return got === 'late' ? unlessLate(attempt) : got;
}

test('what waited behind a task that killed its thread runs in the next one', async () => {
  const pool = open({ threads: 1 });
  const failing = reasonOf(pool.run('exit', 1));
  await expect(pool.run('echo', 'next')).resolves.toBe('next');
  expect(await failing).toBe('crashed');
});

test('what cannot be cloned is refused on either side, and the thread goes on', async () => {
  const pool = open({ threads: 1 });
  const first = await pool.run('threadId', null);
  await expect(pool.run('echo', () => 1)).rejects.toThrow('could not be cloned');
  await expect(pool.run('unclonable', null)).rejects.toThrow('could not be cloned');
  await expect(pool.run('threadId', null)).resolves.toBe(first);
});

test('a task that the thread does not know fails', async () => {
  const pool = open() as ThreadPool<{ readonly unheard: (nothing: null) => void }>;
  await expect(pool.run('unheard', null)).rejects.toThrow('unheard');
});

test('tasks run at the same time, each in a thread of its own', async () => {
  const pool = open({ threads: 2 });
  const at = { shared: new SharedArrayBuffer(4), count: 2 };
  const ids = await Promise.all([pool.run('meet', at), pool.run('meet', at)]);
  expect(new Set(ids).size).toBe(2);
});

test('a further thread is started only for what has waited long enough', async () => {
  const patient = open({ threads: 2, patienceMs: 3_600_000 });
  const one = await Promise.all(Array.from({ length: 20 }, () => patient.run('threadId', null)));
  expect(new Set(one).size).toBe(1);
  const hasty = open({ threads: 2, patienceMs: 0 });
  const at = { shared: new SharedArrayBuffer(4), count: 2 };
  const two = await Promise.all([hasty.run('meet', at), hasty.run('meet', at)]);
  expect(new Set(two).size).toBe(2);
});

test('no more threads are started than there may be', async () => {
  const pool = open({ threads: 2, patienceMs: 0 });
  const ids = await Promise.all(Array.from({ length: 20 }, () => pool.run('threadId', null)));
  expect(new Set(ids).size).toBeLessThanOrEqual(2);
});

test('a buffer that is handed over is gone here and whole there', async () => {
  const bytes = new Uint8Array(1000);
  await expect(open().run('lengthOf', bytes, [bytes.buffer])).resolves.toBe(1000);
  expect(bytes.byteLength).toBe(0);
});

test('only so many tasks may wait', async () => {
  const pool = open({ threads: 1, waiting: 2 });
  const running = reasonOf(pool.run('wait', null));
  const waiting = [reasonOf(pool.run('wait', null)), reasonOf(pool.run('wait', null))];
  expect(await reasonOf(pool.run('echo', 1))).toBe('full');
  await pool.close();
  expect(await Promise.all([running, ...waiting])).toEqual(['closed', 'closed', 'closed']);
});

test('a pool that is closed takes nothing more', async () => {
  const pool = open();
  await pool.run('echo', 1);
  await pool.close();
  expect(await reasonOf(pool.run('echo', 1))).toBe('closed');
});

test('a thread without work is ended, and another started when there is work', async () => {
  const pool = open({ threads: 1, idleMs: 1 });
  const first = await pool.run('threadId', null);
  let next = first;
  while (next === first) {
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
    next = await pool.run('threadId', null);
  }
  expect(next).not.toBe(first);
});

test('a module that cannot be loaded fails every task, not the process', async () => {
  const pool = open({ entry: new URL('no-such-file.js', import.meta.url) });
  const reasons = await Promise.all([reasonOf(pool.run('echo', 1)), reasonOf(pool.run('echo', 2))]);
  expect(reasons).toEqual(['crashed', 'crashed']);
});
