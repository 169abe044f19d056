import { DAY_MS } from '../poll/spans.ts';
import { TROUBLE_STATES, UNREAD_STATES, type Health, type HealthState } from './health.ts';

/** A source as its operators last heard of it; null when they never did. */
export type Told = { readonly state: HealthState };

/** A source with its health now and what was told of it. */
export type WatchedSource = {
  readonly sourceId: string;
  readonly health: Health;
  /** Since when it has failed in one way or another; null when it does not. */
  readonly failingSince: Date | null;
  readonly told: Told | null;
};

/** A change of state that operators should hear of; `ok` is a recovery. */
export type Notice = {
  readonly sourceId: string;
  readonly state: HealthState;
  readonly since: Date;
  readonly reason: string | null;
};

/**
 * The changes to tell now: a source that fails only after a day, so that nobody is called for a restart; one that is gone, quiet or
 * repeating at once, since that took its time already; and one that is well again, if its trouble was told.
 */
export function noticesOf(sources: readonly WatchedSource[], now: Date): Notice[] {
  return sources.flatMap((source): readonly Notice[] => {
    const { sourceId, health, told } = source;
    const last = told?.state ?? 'ok';
    if (health.state === last) return [];
    const { state, reason } = health;
    if (state === 'ok') return [{ sourceId, state, since: wellSince(health, last, now), reason }];
    if (!TROUBLE_STATES.includes(state) || !isLasting(source, now)) return [];
    return [{ sourceId, state, since: health.since ?? now, reason }];
  });
}

/** A quiet source was read all the time: what ended its trouble is that something new came. */
function wellSince({ since }: Health, told: HealthState, now: Date): Date {
  return UNREAD_STATES.includes(told) ? (since ?? now) : now;
}

const PATIENCE_MS = DAY_MS;

/** A first failure counts from the first failed poll, whatever kinds followed; another kind must last by itself. */
function isLasting({ health, failingSince, told }: WatchedSource, now: Date): boolean {
  if (health.state === 'gone' || !UNREAD_STATES.includes(health.state)) return true;
  const isKnown = told !== null && UNREAD_STATES.includes(told.state);
  const since = isKnown ? health.since : (failingSince ?? health.since);
  return since !== null && now.getTime() - since.getTime() >= PATIENCE_MS;
}
