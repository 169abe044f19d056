/** What is watched and read in one language. */
export type LanguageCoverage = {
  readonly language: string;
  /** Sources whose row names it. */
  readonly sources: number;
  /** Those of them that can be read now. */
  readonly readable: number;
  readonly items: number;
  readonly reports: number;
  /** What is missing, in a sentence; null: nothing. */
  readonly gap: string | null;
};

/** What is watched and reported of one deciding body. */
export type BodyCoverage = {
  readonly body: string;
  /** Its own sites among the sources, by id, and whether each can be read. */
  readonly ownSites: readonly { readonly id: string; readonly isReadable: boolean }[];
  readonly reports: number;
  readonly outlets: number;
  readonly languages: readonly string[];
  readonly latest: Date | null;
  readonly gap: string | null;
};

/** How well the news is covered, over the last days. */
export type Coverage = {
  readonly days: number;
  readonly languages: readonly LanguageCoverage[];
  readonly bodies: readonly BodyCoverage[];
};

export type CoveragePort = { readonly show: () => Promise<Coverage> };
