/** What an item reports; the codebook's label. */
export type Label = 'sanction' | 'agreement' | 'none';
export type Topic = Exclude<Label, 'none'>;

export const SANCTION_DIRECTIONS = [
  'imposed',
  'extended',
  'upheld',
  'eased',
  'lifted',
  'rejected',
  'proposed',
  'criticised',
] as const;
export const AGREEMENT_DIRECTIONS = ['signed', 'proposed', 'meeting', 'held', 'ended'] as const;

/** What happens to the measure or to the agreement. */
export type Direction =
  (typeof SANCTION_DIRECTIONS)[number] | (typeof AGREEMENT_DIRECTIONS)[number];

/** Whether isolation grows or shrinks; `open` where the item does not decide it. */
export type Polarity = 'tighter' | 'looser' | 'open';

/** The countries that measures are aimed at. */
export type Target = 'RUS' | 'BLR';

/** Where in an item a phrase stands. */
export type Zone = 'title' | 'summary' | 'body';

/** A phrase that matched. `text` is exactly the zone's text from `start` to `end` (UTF-16 offsets). */
export type Hit = {
  readonly zone: Zone;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The concept or entity that the phrase stands for, e.g. `ban`, `RUS`. */
  readonly concept: string;
  /** The pattern of the lexicon that matched, as written there. */
  readonly pattern: string;
  /** `context` is a word that only shows that the text is about sport. */
  readonly role: 'entity' | 'concept' | 'negative' | 'context';
  /** Why the hit does not count, e.g. the mask that cancelled it; null when it counts. */
  readonly masked: string | null;
};

/** One summand of the score. `points` = value × weight. */
export type Contribution = {
  readonly feature: string;
  readonly value: number;
  readonly weight: number;
  readonly points: number;
};

/** The reference article that an item resembles most. */
export type SeedMatch = {
  readonly seed: string;
  /** 0…1 */
  readonly similarity: number;
  readonly sharedTerms: readonly string[];
  readonly sharedConcepts: readonly string[];
};

/** What the rules say of the direction. */
export type DirectionEvidence = {
  readonly value: Direction;
  /** How far it is ahead of the next, 0…1, as a share of its own points. */
  readonly margin: number;
  /** The next; null when nothing else has points. */
  readonly runnerUp: Direction | null;
  /** Which way an open direction points: what is proposed, refused or spoken of; null when the text does not tell. */
  readonly toward: Exclude<Polarity, 'open'> | null;
};

/** Everything a verdict rests on, kept with it for good. */
export type Evidence = {
  /** The topic that the score and the contributions are about, also when the label is none. */
  readonly topic: Topic;
  /** Log-odds: the sum of the contributions' points. */
  readonly logit: number;
  /** Probability from which the topic counts. */
  readonly threshold: number;
  /** A rule that forced `none` in spite of the score, e.g. `no-target`, `no-sport`; null when none did. */
  readonly gate: string | null;
  readonly contributions: readonly Contribution[];
  readonly hits: readonly Hit[];
  readonly seed: SeedMatch | null;
  /** Null when the label is none; absent in verdicts of earlier versions. */
  readonly direction?: DirectionEvidence | null;
  /** The text that was read last: title and summary, or the article's own text as well. Older verdicts do not say. */
  readonly decidedBy?: 'teaser' | 'body';
};

/** What the classifier says of an item. Plain data: stored as JSON. */
export type Verdict = {
  readonly label: Label;
  readonly direction: Direction | null;
  readonly polarity: Polarity | null;
  /** Probability of the evidence's topic, 0…1: the logistic function of its logit. */
  readonly score: number;
  readonly targets: readonly Target[];
  /** Foreign countries named (ISO 3166 alpha-3), the other side of an agreement. */
  readonly countries: readonly string[];
  /** Acronym of the deciding or announcing body: IOC, FIS, CAS … */
  readonly authority: string | null;
  /** Sport from the closed list of the entities file, `multi` or null. */
  readonly sport: string | null;
  readonly evidence: Evidence;
};
