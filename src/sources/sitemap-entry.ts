import type { Entry } from '../core/item.ts';
import { LANGUAGES } from '../core/source.ts';
import { readDate } from './dates.ts';
import { absolute } from './links.ts';
import { plainText } from './plain-text.ts';
import type { SitemapUrl } from './sitemap-urls.ts';
import { slugTitle } from './slug-title.ts';

/** Where a sitemap came from, and the IANA zone of dates that name none. */
export type SitemapContext = { readonly base: string; readonly zone: string };

/**
 * The entry that an address of a sitemap makes: its title is that of the news extension, else made of the address; its date that of the
 * news extension, else `lastmod`, else one in the path. Null for what is no http(s) address.
 */
export function sitemapEntry(url: SitemapUrl, { base, zone }: SitemapContext): Entry | null {
  const link = absolute(url.loc, base);
  if (link === null) return null;
  const dates = [url.newsDate, url.lastmod].map((date) => readDate(date, zone));
  const language = LANGUAGES.find((each) => url.newsLanguage.toLowerCase().startsWith(each));
  return {
    guid: null,
    title: url.newsTitle === '' ? slugTitle(link) : plainText(url.newsTitle, 'title'),
    summary: '',
    link,
    published: dates.find((date) => date !== null) ?? dateInPath(link),
    ...(language === undefined ? {} : { language }),
  };
}

/** `/2026/08/20/` or `/2026-08-20-`: midnight UTC of that day. */
function dateInPath(address: string): Date | null {
  const found = /\/(20\d\d)[/-](\d{2})[/-](\d{2})(?!\d)/.exec(new URL(address).pathname);
  return found === null ? null : readDate(found.slice(1, 4).join('-'), 'UTC');
}

/** The entries that were published last, the newest first; those without a date come last. */
export function newestEntries(entries: readonly Entry[]): readonly Entry[] {
  return entries.toSorted((a, b) => timeOf(b) - timeOf(a)).slice(0, MAX_ENTRIES);
}

/** More are never new at once: a news sitemap has at most a thousand. */
const MAX_ENTRIES = 1000;

function timeOf({ published }: Entry): number {
  return published?.getTime() ?? 0;
}
