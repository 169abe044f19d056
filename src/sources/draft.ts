/** A field of an item, as found: the raw text may hold markup. A lower rank is the better witness. */
export type Finding = { readonly rank: number; readonly text: string };

/** A link of an item; `base` is the address it is relative to, null where none was given. */
export type LinkFinding = {
  readonly rank: number;
  readonly href: string;
  readonly base: string | null;
};

/** What was gathered of one item before it is decided what counts. */
export type Draft = {
  readonly titles: Finding[];
  readonly summaries: Finding[];
  readonly dates: Finding[];
  readonly links: LinkFinding[];
  readonly guids: Finding[];
};

/** What was gathered of a document. */
export type FeedDraft = {
  /** `rss20`, `atom10` …; null when no element of a feed was met. */
  format: string | null;
  /** The document is an HTML page. */
  isHtml: boolean;
  readonly feed: Draft;
  readonly items: Draft[];
  readonly problems: string[];
};

/** A draft without findings. */
export function emptyDraft(): Draft {
  return { titles: [], summaries: [], dates: [], links: [], guids: [] };
}

/** The findings in order of their rank, the first met first among equals. */
export function byRank<F extends { readonly rank: number }>(findings: readonly F[]): readonly F[] {
  return findings.length < 2 ? findings : findings.toSorted((a, b) => a.rank - b.rank);
}
