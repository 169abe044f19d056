import {
  compareFigures,
  TOLERATED_FALL,
  type GoldenError,
  type GoldenFigure,
} from '../core/classify/golden.ts';
import { SetupError } from '../errors.ts';
import type { Measured } from './golden.ts';

/** New errors that a refusal names. */
const NAMED = 5;

/**
 * Compares a configuration with the one in force; null when it may judge. Figures of different golden sets, or without
 * one before, say nothing against it.
 */
export function objectionTo(measured: Measured, before: Measured | null): SetupError | null {
  if (before === null || before.set !== measured.set) return null;
  const { falls, newErrors } = compareFigures(before.figure, measured.figure);
  if (!falls) return null;
  const named = newErrors.slice(0, NAMED).map(describeError);
  const rest = newErrors.length - named.length;
  return new SetupError(
    [
      `the configuration judges the golden set worse than the one in force: F1 ${f1(before.figure)} → ${f1(measured.figure)}, ` +
        `and a fall of ${TOLERATED_FALL} is tolerated. New errors, the worst first:`,
      ...named.map((line) => `  ${line}`),
      ...(rest > 0 ? [`  and ${rest} more`] : []),
    ].join('\n'),
    'Mend the keywords (`flagbearer keywords test` shows every error, `flagbearer explain` why), or take them as they are with `flagbearer keywords test --accept`.',
  );
}

/** An error of the golden set in a line. */
export function describeError({ id, title, expected, got, score }: GoldenError): string {
  const what =
    expected === 'none'
      ? `wrongly ${got}`
      : got === 'none'
        ? `missed ${expected}`
        : `${expected} taken for ${got}`;
  return `${id}: ${what} (${score.toFixed(2)}): ${title}`;
}

function f1({ f1: value }: GoldenFigure): string {
  return value.toFixed(3);
}
