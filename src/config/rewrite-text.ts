import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { messageOf, SetupError } from '../errors.ts';
import { shortPath } from './read-text.ts';

/**
 * Rewrites a UTF-8 text file at once: whoever reads it meanwhile gets the old text or the new one. `edit` gets the text as
 * it is, its byte order mark and line ends included, and is asked again where somebody else wrote meanwhile.
 * False when the text stays the same. Throws what `edit` throws, and SetupError when the file cannot be written.
 */
export async function rewriteText(
  folder: string,
  name: string,
  edit: (text: string, shown: string) => string,
): Promise<boolean> {
  const shown = shortPath(join(folder, name));
  // A link stays a link.
  const path = await realpath(join(folder, name)).catch((error: unknown) => {
    throw cannotWrite(shown, error);
  });
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const { before, text } = await read(path).catch((error: unknown) => {
      throw cannotWrite(shown, error);
    });
    const edited = edit(text, shown);
    if (edited === text) return false;
    const written = await replace(path, before, edited).catch((error: unknown) => {
      throw cannotWrite(shown, error);
    });
    if (written) return true;
  }
  throw cannotWrite(shown, new Error('somebody else keeps changing it'));
}

const MOST_ATTEMPTS = 5;

async function read(path: string): Promise<{ readonly before: Buffer; readonly text: string }> {
  const before = await readFile(path);
  return {
    before,
    text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(before),
  };
}

/** False when the file no longer holds what it did before. */
async function replace(path: string, before: Buffer, text: string): Promise<boolean> {
  const { mode } = await stat(path);
  const draft = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!before.equals(await readFile(path))) return false;
    await rename(draft, path);
    return true;
  } finally {
    await rm(draft, { force: true });
  }
}

function cannotWrite(shown: string, error: unknown): SetupError {
  return new SetupError(
    `${shown} cannot be written: ${messageOf(error)}`,
    `Make ${shown} and its folder writable for this user, or change it by hand.`,
    { cause: error },
  );
}
