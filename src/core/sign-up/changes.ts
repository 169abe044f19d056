import { scheduleText } from '../digest/schedule.ts';
import type { SubscriberTerms } from '../subscribers/wish.ts';

/** A subscription as plain words, for a log. */
function wordsOf(terms: SubscriberTerms): ReadonlyMap<string, unknown> {
  const { schedule, zone, preferences, pausedUntil } = terms;
  return new Map<string, unknown>([
    ['schedule', scheduleText(schedule)],
    ['zone', zone],
    ['pausedUntil', pausedUntil?.toISOString() ?? null],
    ...Object.entries(preferences),
  ]);
}

/** What differs between two subscriptions: of each key, what it was and what it is. */
export function changesBetween(
  before: SubscriberTerms,
  after: SubscriberTerms,
): Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>> {
  const old = wordsOf(before);
  const changed = [...wordsOf(after)]
    .map(([key, to]) => ({ key, from: old.get(key) ?? null, to }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  return Object.fromEntries(changed.map(({ key, from, to }) => [key, { from, to }]));
}
