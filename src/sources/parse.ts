import type { ParsedFeed } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { messageOf } from '../errors.ts';
import { decode } from './decode.ts';
import { readFeed } from './kinds/feed.ts';
import type { Reading } from './kinds/feed.ts';
import { readHtmlList } from './kinds/html-list.ts';
import { readJsonFeed } from './kinds/json-feed.ts';

/** A document as it came: `url` is the address it came from, against which relative links are resolved. */
export type SourceResponse = {
  readonly body: Buffer;
  readonly contentType: string | null;
  readonly url: string;
};

/**
 * Reads what a source published. Entries have plain texts and absolute http(s) links or null; those with neither title nor
 * link are dropped and named in `problems`. Never rejects: `format` is null when the document is not what the source is said to be.
 */
export async function parseSource(source: Source, response: SourceResponse): Promise<ParsedFeed> {
  try {
    const { text, encoding } = decode(response.body, response.contentType);
    const reading = await read(source, text, { base: response.url, zone: source.timezone });
    return { ...reading, encoding, problems: reading.problems.slice(0, MAX_PROBLEMS) };
  } catch (error) {
    const problems = [`the document cannot be read: ${messageOf(error)}`];
    return { format: null, encoding: null, title: null, entries: [], problems };
  }
}

/** The first problems tell what is wrong; a thousand alike tell no more. */
const MAX_PROBLEMS = 50;

async function read(
  source: Source,
  text: string,
  at: { readonly base: string; readonly zone: string },
): Promise<Reading> {
  if (source.kind === 'feed') return readJsonFeed(text, at) ?? readFeed(text, at);
  if (source.select !== null) return readHtmlList(text, source.select, at);
  const problems = [`source ${source.id} is a listing page without selectors: give it \`select\``];
  return { format: null, title: null, entries: [], problems };
}
