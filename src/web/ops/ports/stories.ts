import type { Matter } from '../../../core/matters/recorded.ts';
import type { Language } from '../../../core/source.ts';
import type { Direction, Label, Verdict } from '../../../core/verdict.ts';

/** A report of a story; its texts are foreign. */
export type ConsoleReport = {
  readonly id: string;
  readonly title: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** A story with its reports, the oldest first. */
export type ConsoleStory = {
  readonly id: string;
  readonly changedAt: Date;
  readonly lead: ConsoleReport;
  readonly reports: readonly ConsoleReport[];
};

/** What an operator said of a report. */
export type LabelView = {
  readonly itemId: string;
  readonly label: Label;
  readonly direction: Direction | null;
  readonly by: string;
  readonly at: Date;
};

/** An entry of the board that wants a person: nobody has confirmed it, or reports contradict it. */
export type EntryView = {
  readonly id: string;
  readonly body: string;
  readonly country: string;
  readonly sport: string;
  /** What it says, in a word or two. */
  readonly says: string;
  readonly at: Date;
  readonly isDisputed: boolean;
  readonly reports: readonly {
    readonly title: string;
    readonly url: string;
    readonly outlet: string;
  }[];
};

/** Stories and what people say of them. What changes something throws SetupError and returns the id of its audit entry. */
export type StoriesPort = {
  /** The latest first; `before` is what an earlier answer gave as `next`. */
  readonly latest: (before: string | null) => Promise<{
    readonly stories: readonly ConsoleStory[];
    readonly next: string | null;
  }>;
  readonly find: (id: string) => Promise<{
    readonly story: ConsoleStory;
    readonly matters: readonly Matter[];
    readonly labels: readonly LabelView[];
  } | null>;
  /** What stands on the board and wants a person. */
  readonly entries: () => Promise<readonly EntryView[]>;
  /** How many measures those are about, as of some seconds ago at most. */
  readonly openMeasures: () => Promise<number>;
  /** Returns the story that they are now as well. */
  readonly merge: (
    ids: readonly string[],
    operator: string,
  ) => Promise<{ readonly audit: string; readonly story: string }>;
  readonly split: (id: string, items: readonly string[], operator: string) => Promise<string>;
  readonly say: (
    entry: string,
    saying: { readonly word: 'confirmed' | 'rejected'; readonly note: string | null },
    operator: string,
  ) => Promise<string>;
  readonly label: (
    item: string,
    said: {
      readonly label: string;
      readonly direction: string | null;
      readonly note: string | null;
    },
    operator: string,
  ) => Promise<string>;
};
