import type { Direction, Polarity, Target, Topic } from '../verdict.ts';

/** A flagged report, as far as the matter of its story is concerned. */
export type MatterReport = {
  readonly itemId: string;
  readonly sourceId: string;
  readonly outlet: string;
  readonly title: string;
  readonly summary: string;
  readonly url: string;
  readonly publishedAt: Date;
  readonly topic: Topic;
  readonly direction: Direction | null;
  /** Which way an open direction points; see DirectionEvidence. */
  readonly toward: Exclude<Polarity, 'open'> | null;
  readonly targets: readonly Target[];
  /** Foreign countries, ISO 3166 alpha-3. */
  readonly countries: readonly string[];
  readonly authority: string | null;
  readonly sport: string | null;
  /** Ids of the entities that are named, in the order of the text. */
  readonly named: readonly string[];
  /** Ids of the concepts that count, in the order of the text. */
  readonly concepts: readonly string[];
  /** Those of the title. */
  readonly titleConcepts: readonly string[];
  /** Its source is the own site of who decides in the matter. */
  readonly isPrimary: boolean;
  /** When it was seen that the article is withdrawn; null while it stands. */
  readonly withdrawnAt: Date | null;
};

/** A story with its reports, in any order. */
export type MatterStory = {
  readonly storyId: string;
  readonly leadItemId: string;
  readonly reports: readonly MatterReport[];
};

/** What a matter is about. */
export type MatterKey = {
  readonly topic: Topic;
  /** Of a measure, who decides; of an agreement, the target country that is a party. */
  readonly a: string;
  /** Of a measure, the country it is aimed at; of an agreement, the other party: a country, or a body of many. */
  readonly b: string;
  /** From the closed list of sports; `multi` for all, and where nobody says. */
  readonly sport: string;
};
