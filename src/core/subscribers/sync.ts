import type { Subscriber } from '../subscriber.ts';
import { addressKey } from './address.ts';
import { isSame, termsOf, type SubscriberTerms, type SubscriberWish } from './wish.ts';

/** A subscriber as the records have them. */
export type KnownSubscriber = Subscriber & {
  readonly state: 'active' | 'left';
  readonly managedBy: 'records' | 'file';
  readonly leftBy: 'subscriber' | 'operator' | 'file' | null;
};

/** What a declared list changes; addresses in the last two are for a person to look at. */
export type SyncPlan = {
  readonly save: readonly {
    readonly terms: SubscriberTerms;
    readonly before: KnownSubscriber | null;
  }[];
  readonly remove: readonly string[];
  /** Named in the list, but signed up by other means: left as they are. */
  readonly elsewhere: readonly string[];
  /** Named in the list, but they have ended it themselves. */
  readonly unwilling: readonly string[];
};

/**
 * What a list that says all has to change: it adds, updates and removes those it names or named. Who was signed up by
 * other means stays as they are, and nobody who left by themselves comes back.
 */
export function planSync(
  declared: readonly SubscriberWish[],
  known: readonly KnownSubscriber[],
): SyncPlan {
  const byAddress = new Map(known.map((one) => [addressKey(one.email), one]));
  const named = new Set(declared.map(({ email }) => addressKey(email)));
  const rows = declared.map((wish) => {
    const before = byAddress.get(addressKey(wish.email)) ?? null;
    return { terms: termsOf(wish), before, fate: fateOf(wish, before) };
  });
  const emails = (fate: Fate): string[] =>
    rows.filter((row) => row.fate === fate).map(({ terms }) => terms.email);
  return {
    save: rows
      .filter(({ fate }) => fate === 'save')
      .map(({ terms, before }) => ({ terms, before })),
    remove: known
      .filter(({ managedBy, state }) => managedBy === 'file' && state === 'active')
      .filter(({ email }) => !named.has(addressKey(email)))
      .map(({ email }) => email),
    elsewhere: emails('elsewhere'),
    unwilling: emails('unwilling'),
  };
}

type Fate = 'save' | 'same' | 'elsewhere' | 'unwilling';

function fateOf(wish: SubscriberWish, before: KnownSubscriber | null): Fate {
  if (before === null) return 'save';
  if (before.leftBy === 'subscriber') return 'unwilling';
  if (before.managedBy === 'records') return 'elsewhere';
  return before.state === 'active' && isSame(termsOf(wish), before) ? 'same' : 'save';
}
