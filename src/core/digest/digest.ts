import type { Language } from '../source.ts';
import type { MailLanguage, Schedule } from '../subscriber.ts';
import type { Direction, Polarity, Target, Topic } from '../verdict.ts';

/** One story as a digest tells it. */
export type DigestStory = {
  readonly storyId: string;
  /** Why it is told now. More kinds of change will join. */
  readonly change: 'new';
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
