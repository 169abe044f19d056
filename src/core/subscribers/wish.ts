import { nextDigestAt } from '../digest/schedule.ts';
import type { Preferences, Schedule, Subscriber } from '../subscriber.ts';
import { DEFAULT_PREFERENCES } from './preferences.ts';

/** What somebody says of a subscription; what is left out stays as it was, or is as usual. */
export type SubscriberWish = {
  readonly email: string;
  readonly schedule?: Schedule | undefined;
  /** IANA time zone. */
  readonly zone?: string | undefined;
  readonly preferences: { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined };
  /** Null: no pause. */
  readonly pausedUntil?: Date | null | undefined;
};

/** A subscription with nothing left open. */
export type SubscriberTerms = Pick<
  Subscriber,
  'email' | 'schedule' | 'zone' | 'preferences' | 'pausedUntil'
>;

const USUAL = {
  schedule: { kind: 'daily', time: '08:00' },
  zone: 'UTC',
  preferences: DEFAULT_PREFERENCES,
  pausedUntil: null,
} as const;

/** Fills a wish up with what was agreed before, or with the usual. */
export function termsOf(
  wish: SubscriberWish,
  before: Omit<SubscriberTerms, 'email'> = USUAL,
): SubscriberTerms {
  const said = Object.entries(wish.preferences).filter(([, value]) => value !== undefined);
  return {
    email: wish.email,
    schedule: wish.schedule ?? before.schedule,
    zone: wish.zone ?? before.zone,
    preferences: { ...before.preferences, ...Object.fromEntries(said) },
    pausedUntil: wish.pausedUntil === undefined ? before.pausedUntil : wish.pausedUntil,
  };
}

/** Whether two subscriptions of one address are the same. */
export function isSame(a: SubscriberTerms, b: SubscriberTerms): boolean {
  return comparable(a) === comparable(b);
}

function comparable({ schedule, zone, preferences, pausedUntil }: SubscriberTerms): string {
  const time = 'time' in schedule ? schedule.time : null;
  const weekday = 'weekday' in schedule ? schedule.weekday : null;
  const sorted = Object.entries(preferences).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([schedule.kind, time, weekday, zone, sorted, pausedUntil?.getTime()]);
}

/**
 * When the next digest of a subscription is due after a change. One whose times stay keeps what was planned, so that a
 * change of topics just before eight does not lose the digest of eight.
 */
export function plannedDigest(
  terms: SubscriberTerms,
  before: Pick<Subscriber, 'schedule' | 'zone' | 'nextDigestAt'> | null,
  now: Date,
): Date | null {
  const isKept =
    before !== null &&
    before.nextDigestAt !== null &&
    before.zone === terms.zone &&
    JSON.stringify(sortedKeys(before.schedule)) === JSON.stringify(sortedKeys(terms.schedule));
  return isKept ? before.nextDigestAt : nextDigestAt(terms.schedule, terms.zone, now);
}

function sortedKeys(schedule: Schedule): [string, string | number][] {
  return Object.entries(schedule).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
