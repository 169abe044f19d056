import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../config/duration.ts';

export const DAY_MS = 86_400_000;

/** Reads a span of an option into milliseconds. Throws InvalidArgumentError. */
export function readSpan(text: string): number {
  const span = parseDuration(text);
  if (span !== null && span > 0) return span;
  throw new InvalidArgumentError('Write a span such as 90d or 12h.');
}
