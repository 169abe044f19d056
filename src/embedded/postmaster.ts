/*
 * Postgres's own lock file, cluster/postmaster.pid, which keeps a second server off the same files. Its lines
 * (PostgreSQL sources, src/include/utils/pidfile.h): 1 pid, 5 socket folder, 8 status.
 */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../errors.ts';
import { exists } from './alive.ts';
import { ownIdentity, run } from './child.ts';
import type { DataFolder } from './folder.ts';

/** What a server says of itself. It may be dead: the file outlives a kill. */
export type Postmaster = {
  readonly pid: number;
  readonly socketFolder: string;
  readonly ready: boolean;
};

/** A pid no system gives out: Linux stops at 2^22, macOS at 99999. */
const NOBODYS_PID = 2_147_483_646;
const POLL_MS = 50;

/** Reads the lock file; undefined when there is none, or not all of it yet. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  const lines = readLines(cluster);
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || lines.length < 5) return undefined;
  return { pid, socketFolder: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/**
 * Waits until no server runs on this cluster. A lock file whose pid now belongs to another program would keep Postgres
 * from starting for ever; the pid in it is overwritten, and the rest is kept, since Postgres finds in it whether
 * children of the dead server still use its memory.
 * Throws a SetupError when a server is still there after `patienceMs`: one that lost its watchdog.
 */
export async function awaitNoPostmaster(
  { cluster }: Pick<DataFolder, 'cluster'>,
  patienceMs: number,
): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const pid = Number(readLines(cluster)[0]);
    if (!Number.isSafeInteger(pid) || pid <= 0 || !exists(pid)) return;
    if (!(await serves(pid, cluster))) return disown(cluster);
    if (performance.now() > deadline) throw unattended(cluster, pid);
    await sleep(POLL_MS);
  }
}

async function serves(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') {
    const place = { identity: ownIdentity(), cwd: '/' };
    return (await run('ps', ['-o', 'comm=', '-p', String(pid)], place)).output.includes('postgres');
  }
  try {
    const [its, ours] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)];
    return its.ino === ours.ino && its.dev === ours.dev;
  } catch {
    return false; // It is gone, or somebody else's.
  }
}

function disown(cluster: string): void {
  const [, ...rest] = readLines(cluster);
  writeFileSync(join(cluster, 'postmaster.pid'), [NOBODYS_PID, ...rest].join('\n'));
}

function readLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function unattended(cluster: string, pid: number): SetupError {
  return new SetupError(
    `a Postgres server (process ${pid}) that Flagbearer does not look after runs on ${cluster}`,
    `end it with: kill -INT ${pid}`,
  );
}
