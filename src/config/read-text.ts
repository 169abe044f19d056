import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { messageOf, SetupError } from '../errors.ts';
import type { Problem } from './error.ts';

/** A text file as it was read. */
export type TextFile = {
  /** Below the folder it was looked for in, with `/`. */
  readonly name: string;
  /** As people see it: relative to the working directory where that is shorter. */
  readonly shown: string;
  /** Without byte order mark; lines end with `\n`. */
  readonly text: string;
  /** Why the text cannot be used; null when it can. */
  readonly problem: Problem | null;
};

/** Files larger than this are not read; the largest text of a configuration has a tenth of it. In bytes. */
const LARGEST = 4_000_000;

/** Reads a UTF-8 text; what is wrong with its bytes comes as `problem`. Throws SetupError when it cannot be opened. */
export async function readText(folder: string, name: string): Promise<TextFile> {
  const path = join(folder, name);
  const shown = shortPath(path);
  const bytes = await bytesOf(path, shown);
  const text = decoded(bytes);
  const problem = text === null ? encodingProblem(shown, bytes) : null;
  return { name, shown, text: (text ?? '').replace(/\r\n?/g, '\n'), problem };
}

/** Names of the files below a folder, with `/`, sorted; hidden ones left out. Throws SetupError when it cannot be read. */
export async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((name) => !name.split('/').some((part) => part.startsWith('.')))
      .toSorted();
  } catch (error) {
    throw cannotRead(shortPath(folder), error);
  }
}

/** A path relative to the working directory where that is shorter. */
export function shortPath(path: string): string {
  const full = resolve(path);
  const below = relative('', full);
  const short = below !== '' && below.length < full.length ? below : full;
  return short.split(sep).join('/');
}

async function bytesOf(path: string, shown: string): Promise<Buffer> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new Error('it is not a file');
    if (facts.size > LARGEST) throw new Error(`it is larger than ${LARGEST} bytes`);
    return await readFile(path);
  } catch (error) {
    throw cannotRead(shown, error);
  }
}

function cannotRead(shown: string, error: unknown): SetupError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (code === 'ENOENT') {
    return new SetupError(
      `${shown} does not exist`,
      'Set FLAGBEARER_CONFIG to a folder with the whole configuration, or copy what is missing from the one shipped.',
      { cause: error },
    );
  }
  const reason =
    code === 'EACCES'
      ? 'this account may not read it'
      : code === 'ENOTDIR'
        ? 'it is not a folder'
        : messageOf(error);
  return new SetupError(`${shown} cannot be read: ${reason}`, `Make ${shown} readable.`, {
    cause: error,
  });
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function encodingProblem(file: string, bytes: Buffer): Problem {
  const isUtf16 =
    (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (isUtf16) {
    const message = 'the file is written in UTF-16: save it as UTF-8';
    return { file, line: 1, column: 1, path: '', message };
  }
  const message = 'this byte is not UTF-8: save the file as UTF-8';
  return { file, ...firstBadByte(bytes), path: '', message };
}

function firstBadByte(bytes: Buffer): { readonly line: number; readonly column: number } {
  let line = 1;
  for (let start = 0; start <= bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const part = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (decoded(part) === null)
      return { line, column: part.toString('utf8').indexOf('\uFFFD') + 1 };
    if (end === -1) break;
    start = end + 1;
  }
  return { line, column: 1 };
}
