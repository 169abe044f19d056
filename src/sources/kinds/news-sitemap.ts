import { newestEntries, sitemapEntry } from '../sitemap-entry.ts';
import type { SitemapContext } from '../sitemap-entry.ts';
import { readIndex } from '../sitemap-index.ts';
import { sitemapUrls } from '../sitemap-urls.ts';
import type { Reading } from './feed.ts';

/** Reads a news sitemap: the articles that it names a title for, newest first. An index yields its newest parts. Never throws. */
export function readNewsSitemap(text: string, at: SitemapContext): Reading {
  const found = sitemapUrls(text);
  if (found.format !== 'sitemap') return readIndex(found, text, at, true);
  const named = found.urls.filter(({ newsTitle }) => newsTitle !== '');
  const entries = named.flatMap((url) => sitemapEntry(url, at) ?? []);
  const problems = [...found.problems];
  const unnamed = found.urls.length - named.length;
  if (unnamed > 0) {
    problems.push(`${unnamed} of ${found.urls.length} addresses have no news title`);
  }
  return { format: 'news-sitemap', title: null, entries: newestEntries(entries), problems };
}
