import type { Contribution, Evidence, Hit, Label, Verdict } from '../verdict.ts';
import { BODY_FEATURE } from './body.ts';
import type { Classifier, Judged, Priors } from './classifier.ts';

/** What becomes of an item when one concept's words are taken out of it. */
export type WithoutConcept = {
  readonly concept: string;
  /** The words that were taken out, each once. */
  readonly texts: readonly string[];
  readonly label: Label;
  readonly score: number;
  readonly gate: string | null;
};

/** The smallest single changes after which an item would be judged the other way. */
export type Flips = {
  /** Log-odds above (positive) or below the threshold. */
  readonly margin: number;
  /** Contributions without any single one of which the score lands on the other side; the smallest first. */
  readonly contributions: readonly Contribution[];
  /**
   * The one weight whose change would be smallest in proportion, and the value that it has to pass; null where even
   * none or twice of any weight would not do.
   */
  readonly weight: {
    readonly feature: string;
    readonly from: number;
    readonly past: number;
  } | null;
  /** The gate that alone keeps the item out, in spite of its score. */
  readonly gate: string | null;
  /** Concepts without which the label is another, found by judging again. */
  readonly concepts: readonly WithoutConcept[];
};

/** Concepts that are tried; texts stuffed with keywords have more. */
const MOST_CONCEPTS = 40;

/**
 * Finds what a verdict hangs on. Contributions and weights are computed from the evidence, as if nothing else changed;
 * concepts are tried by judging the item again without their words.
 */
export function flipsOf(
  classifier: Classifier,
  item: Judged,
  priors: Priors,
  verdict: Verdict,
): Flips {
  const { evidence } = verdict;
  const margin = evidence.logit - logOdds(evidence.threshold);
  const isGated = evidence.gate !== null;
  return {
    margin,
    contributions: isGated ? [] : decisive(evidence.contributions, margin),
    weight: isGated ? null : smallestChange(evidence.contributions, margin),
    gate: isGated && margin >= 0 ? evidence.gate : null,
    concepts: conceptsOf(evidence)
      .map((concept) => without(classifier, item, priors, evidence, concept))
      .filter(({ label }) => (label === 'none') !== (verdict.label === 'none')),
  };
}

/** The logarithm of the odds of a probability. */
export function logOdds(probability: number): number {
  return Math.log(probability / (1 - probability));
}

function decisive(contributions: readonly Contribution[], margin: number): Contribution[] {
  return contributions
    .filter(({ feature, points }) => feature !== 'bias' && crosses(margin, -points))
    .toSorted((a, b) => Math.abs(a.points) - Math.abs(b.points));
}

/** Whether a change of the log-odds moves what is so far from the threshold to its other side. */
function crosses(margin: number, change: number): boolean {
  return margin >= 0 !== margin + change >= 0;
}

function smallestChange(contributions: readonly Contribution[], margin: number): Flips['weight'] {
  const [best] = contributions
    .filter(({ feature }) => feature !== 'bias' && feature !== BODY_FEATURE)
    .toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  if (best === undefined || Math.abs(best.points) < Math.abs(margin)) return null;
  const { feature, weight, value } = best;
  return { feature, from: weight, past: weight - margin / value };
}

function conceptsOf({ hits }: Evidence): string[] {
  const counting = hits.filter(({ masked }) => masked === null);
  return [...new Set(counting.map(({ concept }) => concept))].slice(0, MOST_CONCEPTS);
}

function without(
  classifier: Classifier,
  item: Judged,
  priors: Priors,
  { hits }: Evidence,
  concept: string,
): WithoutConcept {
  const own = hits.filter((hit) => hit.concept === concept && hit.masked === null);
  // A phrase may have names in its gaps, which are not what it is about.
  const names = hits.filter(
    (hit) => hit.concept !== concept && (hit.role === 'entity' || hit.role === 'context'),
  );
  const rest = (zone: Hit['zone']): string =>
    withoutSpans(item[zone] ?? '', spansIn(own, zone), spansIn(names, zone));
  const { label, score, evidence } = classifier.judge(
    { ...item, title: rest('title'), summary: rest('summary'), body: rest('body') },
    priors,
  );
  const texts = [...new Set(own.map(({ text }) => text))];
  return { concept, texts, label, score, gate: evidence.gate };
}

type Span = readonly [start: number, end: number];

function spansIn(hits: readonly Hit[], zone: Hit['zone']): Span[] {
  return hits.filter((hit) => hit.zone === zone).map(({ start, end }) => [start, end]);
}

/** A text in which every word of the spans is a 0, but for words of `kept`. It stands in no lexicon and ends no sentence. */
function withoutSpans(text: string, spans: readonly Span[], kept: readonly Span[]): string {
  const isIn = (list: readonly Span[], at: number): boolean =>
    list.some(([start, end]) => at >= start && at < end);
  return text.replaceAll(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number) =>
    isIn(spans, at) && !isIn(kept, at) ? '0' : word,
  );
}
