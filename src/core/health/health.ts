import type { ReadState, SourceMemory } from '../poll/memory.ts';
import { DAY_MS, dayOf } from '../poll/spans.ts';
import { daysSilent, rhythmOf, type Rhythm } from './rhythm.ts';

/**
 * How a source is doing. Beyond what its last poll says, one that can be read may be `quiet`, without news for longer than it
 * ever is, or `repeating`, the same old document for ever.
 */
export type HealthState = ReadState | 'quiet' | 'repeating';

/** A state, since when, and why: a sentence for people, null when all is well. */
export type Health = {
  readonly state: HealthState;
  readonly since: Date | null;
  readonly reason: string | null;
};

/** What health is judged by. */
export type HealthFacts = {
  readonly memory: Pick<SourceMemory, 'state' | 'stateSince' | 'problem' | 'content' | 'newestAt'>;
  /** The UTC days on which the source published something, `2026-03-04`. */
  readonly days: readonly string[];
};

/** Judges how a source is doing at a moment. */
export function healthOf({ memory, days }: HealthFacts, now: Date): Health {
  const { state, stateSince, problem } = memory;
  if (state !== 'ok') return { state, since: stateSince, reason: problem };
  const rhythm = rhythmOf(days);
  const trouble = repeatingHealth(memory, rhythm, now) ?? quietHealth(rhythm, now);
  return trouble ?? { state, since: stateSince, reason: null };
}

/** Not read as it should be, or nothing in it: a subscriber cannot rely on such a source. */
export const UNREAD_STATES: readonly HealthState[] = ['failing', 'blocked', 'empty', 'gone'];

/** Everything that an operator should know of. */
export const TROUBLE_STATES: readonly HealthState[] = [...UNREAD_STATES, 'quiet', 'repeating'];

const LEAST_REPEATING_DAYS = 7;
/** Where no rhythm is known. */
const UNKNOWN_REPEATING_DAYS = 30;
const UNDATED_REPEATING_DAYS = 60;
const OLD_DAYS = 90;
/** A server that names a new date once may have been restarted. */
const MOVES = 2;

function repeatingHealth(
  { content, newestAt }: HealthFacts['memory'],
  rhythm: Rhythm | null,
  now: Date,
): Health | null {
  if (content === null) return null;
  const sameDays = (now.getTime() - content.since.getTime()) / DAY_MS;
  const patience = Math.max(LEAST_REPEATING_DAYS, rhythm?.expectedGap ?? UNKNOWN_REPEATING_DAYS);
  const since = content.since;
  if (content.moves >= MOVES && sameDays > patience) {
    const reason = `the same items since ${dayOf(since)}, though the server calls them changed again and again`;
    return { state: 'repeating', since, reason };
  }
  if (rhythm !== null) return null;
  if (newestAt !== null && now.getTime() - newestAt.getTime() > OLD_DAYS * DAY_MS) {
    const reason = `all of its items are old, the newest of ${dayOf(newestAt)}`;
    return { state: 'repeating', since: new Date(newestAt.getTime() + OLD_DAYS * DAY_MS), reason };
  }
  if (newestAt !== null || sameDays <= UNDATED_REPEATING_DAYS) return null;
  return {
    state: 'repeating',
    since,
    reason: `the same items, without dates, since ${dayOf(since)}`,
  };
}

function quietHealth(rhythm: Rhythm | null, now: Date): Health | null {
  if (rhythm === null) return null;
  const silent = daysSilent(rhythm, now);
  if (silent <= rhythm.expectedGap) return null;
  const { days, longestGap, newest } = rhythm;
  const habit = longestGap === 1 ? 'every day' : `never more than ${longestGap} days apart`;
  const reason = `nothing new for ${silent} days, since ${dayOf(newest)}; before, it published on ${days} days in ninety, ${habit}`;
  return {
    state: 'quiet',
    since: new Date(newest.getTime() + (rhythm.expectedGap + 1) * DAY_MS),
    reason,
  };
}
