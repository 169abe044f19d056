import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { z } from 'zod';
import type { Source } from '../core/source.ts';
import { messageOf, UsageError } from '../errors.ts';
import { MAX_BODY, readAll } from '../sources/body.ts';
import type { ReadDocument } from '../sources/read-document.ts';
import { openThreads, readerIn } from './threads.ts';

/** What the parser makes of one saved document. */
export type FileReading = {
  /** As given, or relative to the folder that was given. */
  readonly file: string;
  /** Null: no feed; `problems` says why. */
  readonly format: string | null;
  readonly encoding: string | null;
  readonly items: readonly {
    readonly title: string | null;
    readonly link: string | null;
    /** ISO 8601, UTC. */
    readonly published: string | null;
  }[];
  readonly problems: readonly string[];
};

const Meta = z.record(
  z.string(),
  z.object({ headers: z.record(z.string(), z.string()).default({}) }),
);
type Meta = z.output<typeof Meta>;

/** Where a saved document came from is not known; nobody can be reached there. */
const NOWHERE = 'http://host.invalid/';

/** Dates are told as they stand, whenever that was. */
const ANY_TIME = new Date(0);

const ANY_FEED: Source = {
  id: 'file',
  name: 'file',
  url: NOWHERE,
  kind: 'feed',
  language: null,
  timezone: 'UTC',
  country: null,
  role: 'paper',
  sport: false,
  domestic: null,
  priority: 2,
  unverified: false,
  maxAge: null,
  select: null,
};

/**
 * Reads saved documents, files or whole folders, in the order of their names. `metaFile` holds the
 * headers that they came with. Throws UsageError when a path is not there or the meta file is none.
 */
export async function* parseFiles(
  paths: readonly string[],
  metaFile: string | null,
): AsyncGenerator<FileReading> {
  const meta = metaFile === null ? {} : await readMeta(metaFile);
  const found = (await Promise.all(paths.map((path) => filesOf(path)))).flat();
  const files = found
    .filter(({ path }) => metaFile === null || resolve(path) !== resolve(metaFile))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const threads = openThreads();
  try {
    for (const { file, path } of files) {
      yield read({ file, path, headers: headersOf(meta, file) }, readerIn(threads));
    }
  } finally {
    await threads.close();
  }
}

async function read(
  saved: {
    readonly file: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  },
  reader: ReadDocument,
): Promise<FileReading> {
  const { file, path, headers } = saved;
  try {
    const { parsed } = await reader({
      source: ANY_FEED,
      body: await readAll(createReadStream(path), MAX_BODY),
      contentType: headers['content-type'] ?? null,
      url: baseOf(headers['content-location']),
      fetchedAt: ANY_TIME,
    });
    const { format, encoding, entries, problems } = parsed;
    const items = entries.map(({ title, link, published }) => ({
      title: title === '' ? null : title,
      link,
      published: published?.toISOString() ?? null,
    }));
    return { file, format, encoding, items, problems };
  } catch (error) {
    // One file among many must not end the command: no permission, or more of it than a feed may have.
    return { file, format: null, encoding: null, items: [], problems: [messageOf(error)] };
  }
}

async function filesOf(path: string): Promise<{ file: string; path: string }[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw new UsageError(`${path} cannot be read: ${messageOf(error)}`);
  });
  if (!found.isDirectory()) return [{ file: path, path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((inside) => ({ file: relative(path, inside), path: inside }));
}

async function readMeta(file: string): Promise<Meta> {
  try {
    return Meta.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new UsageError(`${file} is no JSON of file → { headers }: ${messageOf(error)}`);
  }
}

function headersOf(meta: Meta, file: string): Record<string, string> {
  const headers = Object.entries(meta[file]?.headers ?? {});
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
}

function baseOf(location: string | undefined): string {
  return location !== undefined && URL.canParse(location, NOWHERE)
    ? new URL(location, NOWHERE).href
    : NOWHERE;
}
