/*
 * A copy of the programs in a place that others may be able to write to, such as /var/tmp. It is used again only if it
 * belongs to this very user, nobody else may write to it, and it is whole: another user cannot plant programs there.
 */
import { constants } from 'node:fs';
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf } from '../errors.ts';
import type { BinaryPackage } from './binaries.ts';
import { ownIdentity } from './child.ts';
import { codeOf } from './error-code.ts';

/** Where the copy is, and whether it was made just now; or why there is none. */
export type Copy =
  | { readonly native: string; readonly made: boolean }
  | { readonly native: undefined; readonly refusal: string };

/** Left out: static libraries and headers, which nothing loads. */
const UNUSED = /(^|\/)(include|pkgconfig)(\/|$)|\.a$/;

/** Finds or makes the copy of a package below `place`. Never throws: a place that does not do is a refusal. */
export async function copyBinaries(source: BinaryPackage, place: string): Promise<Copy> {
  const target = join(
    place,
    `flagbearer-postgres-${source.version}-${process.platform}-${process.arch}`,
  );
  try {
    const files = await listFiles(source.native);
    const state = await inspect(target, files);
    if (state === 'whole') return { native: join(target, 'native'), made: false };
    if (state === 'foreign') return refused(`${target} belongs to somebody else`);
    const fresh = await mkdtemp(`${target}.new-`);
    await copyInto(source.native, join(fresh, 'native'), files);
    await chmod(fresh, 0o755);
    if (state === 'broken') await moveAside(target, `${fresh}.old`);
    await putInPlace(fresh, target);
    return (await inspect(target, files)) === 'whole'
      ? { native: join(target, 'native'), made: true }
      : refused(`${target} is not whole`);
  } catch (error) {
    return refused(messageOf(error));
  }
}

type Listed = { readonly path: string; readonly size: number; readonly executable: boolean };

async function listFiles(root: string): Promise<Listed[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files: Listed[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1);
    if (!entry.isFile() || UNUSED.test(path)) continue;
    const { size, mode } = await stat(join(root, path));
    files.push({ path, size, executable: (mode & 0o100) !== 0 });
  }
  return files;
}

async function inspect(target: string, files: readonly Listed[]) {
  const found = await lstat(target).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return 'missing';
  const safe = found.isDirectory() && found.uid === ownIdentity().uid && (found.mode & 0o022) === 0;
  if (!safe) return 'foreign';
  for (const { path, size } of files) {
    const copied = await stat(join(target, 'native', path)).catch(() => undefined);
    if (copied?.size !== size) return 'broken';
  }
  return 'whole';
}

/** Modes are set, not copied: an umask of 077 at install time would shut the server's user out. */
async function copyInto(from: string, to: string, files: readonly Listed[]): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(join(to, path))));
  for (const folder of folders) await makeOpenFolder(folder, dirname(to));
  for (const { path, executable } of files) {
    await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
    await chmod(join(to, path), executable ? 0o755 : 0o644);
  }
}

async function makeOpenFolder(folder: string, top: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let path = folder; path !== top; path = dirname(path)) await chmod(path, 0o755);
}

/** A server may be running from a copy that lost files to a cleaner of old files: it keeps those it has open. */
async function moveAside(target: string, old: string): Promise<void> {
  await rename(target, old).catch(() => undefined);
  await rm(old, { recursive: true, force: true });
}

/** Another process may have been faster: then its copy is used. */
async function putInPlace(fresh: string, target: string): Promise<void> {
  await rename(fresh, target).catch(() => undefined);
  await rm(fresh, { recursive: true, force: true });
}

function refused(refusal: string): Copy {
  return { native: undefined, refusal };
}
