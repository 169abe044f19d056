/*
 * The private PostgreSQL server that a bare clone runs on: a child process on a unix socket in the data folder. Any
 * number of processes share it, and it ends with the last of them, however they end. How:
 *
 *   folder.ts    the data folder, and which user it belongs to (identity.ts)
 *   binaries.ts  the programs, from npm
 *   lock.ts      one process at a time starts, joins or leaves
 *   owners.ts    who keeps the server running
 *   cluster.ts   initdb
 *   launch.ts    the server itself, started by its watchdog.ts
 *   keep-running.ts  starts it again when it has crashed
 */
import { closeSync } from 'node:fs';
import { join as joinPath } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';
import { findBinaries } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { type Connection, connectionStringOf } from './connection.ts';
import { type DataFolder, openDataFolder } from './folder.ts';
import { keepRunning } from './keep-running.ts';
import { launch, type Running, untilReady } from './launch.ts';
import { withLock } from './lock.ts';
import { isWatched, joinOwners, leaveOwners, type Ownership } from './owners.ts';
import { awaitNoPostmaster } from './postmaster.ts';

/** A share in a running server. */
export type EmbeddedServer = {
  /** A pg connection config (no TCP). */
  readonly connection: Connection;
  readonly connectionString: string;
  /** True when another process had started it. */
  readonly shared: boolean;
  /** Lets go of the server; it stops when its last owner has let go or died. Resolves when ours is done. */
  readonly stop: () => Promise<void>;
};

type Share = Running & { readonly shared: boolean };

const LOCK_PATIENCE_MS = 300_000;
const SHUTDOWN_PATIENCE_MS = 60_000;
const UNATTENDED_PATIENCE_MS = 20_000;
const RETRY_MS = 100;
const POLL_MS = 10;

/** Starts the server of a data folder, or shares the one that runs there. Throws a SetupError. */
export async function startEmbedded(options: {
  readonly folder: string;
  readonly log: Logger;
}): Promise<EmbeddedServer> {
  const started = performance.now();
  const { log } = options;
  const data = await openDataFolder(options.folder, log);
  const own = (): Promise<Share> => withLock(lockOf(data), () => obtain(data, log));
  const share = await own();
  const { connection, shared } = share;
  const kept = keepRunning(share, own, log);
  const ms = Math.round(performance.now() - started);
  log.info({ folder: data.path, shared, ms }, 'embedded database ready');
  let stopped: Promise<void> | undefined;
  return {
    connection,
    connectionString: connectionStringOf(connection),
    shared,
    stop: () => (stopped ??= kept.release().then(({ ownership }) => letGo(data, ownership, log))),
  };
}

/** Joins the server that runs, or starts one; again if another process was faster or the running one just ended. */
async function obtain(data: DataFolder, log: Logger): Promise<Share> {
  const deadline = performance.now() + SHUTDOWN_PATIENCE_MS;
  for (;;) {
    const joined = await join(data, log);
    if (joined !== undefined) return { ...joined, shared: true };
    await awaitNoPostmaster(data, UNATTENDED_PATIENCE_MS);
    const binaries = await findBinaries(data, log);
    if (await ensureCluster(data, binaries)) log.info({ folder: data.path }, 'database made');
    const launched = await launch(data, binaries, log);
    if (launched.kind === 'running') return { ...launched.running, shared: false };
    if (performance.now() > deadline) throw launched.error;
    await sleep(RETRY_MS);
  }
}

async function join(data: DataFolder, log: Logger): Promise<Running | undefined> {
  const ownership = await joinOwners(data.path, SHUTDOWN_PATIENCE_MS);
  if (ownership === undefined) return undefined;
  const connection = await untilReady(data, () => !isWatched(ownership), log);
  if (connection !== undefined) return { ownership, connection };
  closeSync(ownership.writeEnd);
  return undefined;
}

/** A share that cannot be given back in order, say because the folder is gone, is dropped. */
async function letGo(data: DataFolder, ownership: Ownership, log: Logger): Promise<void> {
  let left = false;
  try {
    await withLock(lockOf(data), async () => {
      left = true;
      if (leaveOwners(ownership) === 'last') await untilGone(data, ownership, log);
    });
  } catch (error) {
    log.warn(
      { folder: data.path, reason: messageOf(error) },
      'embedded database let go out of turn',
    );
    if (!left) closeSync(ownership.writeEnd);
  }
}

async function untilGone(data: DataFolder, ownership: Ownership, log: Logger): Promise<void> {
  const deadline = performance.now() + SHUTDOWN_PATIENCE_MS;
  while (isWatched(ownership)) {
    if (performance.now() > deadline) {
      log.warn({ folder: data.path }, 'embedded database is still shutting down');
      return;
    }
    await sleep(POLL_MS);
  }
}

function lockOf({ path }: DataFolder): { readonly path: string; readonly patienceMs: number } {
  return { path: joinPath(path, 'starting'), patienceMs: LOCK_PATIENCE_MS };
}
