/*
 * One process at a time starts, joins or leaves the server of a folder. The lock is a symbolic link: made in one step
 * with its content, which names the holder as pid and start time, so that a pid used again is not taken for it.
 *
 * A lock whose holder is dead is removed. Two processes may do so at the same instant, and then both might hold it.
 * That costs work and nothing else: what must never happen twice is guarded by Postgres's own postmaster.pid and by
 * renames (cluster.ts), not by this.
 */
import { readlinkSync, symlinkSync, unlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { SetupError } from '../errors.ts';
import { isAlive, signatureOf } from './alive.ts';
import { codeOf } from './error-code.ts';

const POLL_MS = 15;

/** Takes the lock at `path`, runs `work`, lets go. Throws a SetupError when a live process keeps it for `patienceMs`. */
export async function withLock<Result>(
  { path, patienceMs }: { readonly path: string; readonly patienceMs: number },
  work: () => Promise<Result>,
): Promise<Result> {
  const holder = `${process.pid}:${await signatureOf(process.pid)}:${randomBytes(6).toString('hex')}`;
  await take(path, holder, performance.now() + patienceMs);
  try {
    return await work();
  } finally {
    if (readHolder(path) === holder) removeIfThere(path);
  }
}

async function take(path: string, holder: string, deadline: number): Promise<void> {
  while (!tryLink(path, holder)) {
    const other = readHolder(path);
    if (other === undefined) continue;
    if (!(await holderIsAlive(other))) {
      if (readHolder(path) === other) removeIfThere(path);
      continue;
    }
    if (performance.now() > deadline) throw stuck(path, other);
    await sleep(POLL_MS);
  }
}

function tryLink(path: string, holder: string): boolean {
  try {
    symlinkSync(holder, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function holderIsAlive(holder: string): Promise<boolean> {
  const [pid = '', signature = ''] = holder.split(':');
  return isAlive(Number(pid), signature);
}

function readHolder(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

function stuck(path: string, holder: string): SetupError {
  const pid = holder.split(':')[0];
  return new SetupError(
    `process ${pid} has been starting or stopping the embedded database for too long (lock ${path})`,
    `wait for process ${pid}, or end it if it hangs`,
  );
}
