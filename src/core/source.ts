/** The languages that lexicons exist for. */
export const LANGUAGES = ['en', 'ru', 'uk', 'be', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a source publishes. `feed` is RSS, Atom, RDF or JSON Feed: its own bytes tell which. */
export type SourceKind = 'feed' | 'html-list';

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

/** A place that publishes items: one row of config/sources.yaml. */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly kind: SourceKind;
  readonly language: Language | null;
  /** IANA zone of dates that name none. */
  readonly timezone: string;
  readonly role: SourceRole;
  /** The whole source is about sport, so an item need not say so. */
  readonly sport: boolean;
  /** The source reports mostly on the home affairs of this country. */
  readonly domestic: 'RUS' | 'BLR' | null;
  /** Older items are stored but are no news. Milliseconds; null: any age is news. */
  readonly maxAge: number | null;
  readonly select: Selectors | null;
};
