import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isAlive, signatureOf } from '../../src/embedded/alive.ts';
import { withLock } from '../../src/embedded/lock.ts';
import { SetupError } from '../../src/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

let locks = 0;
function newLock(patienceMs = 10_000): { path: string; patienceMs: number } {
  locks += 1;
  return { path: join(folder, `lock-${locks}`), patienceMs };
}

/** A pid that belonged to a process which has ended. */
async function deadPid(): Promise<number> {
  const child = spawn('true');
  await once(child, 'exit');
  return child.pid ?? 0;
}

describe('the lock', () => {
  test('lets one in at a time', async () => {
    const lock = newLock();
    let inside = 0;
    const most: number[] = [];
    const work = async (): Promise<void> => {
      inside += 1;
      most.push(inside);
      await sleep(5);
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withLock(lock, work)));
    expect(most).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('hands back what the work returns, and is free again', async () => {
    const lock = newLock();
    expect(await withLock(lock, () => Promise.resolve(7))).toBe(7);
    expect(() => readlinkSync(lock.path)).toThrow('ENOENT');
  });

  test('is free again after work that failed', async () => {
    const lock = newLock();
    const failing = withLock(lock, () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    expect(await withLock(lock, () => Promise.resolve(1))).toBe(1);
  });

  test('is not taken from a live process, which the error names', async () => {
    const lock = newLock(100);
    const child = spawn('sleep', ['60']);
    const holder = `${child.pid}:${await signatureOf(child.pid ?? 0)}:x`;
    symlinkSync(holder, lock.path);
    const attempt = withLock(lock, () => Promise.resolve());
    await expect(attempt).rejects.toThrow(SetupError);
    await expect(attempt).rejects.toThrow(`process ${child.pid} `);
    expect(readlinkSync(lock.path)).toBe(holder);
    child.kill();
    await once(child, 'exit');
    expect(await withLock(lock, () => Promise.resolve('free'))).toBe('free');
  });

  test.each([
    ['a dead process', async () => `${await deadPid()}:123:x`],
    ['a dead process whose pid is another’s now', () => `${process.pid}:1:x`],
    ['nobody that can be read', () => 'nonsense'],
  ])('left by %s is no obstacle', async (_whom, holder) => {
    const lock = newLock(100);
    symlinkSync(await holder(), lock.path);
    expect(await withLock(lock, () => Promise.resolve('in'))).toBe('in');
  });
});

describe('a process is alive', () => {
  test('with the signature it was seen with', async () => {
    expect(await isAlive(process.pid, await signatureOf(process.pid))).toBe(true);
  });

  test('if its signature could not be learned', async () => {
    expect(await isAlive(process.pid, 'unknown')).toBe(true);
  });

  test.each([0, -1, Number.NaN, 1.5, 2 ** 40])('never with the pid %p', async (pid) => {
    expect(await isAlive(pid, 'unknown')).toBe(false);
  });
});
