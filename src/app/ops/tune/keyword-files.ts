import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText, shortPath } from '../../../config/read-text.ts';
import { LANGUAGES } from '../../../core/source.ts';
import { messageOf, SetupError } from '../../../errors.ts';
import type { KeywordFile, OpenFile } from '../../../web/ops/tune/ports.ts';

/** The files that people write keywords in, those that they edit most first. */
export const KEYWORD_FILES: readonly KeywordFile[] = [
  ...LANGUAGES.map((language) => fileOf(`lexicon/${language}`, languageName(language))),
  fileOf('topics', 'Concepts, weights and thresholds'),
  fileOf('negatives', 'Counter-evidence and masks'),
  fileOf('entities', 'Names: countries, persons, clubs, bodies, sports'),
];

function fileOf(key: string, title: string): KeywordFile {
  return { key, name: `keywords/${key}.yaml`, title };
}

function languageName(language: string): string {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return `${names.of(language) ?? language} words`;
}

/** A file that may be edited; null for any other. */
export function keywordFile(key: string): KeywordFile | null {
  return KEYWORD_FILES.find((file) => file.key === key) ?? null;
}

/** Reads a file as it is on disk now. Throws SetupError, also where its bytes are no UTF-8. */
export async function openKeywordFile(folder: string, file: KeywordFile): Promise<OpenFile> {
  const { text, problem, shown } = await readText(folder, file.name);
  if (problem !== null) {
    throw new SetupError(`${shown}:${problem.line}: ${problem.message}`, 'Save it as UTF-8.');
  }
  return { ...file, text, hash: hashOf(text) };
}

/** By which it is known whether a text is the one that was opened. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A file's text with its own line ends and byte order mark, as a diff needs it. Throws SetupError. */
export async function exactText(folder: string, file: KeywordFile): Promise<string> {
  const path = join(folder, file.name);
  try {
    const bytes = await readFile(path);
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new SetupError(
      `${shortPath(path)} cannot be read: ${messageOf(error)}`,
      'Make it readable, as UTF-8.',
    );
  }
}

/** A file's text as it is edited: without mark, lines ending with `\n`. */
export function plainText(exact: string): string {
  return exact.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** A text that was edited with `\n` at the ends of lines, written as the file is: with its line ends and its mark. */
export function writtenLike(edited: string, exact: string): string {
  const mark = exact.startsWith('\uFEFF') ? '\uFEFF' : '';
  const isWindows = exact.includes('\r\n') && !/(?<!\r)\n/.test(exact);
  return mark + (isWindows ? edited.replaceAll('\n', '\r\n') : edited);
}
