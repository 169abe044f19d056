import type { Label, Verdict } from '../verdict.ts';

/** An item of the golden set that a configuration judges otherwise than the careful reader. */
export type GoldenError = {
  readonly id: string;
  readonly title: string;
  readonly expected: Label;
  readonly got: Label;
  /** 0…1, of the topic that the verdict is about. */
  readonly score: number;
  /** 0…1: how far from right, 1 for what a gate stopped. */
  readonly wrongBy: number;
};

/** How well a configuration judges the golden set: precision, recall and F1 of relevant against none. Plain data. */
export type GoldenFigure = {
  readonly n: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** The worst first. */
  readonly errors: readonly GoldenError[];
};

/** An item of the golden set with the verdict on it. */
export type GoldenJudgement = {
  readonly id: string;
  readonly title: string;
  readonly label: Label;
  readonly verdict: Verdict;
};

/** F1 may fall by so much from one configuration to the next: eight of some four hundred items. */
export const TOLERATED_FALL = 0.02;

/** Sums up judgements. Where nothing can be divided the figures are 0. */
export function figureOf(judgements: readonly GoldenJudgement[]): GoldenFigure {
  const flagged = judgements.filter(({ verdict }) => verdict.label !== 'none');
  const right = flagged.filter(({ label }) => label !== 'none').length;
  const precision = right / flagged.length || 0;
  const recall = right / judgements.filter(({ label }) => label !== 'none').length || 0;
  return {
    n: judgements.length,
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall) || 0,
    errors: judgements
      .flatMap(errorOf)
      .toSorted((a, b) => b.wrongBy - a.wrongBy || (a.id < b.id ? -1 : 1)),
  };
}

/** Whether F1 falls by more than is tolerated, and the errors that were none before, the worst first. */
export function compareFigures(
  before: GoldenFigure,
  after: GoldenFigure,
): { readonly falls: boolean; readonly newErrors: readonly GoldenError[] } {
  const known = new Set(before.errors.map(({ id, got }) => `${got} ${id}`));
  return {
    // A hair more than the tolerance, since differences of floats are never exact.
    falls: before.f1 - after.f1 > TOLERATED_FALL + 1e-9,
    newErrors: after.errors.filter(({ id, got }) => !known.has(`${got} ${id}`)),
  };
}

function errorOf({ id, title, label, verdict }: GoldenJudgement): GoldenError[] {
  const { label: got, score, evidence } = verdict;
  if (got === label) return [];
  const miss = evidence.gate === null ? 1 - score : 1;
  return [{ id, title, expected: label, got, score, wrongBy: label === 'none' ? score : miss }];
}
