/*
 * The data folder: who owns it, and how the server's user reaches it.
 *
 *   <folder>/                 0700, the server's user
 *     cluster/                the database itself, PGDATA
 *     cluster.new-XXXXXX/     an initdb under way (cluster.ts)
 *     owners.XXXXXX           the FIFO every owner holds open (owners.ts), with welcomed.XXXXXX beside it
 *     starting                the lock (lock.ts)
 *     postgres.log            the server's log, and postgres.log.1 before it
 *     flagbearer-postgres-…/  a copy of the programs, only if those in node_modules cannot be used (binaries.ts)
 *     .s.PGSQL.5432           the socket, unless its path is too long (socket.ts)
 *
 * Started by root below a closed home, say /root, the server's user cannot walk to the folder by name. It need not:
 * a child inherits its working directory, and /proc/self/cwd names that without passing through the parents. So the
 * data stays where it was asked for. Where even that fails (no /proc, a network home that squashes root) the folder
 * is replaced by one in /var/lib that is named after it, and the log says so.
 */
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { messageOf, SetupError } from '../errors.ts';
import { type Identity, run } from './child.ts';
import { codeOf } from './error-code.ts';
import { identityFor } from './identity.ts';

/** A folder the server's user can read, write and run in. All paths are absolute and real. */
export type DataFolder = {
  readonly path: string;
  readonly cluster: string;
  readonly identity: Identity;
  /** What to call the working directory in a child's arguments: a name its user can follow. */
  readonly nameOf: (workingDirectory: string) => string;
};

const OURS =
  /^(cluster|cluster\.new-.*|owners\..*|welcomed\..*|starting|postgres\.log.*|flagbearer-postgres-.*)$/;
const IGNORED = /^(lost\+found|\.DS_Store)$/;

/** Makes or opens the data folder at `folder`. Throws a SetupError when it cannot be used. */
export async function openDataFolder(folder: string, log: Logger): Promise<DataFolder> {
  const wanted = await prepare(resolve(folder));
  const opened = await makeUsable(wanted);
  if (opened !== undefined) return opened;
  if (wanted.identity.borrowed) {
    const substitute = await makeUsable(await prepare(substituteFor(wanted.path)));
    if (substitute !== undefined) {
      log.warn(
        { folder: wanted.path, used: substitute.path },
        'the data folder is closed to the user the database runs as: another one is used',
      );
      return substitute;
    }
  }
  throw unusable(wanted.path, `user ${wanted.identity.uid} cannot write there`);
}

/** Where the database goes if its user cannot work in `path`: outside every home, and the same at each start. */
export function substituteFor(path: string): string {
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 12);
  return join('/var/lib', `flagbearer-${hash}`);
}

type Prepared = Omit<DataFolder, 'nameOf'>;

async function prepare(wanted: string): Promise<Prepared> {
  try {
    const path = await makeFolder(wanted);
    const cluster = join(path, 'cluster');
    const identity = await identityFor(cluster);
    await own(path, identity);
    return { path, cluster, identity };
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw unusable(wanted, messageOf(error), error);
  }
}

async function makeFolder(wanted: string): Promise<string> {
  await mkdir(dirname(wanted), { recursive: true });
  try {
    await mkdir(wanted, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  return realpath(wanted);
}

/** Gives the folder to the server's user and to nobody else, unless it holds other people's things. */
async function own(path: string, identity: Identity): Promise<void> {
  const { uid, mode } = await stat(path);
  if (uid !== identity.uid || (mode & 0o077) !== 0) {
    const entries = (await readdir(path)).filter((entry) => !IGNORED.test(entry));
    if (entries.length > 0 && !entries.some((entry) => OURS.test(entry))) {
      throw new SetupError(
        `the data folder ${path} holds other things, such as ${entries[0]}`,
        'name a folder that is empty or does not exist',
      );
    }
  }
  if (identity.borrowed && uid !== identity.uid) await chown(path, identity.uid, identity.gid);
  if ((mode & 0o077) !== 0 && (identity.borrowed || uid === identity.uid)) await chmod(path, 0o700);
}

/** Settles how the server's user calls its working directory. Nothing is guessed from modes: he tries it. */
async function makeUsable(data: Prepared): Promise<DataFolder | undefined> {
  const { path, identity } = data;
  for (const nameOf of [byPath, byProcess]) {
    const probe = 'test -r "$0" && test -w "$0" && test -x "$0/."';
    const { ok } = await run('/bin/sh', ['-c', probe, nameOf(path)], { identity, cwd: path });
    if (ok) return { ...data, nameOf };
  }
  return undefined;
}

function byPath(workingDirectory: string): string {
  return workingDirectory;
}

function byProcess(): string {
  return '/proc/self/cwd';
}

function unusable(path: string, why: string, cause?: unknown): SetupError {
  const full = codeOf(cause) === 'ENOSPC';
  return new SetupError(
    `the embedded database cannot use the folder ${path}: ${why}`,
    full
      ? `free some space on the disk of ${path}`
      : `make ${basename(path)} writable for this user, name another folder, or set DATABASE_URL to a PostgreSQL 13+ server`,
    { cause },
  );
}
