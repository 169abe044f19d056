import { createHash } from 'node:crypto';

import type { Entry, NewItem } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { canonicalUrl } from './canonical.ts';
import { guessLanguage } from './language.ts';
import { absolute } from './links.ts';

/**
 * Gives an entry its identity: the guid where there is one, else the canonical address, else a hash of title and date.
 * An entry without a link leads to the page it was read from. Null for an entry that has neither a title nor a link.
 */
export function toItem(
  entry: Entry,
  source: Source,
  read: { readonly fetchedAt: Date; readonly responseUrl: string },
): NewItem | null {
  if (entry.title === '' && entry.link === null) return null;
  const url = entry.link ?? absolute(read.responseUrl, null) ?? source.url;
  const canonical = canonicalUrl(url) ?? url;
  const publishedAt = clamped(entry.published, read.fetchedAt);
  const age = read.fetchedAt.getTime() - publishedAt.getTime();
  return {
    sourceId: source.id,
    key: keyOf(entry),
    url,
    // Several entries without links must not pass for one article.
    canonicalUrl: entry.link === null ? `${canonical}#${hash(keyOf(entry))}` : canonical,
    title: entry.title,
    summary: entry.summary,
    language: source.language ?? guessLanguage(`${entry.title} ${entry.summary}`),
    outlet: outletOf(url, source),
    publishedAt,
    fetchedAt: read.fetchedAt,
    isNews: source.maxAge === null || age <= source.maxAge,
  };
}

/** Longer keys are hashed: an index takes no more. */
const MAX_KEY = 500;

function keyOf({ guid, link, title, published }: Entry): string {
  const own = guid?.trim() ?? '';
  if (own !== '') return own.length <= MAX_KEY ? own : hash(own);
  const address = link === null ? null : canonicalUrl(link);
  if (address !== null) return address.length <= MAX_KEY ? address : hash(address);
  return hash(`${title}\n${published?.toISOString() ?? ''}`);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function clamped(published: Date | null, fetchedAt: Date): Date {
  return published === null || published > fetchedAt ? fetchedAt : published;
}

/** A source's own articles are told under its name, those of others, which aggregators list, under their host. */
function outletOf(url: string, source: Source): string {
  const host = hostOf(url);
  return host === hostOf(source.url) ? source.name : host;
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^(www|feeds?|rss)\./, '');
}
