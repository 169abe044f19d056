import type { Logger } from 'pino';
import type { ArchivePlace, Selection } from '../core/archive.ts';
import type { Tally } from '../core/archive-index.ts';
import type { Correction } from '../core/corrections/compare.ts';
import type { HealthState } from '../core/health/health.ts';
import type { Agreement } from '../core/matters/agreements.ts';
import type { Measure } from '../core/matters/board.ts';
import type { MeasureWeek } from '../core/measure-weeks.ts';
import type { Matter } from '../core/matters/recorded.ts';
import type { Language } from '../core/source.ts';
import type { Confirmation } from '../core/stories/independence.ts';
import type { Verdict } from '../core/verdict.ts';
import type { SelfServicePort } from './subscribe/port.ts';

/** One flagged item as the pages show it. Text is foreign: nothing in it is trusted. */
export type ReportView = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
};

/** One event, as far as a list tells it. */
export type StoryLine = {
  readonly id: string;
  readonly changedAt: Date;
  readonly lead: ReportView;
  readonly confirmation: Confirmation;
};

/** One event with the reports of it. */
export type StoryView = StoryLine & {
  /** lead included, oldest first */
  readonly reports: readonly ReportView[];
};

/** Some stories of the archive. */
export type StoryPage = {
  readonly stories: readonly StoryLine[];
  /** Where the next page begins; null where there is none. */
  readonly next: ArchivePlace | null;
};

/** Which stories, and which of them. */
export type StoryQuery = {
  readonly selection: Selection;
  /** The last story of the page before; null starts at the newest. */
  readonly before: ArchivePlace | null;
  readonly limit: number;
};

/** How one source is doing. */
export type SourceView = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly state: HealthState;
  /** Since when it is so; null where nobody knows. */
  readonly since: Date | null;
  /** The address that it is read at since its own one leads there for good; null: its own. */
  readonly movedTo: { readonly url: string; readonly at: Date } | null;
  readonly lastFetchedAt: Date | null;
  readonly lastOkAt: Date | null;
  readonly nextPollAt: Date | null;
  readonly nextPollReason: string | null;
  readonly problem: string | null;
  /** Fetches in a row that failed. */
  readonly failures: number;
  /** Items stored from it so far. */
  readonly items: number;
};

/** How an article was changed after it was read; its texts are foreign. */
export type CorrectionView = Correction & {
  readonly id: string;
  readonly url: string;
  readonly outlet: string;
  readonly seenAt: Date;
};

/** One mail in the outbox folder; `name` is its file name. */
export type OutboxMail = {
  readonly name: string;
  readonly to: string;
  readonly subject: string;
  readonly date: Date;
};

/** One thing that must work before the service counts as ready. */
export type Check = { readonly name: string; readonly ok: boolean; readonly detail: string };

/** All that the pages need of the rest of the program. */
export type WebPorts = {
  readonly service: { readonly name: string; readonly version: string; readonly baseUrl: string };
  readonly now: () => Date;
  readonly stories: {
    /** Newest first. */
    readonly list: (query: StoryQuery) => Promise<StoryPage>;
    /** The same with how many there are of each kind; counts may be some seconds old. */
    readonly browse: (query: StoryQuery) => Promise<StoryPage & { readonly tally: Tally }>;
    readonly find: (id: string) => Promise<StoryView | null>;
    /** Stories of the same matters, or of the same body or parties in the same sport within a year; the nearest first, few. */
    readonly related: (story: StoryView) => Promise<readonly StoryLine[]>;
    /** When each of the stories last changed in anything. */
    readonly updates: (ids: readonly string[]) => Promise<ReadonlyMap<string, Date>>;
  };
  readonly matters: MattersPort;
  readonly sources: { readonly list: () => Promise<readonly SourceView[]> };
  /** Null when mail goes out by SMTP. */
  readonly outbox: OutboxPort | null;
  readonly subscriptions: {
    readonly find: (
      token: string,
    ) => Promise<{ readonly scheduleText: string; readonly active: boolean } | null>;
    /** `this`: these digests; `everything`: whatever mail this service might ever send there. False: nobody has the token. */
    readonly unsubscribe: (token: string, scope: 'this' | 'everything') => Promise<boolean>;
  };
  /** What readers say of stories that they were told. */
  readonly feedback: {
    /** Null where nobody has the token, or was told no such story. */
    readonly find: (
      token: string,
      storyId: string,
    ) => Promise<{
      readonly title: string;
      readonly language: Language;
      readonly isSaid: boolean;
    } | null>;
    /** Notes that it was irrelevant; to say it again changes nothing. False: as above. */
    readonly note: (token: string, storyId: string) => Promise<boolean>;
  };
  /** Signing up, preferences, another address, what is kept about somebody. */
  readonly selfService: SelfServicePort;
  readonly ready: () => Promise<readonly Check[]>;
  /** Null: there are none to be had here. */
  readonly metrics: MetricsPort | null;
  readonly seedTitle: (id: string) => string | null;
  /** Why changed files of the configuration are not in use, and what to do; null when they are. */
  readonly configProblem: () => { readonly problem: string; readonly mend: string } | null;
  readonly log: Logger;
};

/** The long affairs that stories belong to. Names of parties are codes, texts of reports are foreign. */
export type MattersPort = {
  /** The board of measures, at most a few seconds old. */
  readonly board: () => Promise<readonly Measure[]>;
  /** Decisions a week in the matters with these ids, the last week last, at most a few seconds old. */
  readonly weeks: (matterIds: readonly string[]) => Promise<readonly MeasureWeek[]>;
  /** The register of agreements, the latest first, at most a few seconds old. */
  readonly agreements: () => Promise<readonly Agreement[]>;
  /** As CSV (RFC 4180) in which no cell is a formula. */
  readonly boardCsv: (measures: readonly Measure[]) => string;
  readonly agreementsCsv: (agreements: readonly Agreement[]) => string;
  /** The matters of a story with all that was recorded of them. */
  readonly ofStory: (id: string) => Promise<readonly Matter[]>;
  /** How the reports of a story were changed after they were read, by time. */
  readonly corrections: (id: string) => Promise<readonly CorrectionView[]>;
};

/** What programs that watch over services read. */
export type MetricsPort = {
  /** Told of each request that was answered; `route` is the pattern of its page, null where there is none. */
  readonly request: (facts: {
    readonly method: string;
    readonly route: string | null;
    readonly status: number;
    readonly ms: number;
  }) => void;
  /** SHA-256, in hex, of the token that who is not on this machine has to bring; null: nobody else may ask. */
  readonly tokenHash: string | null;
  /** The text of the Prometheus exposition format and its type; at most a few seconds old. */
  readonly scrape: () => Promise<{ readonly type: string; readonly text: string }>;
};

/** The outbox folder; a name that is not there gives null. */
export type OutboxPort = {
  readonly list: () => Promise<readonly OutboxMail[]>;
  readonly html: (name: string) => Promise<string | null>;
  readonly source: (name: string) => Promise<string | null>;
};
