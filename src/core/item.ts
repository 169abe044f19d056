import type { Sight } from './identity/sight.ts';
import type { Language } from './source.ts';

/** What a source says of one item, cleaned: plain text, absolute link, UTC date. */
export type Entry = {
  readonly guid: string | null;
  readonly title: string;
  readonly summary: string;
  readonly link: string | null;
  readonly published: Date | null;
  /** Only where the source says it of this entry. */
  readonly language?: Language;
};

/** What could be read of a document, and what could not: parsing never throws. */
export type ParsedFeed = {
  /** `rss20`, `atom10`, `html-list` …; null when the document is no feed at all. */
  readonly format: string | null;
  readonly encoding: string | null;
  readonly title: string | null;
  readonly entries: readonly Entry[];
  readonly problems: readonly string[];
  /** Addresses of documents that hold the entries, where this one only lists them: the newest parts of a sitemap. */
  readonly parts?: readonly string[];
};

/** An entry with an identity, ready to be stored. */
export type NewItem = {
  readonly sourceId: string;
  /** The same for every sight of the item in this source. */
  readonly key: string;
  /** Where a reader finds it. */
  readonly url: string;
  /** The same for every address of the same article: no tracking parameters, no fragments. */
  readonly canonicalUrl: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  /** Who published the article: the source's name or, for what it lists of others, their host. */
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly fetchedAt: Date;
  /** False for what was already old when first seen: stored, never told. */
  readonly isNews: boolean;
};

/** An item as a source lists it, with all that it could be known by. */
export type SightedItem = NewItem & { readonly sight: Sight };

/** A stored item. Ids are decimal strings of bigint. */
export type Item = NewItem & { readonly id: string };
