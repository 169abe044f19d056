import type { Measure } from '../core/matters/board.ts';

/** Entries of the board that are one decision: the same body, sport and reports, against each of the countries. */
export type Decision = {
  /** One for each country, in the order of the board. */
  readonly entries: readonly [Measure, ...Measure[]];
};

/**
 * Puts entries that are one decision together, in the order of the first of each. Where anything but the country differs,
 * or is in dispute, each stays for itself: what is true of one country is never told of another.
 */
export function decisionsOf(measures: readonly Measure[]): Decision[] {
  const decisions = new Map<string, [Measure, ...Measure[]]>();
  for (const measure of measures) {
    const key = decisionKey(measure) ?? `matter ${measure.matterId}`;
    const known = decisions.get(key);
    if (known === undefined || known.some(({ target }) => target === measure.target)) {
      decisions.set(known === undefined ? key : `matter ${measure.matterId}`, [measure]);
    } else known.push(measure);
  }
  return [...decisions.values()].map((entries) => ({ entries }));
}

/** What entries of one decision have in common; null for one that stays for itself. */
function decisionKey(measure: Measure): string | null {
  const { authority, sport, status, since, lastConfirmed, standing, confirmedBy } = measure;
  const { certain, conflicts, pending, sources } = measure;
  if (conflicts.length > 0 || certain !== null) return null;
  const reports = sources.map(({ itemId }) => itemId);
  const plans = pending.map(({ kind, at, sources: said }) => [
    kind,
    at.getTime(),
    ...said.map(({ itemId }) => itemId),
  ]);
  // Nothing known of two countries is nothing in common.
  if (reports.length === 0 && plans.length === 0) return null;
  const times = [since, lastConfirmed].map((at) => at?.getTime() ?? null);
  return JSON.stringify([authority, sport, status, times, standing, confirmedBy, reports, plans]);
}
