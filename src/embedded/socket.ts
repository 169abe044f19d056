/*
 * Where the server listens. The path of a unix socket has room for 103 bytes on macOS and 107 on Linux, so the socket
 * is in the data folder if its path fits, and else in a new private folder with a short name. Its name is random:
 * nobody can make it beforehand. Others find it through postmaster.pid, and the watchdog removes it.
 */
import { chown, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SetupError, messageOf } from '../errors.ts';
import type { DataFolder } from './folder.ts';
import { run } from './child.ts';

/** The socket's name says 5432 although no port is opened. */
export const PORT = 5432;

const LONGEST_PATH = 103;
/** Postgres reads its setting as a list with commas and quotes: only names that need none. */
const PLAIN = /^\/[\w./-]*$/;

/** The setting for the server: the data folder as seen from the cluster, or a folder that must be removed afterwards. */
export async function makeSocketFolder(
  data: Pick<DataFolder, 'path' | 'identity'>,
): Promise<{ readonly setting: string; readonly temporary: string | undefined }> {
  if (fits(data.path)) return { setting: '..', temporary: undefined };
  const refusals: string[] = [];
  for (const place of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    if (!PLAIN.test(place) || !fits(join(place, 'flagbearer-XXXXXX'))) continue;
    try {
      const temporary = await mkdtemp(join(place, 'flagbearer-'));
      await giveAway(temporary, data);
      return { setting: temporary, temporary };
    } catch (error) {
      refusals.push(messageOf(error));
    }
  }
  throw new SetupError(
    `the path ${data.path} is too long for a socket, and no short folder can be made: ${refusals.join('; ')}`,
    'name a data folder with a shorter path',
  );
}

/** The folder to connect to, from the one the server names. */
export function socketFolder(cluster: string, named: string): string {
  return resolve(cluster, named);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST_PATH;
}

async function giveAway(folder: string, { identity }: Pick<DataFolder, 'identity'>): Promise<void> {
  if (!identity.borrowed) return;
  await chown(folder, identity.uid, identity.gid);
  const { ok } = await run('/bin/sh', ['-c', 'test -w "$0"', folder], { identity, cwd: '/' });
  if (!ok) throw new Error(`user ${identity.uid} cannot reach ${folder}`);
}
