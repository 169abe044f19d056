import type { Status } from '../matters/status.ts';
import type { Language } from '../source.ts';
import type { MailLanguage, Schedule } from '../subscriber.ts';
import type { Direction, Polarity, Target, Topic } from '../verdict.ts';

/** One thing that has changed in a story; texts of articles are foreign. */
export type DigestNews =
  /** It has come further; `contrary`: a report says what cannot be true beside what was told. */
  | {
      readonly kind: 'act' | 'contrary';
      readonly direction: Direction;
      readonly title: string;
      readonly language: Language;
      readonly url: string;
      readonly outlet: string;
    }
  /** It is about another country too. */
  | { readonly kind: 'target'; readonly target: Target; readonly outlet: string }
  /** An article was changed after it was read. */
  | {
      readonly kind: 'headline' | 'withdrawn' | 'restored';
      readonly outlet: string;
      readonly before: string;
      readonly after: string;
    };

/** What happened before in the same affair. */
export type EarlierStory = {
  readonly storyId: string;
  readonly label: Topic;
  readonly direction: Direction | null;
  readonly title: string;
  readonly language: Language;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  /** Whether this subscriber was told it. */
  readonly wasTold: boolean;
  /** Both cannot be so, and nobody who decides has said which is. */
  readonly isContrary?: boolean;
};

/** What a story makes of a cell of the board of measures. */
export type BoardChange = {
  readonly authority: string;
  readonly target: Target;
  readonly sport: string;
  readonly status: Status;
};

/** One story as a digest tells it. */
export type DigestStory = {
  readonly storyId: string;
  /** Why it is told now: `update` where the subscriber was told it before. */
  readonly change: 'new' | 'update';
  /** What is told hereby, never again to this subscriber: see Telling. Older digests do not say. */
  readonly keys?: readonly string[];
  /** What has changed: since it was told, or since its articles were read. Older digests do not say. */
  readonly news?: readonly DigestNews[];
  /** Of an update: when and as what it was told last. */
  readonly told?: { readonly at: string; readonly direction: Direction | null };
  /** Left out where nothing is known. */
  readonly earlier?: EarlierStory;
  /** What it makes of the board. Left out: nothing that is known. */
  readonly board?: readonly BoardChange[];
  readonly label: Topic;
  readonly direction: Direction | null;
  readonly polarity: Polarity | null;
  readonly targets: readonly Target[];
  readonly countries: readonly string[];
  readonly authority: string | null;
  readonly sport: string | null;
  /** Headline, link and outlet of the report that leads the story. */
  readonly title: string;
  readonly language: Language;
  readonly url: string;
  readonly outlet: string;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  /** A short piece of the lead report with the matched words; `marks` are [start, end) offsets in `text`. */
  readonly quote: { readonly text: string; readonly marks: readonly (readonly [number, number])[] };
  /** Every outlet that reports it, the lead's first. */
  readonly outlets: readonly string[];
  /** How many of them tell it on their own account, at the most. Older digests do not say. */
  readonly independent?: number;
  /** 0…1 */
  readonly score: number;
  /** The nearest reference article's title. */
  readonly nearestSeed: string | null;
};

/** What one subscriber gets for one window. Plain data: stored as JSON, rendered to mail from that. */
export type Digest = {
  readonly kind: Schedule['kind'];
  /** What the mail itself is written in. Older digests do not say: English. */
  readonly language?: MailLanguage;
  /** Stories shown in the mail, the others behind a link; left out: as many as fit. */
  readonly shown?: number;
  /** IANA zone in which times are told. */
  readonly zone: string;
  /** Half-open: from ≤ t < to. ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
  /** Empty where nothing happened, which some want to be told. */
  readonly stories: readonly DigestStory[];
  /** How much of the world was watched in the window. */
  readonly coverage: {
    readonly sources: number;
    readonly failing: readonly string[];
    readonly items: number;
  };
  /** Hash of the configuration that judged, short form. */
  readonly revision: string;
};
