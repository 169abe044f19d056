/*
 * The database files. initdb works under a temporary name and the result is renamed, so that a cluster is whole or
 * absent: a kill in between leaves a folder, named after its process, that the next start removes. Of two processes that get here at the same
 * time one renames first, and the other takes the first one's cluster.
 */
import { readFileSync } from 'node:fs';
import { chown, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../errors.ts';
import { exists } from './alive.ts';
import type { Binaries } from './binaries.ts';
import { run } from './child.ts';
import { codeOf } from './error-code.ts';
import type { DataFolder } from './folder.ts';

/** The superuser. Trusted without a password: the folder, mode 0700, decides who may connect. */
export const USER = 'postgres';
/** The database of initdb's own making is used, so that no second step is there to be left undone. */
export const DATABASE = 'postgres';

const TEMPORARY = 'cluster.new-';

/** Makes the cluster if there is none; says whether it did. Throws a SetupError. Call it under the lock. */
export async function ensureCluster(data: DataFolder, binaries: Binaries): Promise<boolean> {
  if (existingMajor(data, binaries.major) !== undefined) return false;
  await removeLeftovers(data.path);
  const temporary = await mkdtemp(join(data.path, `${TEMPORARY}${process.pid}-`));
  try {
    if (data.identity.borrowed) await chown(temporary, data.identity.uid, data.identity.gid);
    await initialise(temporary, data, binaries);
    return await publish(temporary, data);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function existingMajor({ cluster }: DataFolder, wanted: string): string | undefined {
  try {
    const major = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
    if (major === wanted) return major;
    throw new SetupError(
      `the database in ${cluster} was made by PostgreSQL ${major}, and this is PostgreSQL ${wanted}`,
      `move ${cluster} away to start with an empty database, or carry its content over with pg_dump of version ${major}`,
    );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function initialise(
  temporary: string,
  data: DataFolder,
  { initdb }: Binaries,
): Promise<void> {
  const args = [
    '--no-instructions',
    `--pgdata=${data.nameOf(temporary)}`,
    `--username=${USER}`,
    '--auth=trust',
    '--encoding=UTF8',
    // Built in: the system need not have a single locale installed.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    // One call for the thousand new files; only Linux has it.
    ...(process.platform === 'linux' ? ['--sync-method=syncfs'] : []),
  ];
  const { ok, output } = await run(initdb, args, { identity: data.identity, cwd: temporary });
  if (ok) return;
  const last = output.split('\n').slice(-6).join('\n');
  throw new SetupError(
    `the embedded database could not be made in ${data.path}:\n${last}`,
    /No space left|Disk quota exceeded/.test(output)
      ? `free at least 100 MB on the disk of ${data.path}`
      : 'put right what initdb complains of, or set DATABASE_URL to a PostgreSQL 13+ server',
  );
}

async function publish(temporary: string, { path, cluster }: DataFolder): Promise<boolean> {
  try {
    await rename(temporary, cluster);
  } catch (error) {
    if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
    return false; // Another process was faster: its cluster is as good.
  }
  // A rename lost in a power cut would leave a cluster that looks like a leftover.
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
  return true;
}

async function removeLeftovers(path: string): Promise<void> {
  const leftovers = (await readdir(path)).filter((entry) => entry.startsWith(TEMPORARY));
  for (const entry of leftovers) {
    if (exists(Number(entry.slice(TEMPORARY.length).split('-')[0]))) continue;
    // An initdb whose parent was killed may still be writing there.
    await rm(join(path, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}
