import { FIRST_IDENTITY, keyOf } from '../core/identity/sight.ts';
import type { Entry, SightedItem } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { canonicalUrl } from './canonical.ts';
import { guessLanguage } from './language.ts';
import { absolute } from './links.ts';
import { shortHash, sightOf } from './sight.ts';

/**
 * Gives an entry its identity: the guid where there is one, else the address without tracking, else a hash of title and date.
 * An entry without a link leads to the page it was read from. Null for an entry that has neither a title nor a link.
 */
export function toItem(
  entry: Entry,
  source: Source,
  read: { readonly fetchedAt: Date; readonly responseUrl: string },
): SightedItem | null {
  if (entry.title === '' && entry.link === null) return null;
  const url = entry.link ?? absolute(read.responseUrl, null) ?? source.url;
  const canonical = canonicalUrl(url) ?? url;
  const publishedAt = clamped(entry.published, read.fetchedAt);
  const age = read.fetchedAt.getTime() - publishedAt.getTime();
  // What the source does with its keys may speak for another one: see core/identity.
  const sight = sightOf(entry);
  const key = keyOf(sight, FIRST_IDENTITY);
  return {
    sourceId: source.id,
    key,
    url,
    // Several entries without links must not pass for one article.
    canonicalUrl: entry.link === null ? `${canonical}#${shortHash(key)}` : canonical,
    title: entry.title,
    summary: entry.summary,
    language: source.language ?? entry.language ?? guessLanguage(`${entry.title} ${entry.summary}`),
    outlet: outletOf(canonical, source),
    publishedAt,
    fetchedAt: read.fetchedAt,
    isNews: source.maxAge === null || age <= source.maxAge,
    sight,
  };
}

function clamped(published: Date | null, fetchedAt: Date): Date {
  return published === null || published > fetchedAt ? fetchedAt : published;
}

/** A source's own articles are told under its name, those of others, which aggregators list, under their host. */
function outletOf(url: string, source: Source): string {
  const host = hostOf(url);
  return host === ownHostOf(source) ? source.name : host;
}

/** All items of a document have the same source. */
const ownHosts = new WeakMap<Source, string>();

function ownHostOf(source: Source): string {
  const known = ownHosts.get(source);
  if (known !== undefined) return known;
  const host = hostOf(canonicalUrl(source.url) ?? source.url);
  ownHosts.set(source, host);
  return host;
}

function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^(www|feeds?|rss)\./, '');
}
