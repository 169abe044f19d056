import type { Direction, Label, Verdict } from '../verdict.ts';
import { polarityOf } from './direction.ts';

/** What a careful reader says of an item. */
export type Expectation = {
  readonly language: string;
  readonly label: Label;
  readonly direction: Direction | null;
  readonly authority: string | null;
  readonly sport: string | null;
  /** Free tag for the analysis of errors. */
  readonly kind: string | null;
};

/** An item's expectation beside what the classifier says. */
export type Judgement = { readonly expected: Expectation; readonly verdict: Verdict };

/** How well relevant items are told from others; each 0…1, null where nothing can be divided. */
export type Relevance = {
  readonly n: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
};

/** A comparison of verdicts with expectations. Accuracies are over true positives that carry the field. */
export type Evaluation = {
  readonly n: number;
  readonly relevant: Omit<Relevance, 'n'> & {
    readonly ap: number | null;
    readonly recallAtPrecision95: number | null;
  };
  readonly labelAccuracy: number | null;
  readonly directionAccuracy: number | null;
  readonly polarityAccuracy: number | null;
  readonly authorityAccuracy: number | null;
  readonly sportAccuracy: number | null;
  readonly byLanguage: Readonly<Record<string, Relevance>>;
  readonly byKind: Readonly<Record<string, Relevance>>;
  /** Share of verdicts whose contributions add up to their logit; 1 unless something is wrong. */
  readonly contributionsSum: number | null;
};

/** Compares verdicts with expectations. */
export function evaluate(judgements: readonly Judgement[]): Evaluation {
  const { n, ...relevant } = relevanceOf(judgements);
  const found = judgements.filter((one) => isRelevant(one) && isFlagged(one));
  return {
    n,
    relevant: { ...relevant, ...rankingOf(judgements) },
    labelAccuracy: accuracy(found, ({ expected, verdict }) => expected.label === verdict.label),
    directionAccuracy: accuracyOf(found, 'direction'),
    polarityAccuracy: polarityAccuracy(found),
    authorityAccuracy: accuracyOf(found, 'authority'),
    sportAccuracy: accuracyOf(found, 'sport'),
    byLanguage: grouped(judgements, ({ expected }) => expected.language),
    byKind: grouped(judgements, ({ expected }) => expected.kind),
    contributionsSum: accuracy(judgements, ({ verdict }) => addsUp(verdict)),
  };
}

function relevanceOf(judgements: readonly Judgement[]): Relevance {
  const flagged = judgements.filter(isFlagged);
  const hits = flagged.filter(isRelevant).length;
  const precision = share(hits, flagged.length);
  const recall = share(hits, judgements.filter(isRelevant).length);
  const f1 =
    precision === null || recall === null
      ? null
      : share(2 * precision * recall, precision + recall);
  return { n: judgements.length, precision, recall, f1 };
}

/**
 * Average precision (mean of the precision at each relevant item's rank), and the highest recall at which
 * precision is still .95, with items ranked by score. What a gate stopped ranks last.
 */
function rankingOf(judgements: readonly Judgement[]): {
  ap: number | null;
  recallAtPrecision95: number | null;
} {
  const ranked = judgements.toSorted((a, b) => rankOf(b.verdict) - rankOf(a.verdict));
  const total = judgements.filter(isRelevant).length;
  let hits = 0;
  let precisions = 0;
  let sure = 0;
  ranked.forEach((one, at) => {
    if (!isRelevant(one)) return;
    hits += 1;
    const precision = hits / (at + 1);
    precisions += precision;
    if (precision >= 0.95) sure = hits;
  });
  return { ap: share(precisions, total), recallAtPrecision95: share(sure, total) };
}

function rankOf({ evidence, score }: Verdict): number {
  return evidence.gate === null ? score : -1;
}

/** Polarity is a matter of sanctions; an agreement has none. */
function polarityAccuracy(found: readonly Judgement[]): number | null {
  const told = found.filter(
    ({ expected }) => expected.label === 'sanction' && expected.direction !== null,
  );
  return accuracy(
    told,
    ({ expected, verdict }) => polarityOf('sanction', expected.direction) === verdict.polarity,
  );
}

function accuracyOf(
  found: readonly Judgement[],
  field: 'direction' | 'authority' | 'sport',
): number | null {
  const carrying = found.filter(({ expected }) => expected[field] !== null);
  return accuracy(carrying, ({ expected, verdict }) => expected[field] === verdict[field]);
}

function accuracy(
  judgements: readonly Judgement[],
  isRight: (one: Judgement) => boolean,
): number | null {
  return share(judgements.filter(isRight).length, judgements.length);
}

function grouped(
  judgements: readonly Judgement[],
  keyOf: (one: Judgement) => string | null,
): Record<string, Relevance> {
  const groups = new Map<string, Judgement[]>();
  for (const one of judgements) {
    const key = keyOf(one);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, group]) => [key, relevanceOf(group)]));
}

function isRelevant({ expected }: Judgement): boolean {
  return expected.label !== 'none';
}

function isFlagged({ verdict }: Judgement): boolean {
  return verdict.label !== 'none';
}

function addsUp({ evidence }: Verdict): boolean {
  const sum = evidence.contributions.reduce((total, { points }) => total + points, 0);
  return Math.abs(sum - evidence.logit) < 1e-9;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
