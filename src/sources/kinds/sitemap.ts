import { newestEntries, sitemapEntry } from '../sitemap-entry.ts';
import type { SitemapContext } from '../sitemap-entry.ts';
import { readIndex } from '../sitemap-index.ts';
import { sitemapUrls } from '../sitemap-urls.ts';
import type { Reading } from './feed.ts';

/**
 * Reads a plain sitemap: the newest addresses by the news extension, `lastmod` or a date in their paths. A title that is not named
 * is made of the address (`hasSlugTitle` tells such items), for the page to give a better one. Addresses without any date are left
 * off: nothing would tell the new among them from the archive. An index yields its newest parts. Never throws.
 */
export function readSitemap(text: string, at: SitemapContext): Reading {
  const found = sitemapUrls(text);
  if (found.format !== 'sitemap') return readIndex(found, text, at, false);
  const dated = found.urls.flatMap((url) => {
    const entry = sitemapEntry(url, at);
    return entry === null || entry.published === null ? [] : [entry];
  });
  const problems = [...found.problems];
  const undated = found.urls.length - dated.length;
  if (undated > 0) problems.push(`${undated} of ${found.urls.length} addresses have no date`);
  return { format: 'sitemap', title: null, entries: newestEntries(dated), problems };
}
