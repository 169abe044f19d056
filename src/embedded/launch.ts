/*
 * Starts a server on a cluster and waits until it answers.
 */
import type { ChildProcess } from 'node:child_process';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { messageOf, SetupError } from '../errors.ts';
import type { Binaries } from './binaries.ts';
import { type Connection, connectionTo } from './connection.ts';
import type { DataFolder } from './folder.ts';
import { createOwners, type Ownership } from './owners.ts';
import { readPostmaster } from './postmaster.ts';
import { openServerLog, type ServerLog, tailOf } from './server-log.ts';
import { makeSocketFolder } from './socket.ts';
import { startWatchdog } from './watchdog.ts';

/** A running server that this process owns a share of. */
export type Running = { readonly ownership: Ownership; readonly connection: Connection };

/** What became of a launch. */
export type Launched =
  | { readonly kind: 'running'; readonly running: Running }
  | { readonly kind: 'taken'; readonly error: SetupError };

const POLL_MS = 10;
const SLOW_MS = 10_000;

/** Fixed here, not in postgresql.conf, so that a new version of Flagbearer can change them. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  cluster_name: 'flagbearer',
  shared_buffers: '16MB',
  max_connections: '60',
  max_wal_size: '256MB',
  fsync: 'on',
  // Background processes that a server for one machine does not need: three for I/O, one for replication.
  io_method: 'sync',
  max_logical_replication_workers: '0',
  log_checkpoints: 'off',
};

/**
 * Starts the server. `taken` when another server still has the cluster: join that one, or try again when it is gone.
 * Throws a SetupError with the end of the server's log when it does not come up.
 */
export async function launch(data: DataFolder, binaries: Binaries, log: Logger): Promise<Launched> {
  const serverLog = openServerLog(data);
  const sockets = await makeSocketFolder(data);
  const { ownership, readEnd } = await createOwners(data);
  const watchdog = startWatchdog(data, {
    command: commandFor(data, binaries, sockets.setting),
    ownership,
    readEnd,
    logFile: serverLog.file,
    temporarySocketFolder: sockets.temporary,
  });
  const end = endOf(watchdog);
  closeSync(readEnd);
  closeSync(serverLog.file);
  const connection = await untilReady(data, () => end.why !== undefined, log);
  if (connection !== undefined) return { kind: 'running', running: { ownership, connection } };
  closeSync(ownership.writeEnd);
  const tail = tailOf(serverLog);
  const error = notStarted(data, serverLog, tail === '' ? (end.why ?? '') : tail);
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(tail)) {
    return { kind: 'taken', error };
  }
  throw error;
}

/** The connection once the server answers, undefined when it is gone. Waits as long as it lives: recovery takes time. */
export async function untilReady(
  { cluster }: DataFolder,
  isGone: () => boolean,
  log: Logger,
): Promise<Connection | undefined> {
  const slowAfter = performance.now() + SLOW_MS;
  let told = false;
  while (!isGone()) {
    const postmaster = readPostmaster(cluster);
    if (postmaster?.ready === true) {
      const connection = connectionTo(cluster, postmaster);
      if (await answers(connection)) return connection;
    }
    if (!told && performance.now() > slowAfter) {
      told = true;
      log.info({ cluster }, 'embedded database is taking long, perhaps to recover');
    }
    await sleep(POLL_MS);
  }
  return undefined;
}

function commandFor(data: DataFolder, { postgres }: Binaries, socketSetting: string): string[] {
  const settings = { ...SETTINGS, unix_socket_directories: socketSetting };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [postgres, '-D', data.nameOf(data.cluster), ...options];
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // A server that goes away right now is asked again.
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function endOf(watchdog: ChildProcess): { readonly why: string | undefined } {
  const end: { why: string | undefined } = { why: undefined };
  watchdog.once('exit', (code, signal) => {
    end.why = `it ended with ${signal ?? `code ${code}`}`;
  });
  watchdog.once('error', (error) => {
    end.why = messageOf(error);
  });
  return end;
}

function notStarted({ path }: DataFolder, serverLog: ServerLog, tail: string): SetupError {
  return new SetupError(
    `the embedded database in ${path} does not start:\n${tail}`,
    /No space left|Disk quota exceeded/.test(tail)
      ? `free some space on the disk of ${path}`
      : `see ${serverLog.path}; or set DATABASE_URL to a PostgreSQL 13+ server`,
  );
}
