import { likeness, type Fingerprint } from './copies.ts';
import { compareReports } from './same-event.ts';
import type { Signature } from './signature.ts';

/** A report as far as it tells with which others it belongs together. */
export type Member = {
  /** The article's canonical address: decides between reports of the same instant. */
  readonly key: string;
  /** Null where nobody says: such a report is not kept apart by time, but has to agree better. */
  readonly publishedAt: Date | null;
  readonly print: Fingerprint;
  readonly signature: Signature;
  /** Reports that share one of these stay together: a story that was told, a merge by an operator. */
  readonly bonds: readonly string[];
  /** `split/side`: reports on two sides of a split by an operator stay apart. */
  readonly sides: readonly string[];
};

/** When two reports are of one event. */
export type EventRules = {
  /** Reports further apart in time are of two events. Milliseconds. */
  readonly windowMs: number;
  /** Share of common word pairs (0…1) from which two texts are copies. */
  readonly copies: number;
  /** Score of compareReports from which two reports are of one event, within a language and across two. */
  readonly sameLanguage: number;
  readonly otherLanguage: number;
};

/** What a copy has over a report that is just alike enough. */
const COPY_MARGIN = 1;

/**
 * How far two reports are beyond what makes them reports of one event: 0 is just enough, COPY_MARGIN a copy,
 * -Infinity for two that can never be. Symmetric.
 */
export function marginOf(a: Member, b: Member, rules: EventRules): number {
  const apart = msBetween(a, b);
  if (apart !== null && apart > rules.windowMs) return -Infinity;
  const { score, reasons } = compareReports(a.signature, b.signature);
  const isContradicted = reasons.some(({ slot }) => slot.startsWith('other '));
  // Texts from one template are nearly equal, but for the country or the number that makes two events of them.
  if (!isContradicted && likeness(a.print, b.print) >= rules.copies) return COPY_MARGIN;
  const isSameLanguage = a.signature.language === b.signature.language;
  const threshold = isSameLanguage ? rules.sameLanguage : rules.otherLanguage;
  const doubt = apart === null ? UNDATED_DOUBT : (DISTANT_DOUBT * apart) / rules.windowMs;
  return score - threshold - doubt;
}

/** What the rest must make up for where nobody says when, and for two reports a whole window apart. Tuned on real items. */
const UNDATED_DOUBT = 0.45;
const DISTANT_DOUBT = 0.15;

function msBetween({ publishedAt: a }: Member, { publishedAt: b }: Member): number | null {
  return a === null || b === null ? null : Math.abs(a.getTime() - b.getTime());
}
