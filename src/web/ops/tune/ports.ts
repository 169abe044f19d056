import type { Comparison, Outcome } from '../../../core/classify/compare.ts';
import type { Flips } from '../../../core/classify/explain-flips.ts';
import type { GoldenError } from '../../../core/classify/golden.ts';
import type { LintLevel } from '../../../core/classify/lint.ts';
import type { Language } from '../../../core/source.ts';
import type { Label, Verdict } from '../../../core/verdict.ts';

/** A file of keywords that can be edited here. */
export type KeywordFile = {
  /** What forms and addresses call it, such as `lexicon/en`. */
  readonly key: string;
  /** Below the configuration folder. */
  readonly name: string;
  readonly title: string;
};

/** A file as it is on disk: its text with `\n` at the ends of lines, and by which it is known whether it has changed since. */
export type OpenFile = KeywordFile & { readonly text: string; readonly hash: string };

/** One mistake in a file. Lines and columns count from 1; 0 where no place can be told. */
export type Mistake = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
};

/** Why keywords cannot judge, and what to do. */
export type Refused = {
  readonly kind: 'refused';
  readonly mistakes: readonly Mistake[];
  /** Told where there are no single mistakes. */
  readonly problem: string;
  readonly mend: string;
};

/** A text to try keywords on. */
export type Sample = {
  readonly title: string;
  readonly summary: string;
  /** The article's own text; empty where there is none. */
  readonly body: string;
  /** Null: to be guessed. */
  readonly language: Language | null;
  /** The row of sources.yaml whose facts count; null: none. */
  readonly source: string | null;
};

/** A text of a page or of the archive, or why there is none. */
export type ReadSample =
  | { readonly kind: 'read'; readonly sample: Sample; readonly note: string }
  | { readonly kind: 'failed'; readonly problem: string; readonly advice: string };

/** What a draft says of a sample. */
export type Judgement = {
  readonly kind: 'judged';
  readonly item: {
    readonly title: string;
    readonly summary: string;
    readonly body: string;
    readonly language: Language;
  };
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly flips: Flips;
  /** What the keywords in force say. */
  readonly inForce: Outcome;
  readonly seedTitles: Readonly<Record<string, string>>;
};

/** How a golden set is judged before and after. */
export type GoldenResult = {
  readonly items: number;
  readonly f1Before: number;
  readonly f1After: number;
  readonly precision: number;
  readonly recall: number;
  readonly newErrors: readonly GoldenError[];
  readonly mended: number;
  /** Why a service would refuse the keywords; null where it would take them up. */
  readonly objection: string | null;
};

/** What lint says of a pattern. */
export type LintView = {
  /** `keywords/lexicon/en.yaml:12` */
  readonly place: string;
  readonly level: LintLevel;
  readonly owner: string;
  readonly pattern: string;
  readonly message: string;
};

/** What a backtest found. */
export type BacktestResult = {
  readonly comparison: Comparison;
  readonly golden: GoldenResult;
  /** What lint says of the draft and did not say before. */
  readonly lint: readonly LintView[];
};

/** A backtest in a list. */
export type BacktestView = {
  readonly id: string;
  readonly operator: string;
  readonly file: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly askedAt: Date;
  readonly endedAt: Date | null;
  /** Judged so far, of at most so many. */
  readonly items: number;
  readonly most: number;
  readonly since: Date;
  readonly problem: string | null;
};

/** A backtest with what it found; null while it is not done. */
export type FullBacktest = BacktestView & { readonly result: BacktestResult | null };

/** An item near its threshold. Text is foreign. */
export type BorderlineView = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** A label that was given of late. */
export type LabelView = {
  readonly itemId: string;
  readonly title: string;
  readonly language: Language;
  readonly label: Label;
  readonly by: string;
  readonly at: Date;
};

/** What became of a pattern, or of all patterns of a concept. */
export type PatternView = {
  readonly language: string;
  readonly concept: string;
  /** Null: all of the concept. */
  readonly pattern: string | null;
  readonly patterns: number;
  readonly hits: number;
  readonly lastAt: Date | null;
  readonly labelled: number;
  readonly relevant: number;
};

/** Statistics of patterns, with what they were counted in; null: nothing was counted yet. */
export type PatternTable = {
  readonly count: {
    readonly countedAt: Date;
    readonly since: Date;
    readonly items: number;
    readonly isCut: boolean;
  } | null;
  readonly rows: readonly PatternView[];
};

/** A configuration that was tried. */
export type RevisionView = {
  readonly id: string;
  readonly kind: 'in-force' | 'refused';
  readonly revision: string | null;
  readonly forced: boolean;
  readonly at: Date;
  readonly problem: string | null;
  /** F1 on its golden set, and how it differs from the one before on the same set. */
  readonly f1: number | null;
  readonly f1Change: number | null;
  /** Names of files that differ from the revision before; null where that is not on record. */
  readonly changed: readonly string[] | null;
  /** What it judged; null for one that never did. */
  readonly effect: {
    readonly judged: number;
    readonly flagged: number;
    readonly isCut: boolean;
  } | null;
};

/** A change as `git apply` takes it. */
export type Diff =
  | { readonly kind: 'diff'; readonly fileName: string; readonly text: string }
  | { readonly kind: 'unchanged' }
  /** The file was changed since it was opened for editing. */
  | { readonly kind: 'stale' };

/** All that the section “Tune” needs of the rest of the program. */
export type TunePort = {
  readonly files: readonly KeywordFile[];
  /** Null: there is no such file. Throws where it cannot be read. */
  readonly open: (key: string) => Promise<OpenFile | null>;
  readonly sources: () => readonly { readonly id: string; readonly name: string }[];
  /** Reads the words of an item by its id or address; what the archive lacks is fetched by the guarded client. */
  readonly read: (operator: string, address: string) => Promise<ReadSample>;
  /** Judges a sample as if a file held this text. */
  readonly look: (draft: Draft, sample: Sample) => Promise<Judgement | Refused>;
  readonly diff: (draft: Draft) => Promise<Diff>;
  readonly startBacktest: (
    operator: string,
    draft: Draft,
  ) => Promise<
    { readonly kind: 'started'; readonly id: string } | { readonly kind: 'busy' } | Refused
  >;
  readonly backtests: () => Promise<readonly BacktestView[]>;
  readonly backtest: (id: string) => Promise<FullBacktest | null>;
  /** What a backtest is of. */
  readonly draftOf: (id: string) => Promise<Draft | null>;
  readonly borderline: () => Promise<{
    readonly items: readonly BorderlineView[];
    readonly labels: readonly LabelView[];
    readonly days: number;
  }>;
  /** False: there is no such item. */
  readonly label: (operator: string, itemId: string, label: Label) => Promise<boolean>;
  /** Of all concepts, or the patterns of one. */
  readonly patterns: (concept: string | null) => Promise<PatternTable>;
  readonly revisions: () => Promise<readonly RevisionView[]>;
  /** What a revision changed in the one before it; null where either is not on record. */
  readonly revisionDiff: (eventId: string) => Promise<string | null>;
};

/** A file with the text that it might hold, lines ending with `\n`. */
export type Draft = {
  readonly key: string;
  readonly text: string;
  /** The hash of the file when it was opened for editing. */
  readonly base: string;
};
