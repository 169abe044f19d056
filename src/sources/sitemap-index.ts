import { readDate } from './dates.ts';
import type { Reading } from './kinds/feed.ts';
import { absolute } from './links.ts';
import { isSameSite } from './site.ts';
import type { SitemapContext } from './sitemap-entry.ts';
import type { SitemapUrls } from './sitemap-urls.ts';

/**
 * Reads what was found in place of a sitemap: an index yields the newest parts of the same site, anything else a problem. `ofNews`
 * are looked for in a news sitemap.
 */
export function readIndex(
  found: SitemapUrls,
  text: string,
  at: SitemapContext,
  ofNews: boolean,
): Reading {
  const nothing = { title: null, entries: [] };
  if (found.format === null) {
    const what = text.trim() === '' ? 'empty, or its compressed form is broken' : 'no sitemap';
    return { format: null, ...nothing, problems: [`the document is ${what}`, ...found.problems] };
  }
  const addresses = found.urls.flatMap((url) => {
    const address = absolute(url.loc, at.base);
    return address === null ? [] : [{ address, changed: readDate(url.lastmod, at.zone) }];
  });
  const own = addresses.filter(({ address }) => isSameSite(address, at.base));
  const problems = [...found.problems];
  if (own.length === 0) problems.push('the sitemap index lists no sitemap of this site');
  return { format: 'sitemap-index', ...nothing, problems, parts: newestParts(own, ofNews) };
}

/** A sitemap that an index lists, and when the index says that it changed. */
type SitemapPart = { readonly address: string; readonly changed: Date | null };

/**
 * The addresses of the parts in which new articles are to be expected, at most three: those that changed last, then those with
 * the latest date, else the highest number, in their name. Where `ofNews` are looked for, what is called so comes first.
 */
function newestParts(parts: readonly SitemapPart[], ofNews: boolean): readonly string[] {
  return parts
    .toSorted((a, b) => compare(keysOf(b, ofNews), keysOf(a, ofNews)))
    .slice(0, MAX_PARTS)
    .map(({ address }) => address);
}

const MAX_PARTS = 3;

/** The heavier comes first. */
function keysOf({ address, changed }: SitemapPart, ofNews: boolean): readonly number[] {
  const path = new URL(address).pathname + new URL(address).search;
  const date = /(20\d\d)[-_/]?(\d{2})?(?:[-_/]?(\d{2}))?(?!\d)/.exec(path);
  const day = date === null ? 0 : Number(`${date[1]}${date[2] ?? '00'}${date[3] ?? '00'}`);
  const numbers = path.match(/\d{1,9}/g) ?? [];
  // Pictures, authors and tags are no articles.
  const isOther = /image|video|author|categor|(?<![a-z])tags?(?![a-z])|page-?sitemap|static/i.test(
    path,
  );
  return [
    isOther ? 0 : 1,
    ofNews && /news|novosti|noticias|actu|nachrichten/i.test(path) ? 1 : 0,
    changed?.getTime() ?? 0,
    day,
    Number(numbers.at(-1) ?? 0),
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((key, at) => key !== b[at]);
  return differs < 0 ? 0 : (a[differs] ?? 0) - (b[differs] ?? 0);
}
