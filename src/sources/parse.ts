import type { ParsedFeed } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { messageOf } from '../errors.ts';
import { inflateBody, MAX_BODY } from './body.ts';
import { decode } from './decode.ts';
import { isDeeperThan } from './json-depth.ts';
import { readFeed } from './kinds/feed.ts';
import type { Reading } from './kinds/feed.ts';
import { readHtmlList } from './kinds/html-list.ts';
import { readJsonFeed } from './kinds/json-feed.ts';
import { readNewsSitemap } from './kinds/news-sitemap.ts';
import { readSitemap } from './kinds/sitemap.ts';
import { onPaths } from './on-paths.ts';
import { MAX_SITEMAP } from './source-request.ts';

/** A document as it came: `url` is the address it came from, against which relative links are resolved. */
export type SourceResponse = {
  readonly body: Buffer;
  readonly contentType: string | null;
  readonly url: string;
  /** When it came; from then, listing pages tell `yesterday`. */
  readonly fetchedAt?: Date;
};

/**
 * Reads what a source published. Entries have plain texts and absolute http(s) links or null; those with neither title nor
 * link are dropped and named in `problems`. Never rejects: `format` is null when the document is not what the source is said to be.
 */
export async function parseSource(source: Source, response: SourceResponse): Promise<ParsedFeed> {
  try {
    // Some servers send a file that is compressed as it lies there.
    const most = source.kind === 'feed' || source.kind === 'html-list' ? MAX_BODY : MAX_SITEMAP;
    const body = await inflateBody(response.body, 'gzip', most);
    const { text, encoding } = decode(body, response.contentType);
    const reading = onPaths(source, await read(source, text, response));
    return { ...reading, encoding, problems: reading.problems.slice(0, MAX_PROBLEMS) };
  } catch (error) {
    const problems = [`the document cannot be read: ${messageOf(error)}`];
    return { format: null, encoding: null, title: null, entries: [], problems };
  }
}

/** No feed nests its values so deep; a document of brackets alone would fill the memory. */
const MAX_JSON_DEPTH = 512;

/** The first problems tell what is wrong; a thousand alike tell no more. */
const MAX_PROBLEMS = 50;

async function read(
  source: Source,
  text: string,
  { url, fetchedAt = null }: { readonly url: string; readonly fetchedAt?: Date | null },
): Promise<Reading> {
  const at = { base: url, zone: source.timezone };
  switch (source.kind) {
    case 'feed':
      if (isDeeperThan(text, MAX_JSON_DEPTH)) return nothing('the JSON is nested too deep');
      return readJsonFeed(text, at) ?? readFeed(text, at);
    case 'news-sitemap':
      return readNewsSitemap(text, at);
    case 'sitemap':
      return readSitemap(text, at);
    case 'html-list': {
      if (source.select !== null) {
        return readHtmlList(text, source.select, {
          ...at,
          now: fetchedAt,
          listing: source.listing,
        });
      }
      const advice = 'give it `select`';
      return nothing(`source ${source.id} is a listing page without selectors: ${advice}`);
    }
  }
}

function nothing(problem: string): Reading {
  return { format: null, title: null, entries: [], problems: [problem] };
}
