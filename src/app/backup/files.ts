import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { messageOf, SetupError, UsageError } from '../../errors.ts';

/**
 * Writes a file that only its owner may read, and that is there whole or not at all: under a name of its own until all of it is on
 * the disk. A file that is there already stays, unless `force`. Throws UsageError where no such file can be made.
 */
export async function writeWhole<T>(
  path: string,
  { force }: { readonly force: boolean },
  write: (to: Writable) => Promise<T>,
): Promise<T> {
  await refuseOccupied(path, force);
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  await createDraft(draft).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be written: ${messageOf(error)}`);
  });
  const stream = createWriteStream(draft, { flags: 'r+' });
  try {
    const result = await write(stream);
    await sync(draft);
    await refuseOccupied(path, force);
    await rename(draft, path);
    await sync(dirname(path));
    return result;
  } catch (error) {
    stream.destroy();
    await rm(draft, { force: true });
    throw isFull(error)
      ? new SetupError(
          `${path} cannot be written: ${messageOf(error)}`,
          'Free some space, or name a file on another disk.',
        )
      : error;
  }
}

async function createDraft(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.close();
}

/** Makes sure that a file, or the names in a folder, outlast a power cut. */
async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function refuseOccupied(path: string, force: boolean): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return;
  if (!found.isFile()) {
    throw new UsageError(
      `${path} is there and no ordinary file; for a pipe or a device use - and >`,
    );
  }
  if (!force) throw new UsageError(`${path} is there already; name another file, or add --force`);
}

function isFull(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code))
  );
}

/** The unzipped bytes of a backup: of a file, or of standard input for `-`. Reading throws UsageError where there is no such file. */
export async function* readBackup(file: string): AsyncGenerator<Buffer> {
  const zipped: Readable = file === '-' ? process.stdin : createReadStream(file);
  const content = createGunzip();
  // Not `pipeline`: of what went wrong first, it tells the second.
  zipped.on('error', (error) => {
    content.destroy(new UsageError(`${file} cannot be read: ${messageOf(error)}`));
  });
  zipped.pipe(content);
  try {
    for await (const chunk of content) yield Buffer.from(chunk);
  } finally {
    zipped.destroy();
  }
}
