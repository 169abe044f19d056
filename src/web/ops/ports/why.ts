import type { Label } from '../../../core/verdict.ts';

/** An item whose headline is like the one that was asked for. */
export type NearTitle = { readonly id: string; readonly title: string; readonly likeness: number };

/** The way of one item so far. */
export type HistoryView = {
  readonly found: true;
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly outlet: string;
  readonly source: string;
  readonly publishedAt: Date;
  readonly fetchedAt: Date;
  /** Null while nobody has judged it. */
  readonly judged: {
    readonly at: Date | null;
    readonly revision: string | null;
    readonly label: Label;
    readonly score: number;
    readonly because: string;
  } | null;
  readonly story: { readonly id: string; readonly reports: number } | null;
  readonly told: readonly { readonly subscriberId: string; readonly digestId: string }[];
  readonly untold: readonly string[];
  readonly near: readonly NearTitle[];
};

/** A source that could have had an article, and how it did. */
export type LookoutView = {
  readonly source: string;
  readonly how: 'own' | 'brought';
  readonly state: string;
  readonly problem: string | null;
  readonly lastOkAt: Date | null;
  readonly polls: { readonly of: string | null; readonly n: number; readonly failed: number };
};

/** What became of an article, or why there is nothing to say of it. */
export type WhyView =
  | HistoryView
  | { readonly found: false; readonly near: readonly NearTitle[] }
  | {
      readonly found: false;
      readonly host: string | null;
      readonly sources: readonly LookoutView[];
    };

/** Asks by an address, a headline or an id. */
export type WhyPort = { readonly ask: (text: string) => Promise<WhyView> };
