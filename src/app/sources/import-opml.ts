import { readFile, stat } from 'node:fs/promises';
import type { RowFields, SourceRow } from '../../config/sources.ts';
import { LANGUAGES, type Language } from '../../core/source.ts';
import { messageOf, UsageError } from '../../errors.ts';
import { decode } from '../../sources/decode.ts';
import { freeId } from './ids.ts';
import { readOpml, writeOpml, type Outline } from './opml.ts';
import { plainAddress } from './same-feed.ts';

/** What an OPML file would add to the list. */
export type Import = {
  /** Switched off and unverified: nobody has looked at them here. */
  readonly rows: readonly RowFields[];
  /** Feeds that a row of the list, or one before them in the file, reads already. */
  readonly twins: readonly { readonly url: string; readonly id: string }[];
  readonly problems: readonly string[];
};

/** Larger files hold no list that a person made. In bytes. */
const LARGEST = 10_000_000;

/** Reads an OPML file. Throws UsageError where it is none. */
export async function readImport(file: string, known: readonly SourceRow[]): Promise<Import> {
  const { outlines, problems } = readOpml(await textOf(file));
  const [problem] = problems;
  if (outlines.length === 0)
    throw new UsageError(`${file} names no feed: ${problem ?? 'it is empty'}`);
  return { ...rowsOf(outlines, known), problems };
}

/** The rows that read feeds, as OPML; pages cannot be told in it. */
export function exportOpml(title: string, rows: readonly SourceRow[]): string {
  const feeds = rows.filter(({ source }) => source.kind === 'feed');
  return writeOpml(
    title,
    feeds.map(({ source: { url, name, language } }) => ({ url, name, language })),
  );
}

function rowsOf(
  outlines: readonly Outline[],
  known: readonly SourceRow[],
): Omit<Import, 'problems'> {
  const taken = new Set(known.map(({ source }) => source.id));
  const rows: RowFields[] = [];
  const twins: { url: string; id: string }[] = [];
  const readers = new Map(known.map(({ source }) => [plainAddress(source.url), source.id]));
  for (const { url, name, language } of outlines) {
    const twin = readers.get(plainAddress(url));
    if (twin !== undefined) {
      twins.push({ url, id: twin });
      continue;
    }
    const id = freeId(url, name, taken);
    taken.add(id);
    readers.set(plainAddress(url), id);
    rows.push({
      id,
      url,
      name: name ?? undefined,
      language: languageOf(language) ?? undefined,
      unverified: true,
      enabled: false,
    });
  }
  return { rows, twins };
}

function languageOf(tag: string | null): Language | null {
  const primary = tag?.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary) ?? null;
}

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > LARGEST) throw new Error(`it is larger than ${LARGEST} bytes`);
    return decode(await readFile(file), null).text;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  }
}
