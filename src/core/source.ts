import type { PaceScope } from './politeness.ts';

/** The languages that lexicons exist for. */
export const LANGUAGES = ['en', 'ru', 'uk', 'be', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * How a source publishes. `feed` is RSS, Atom, RDF or JSON Feed: its own bytes tell which. `news-sitemap` is a sitemap that
 * names titles, `sitemap` a plain one; either may be an index of such.
 */
export type SourceKind = 'feed' | 'html-list' | 'news-sitemap' | 'sitemap';

/** Who speaks: a federation's own word weighs more than a paper's. */
export type SourceRole = 'federation' | 'court' | 'agency' | 'paper' | 'aggregator';

/** CSS selectors that cut a listing page into items. All but `item` are looked up inside an item. */
export type Selectors = {
  readonly item: string;
  readonly title: string;
  readonly link: string;
  readonly date?: string | undefined;
  readonly summary?: string | undefined;
};

/** How a listing page or a sitemap is read, beside the selectors. */
export type Listing = {
  /** Further pages of the same listing, absolute addresses, at most four. */
  readonly pages: readonly string[];
  /** Patterns of the paths whose links count, as robots.txt has them; empty: all count. */
  readonly paths: readonly string[];
  /** What is taken of a picked text, such as `Posted on {date} |`. */
  readonly match: {
    readonly [Key in 'title' | 'link' | 'date' | 'summary']?: string | undefined;
  };
  /** How dates in numbers are written. */
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd';
};

/** A place that publishes items: one row of config/sources.yaml. */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly kind: SourceKind;
  readonly language: Language | null;
  /** IANA zone of dates that name none. */
  readonly timezone: string;
  /** Where it is published, ISO 3166 alpha-3; null for bodies of many countries, or where nobody said. */
  readonly country: string | null;
  readonly role: SourceRole;
  /** The whole source is about sport, so an item need not say so. */
  readonly sport: boolean;
  /** The source reports mostly on the home affairs of this country. */
  readonly domestic: 'RUS' | 'BLR' | null;
  /** 1 is read first when many sources are due, 3 last. */
  readonly priority: number;
  /** Nobody has seen it work yet: a failure is no surprise. */
  readonly unverified: boolean;
  /** Older items are stored but are no news. Milliseconds; null: any age is news. */
  readonly maxAge: number | null;
  readonly select: Selectors | null;
  /** Only where the row says something of it. */
  readonly listing?: Listing;
  /** Whom its requests are kept apart for; left out: as for all sources. */
  readonly scope?: PaceScope | undefined;
};
