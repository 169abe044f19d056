/** What is known of a source after a poll. */
export type PollFacts = {
  readonly now: Date;
  readonly sourceId: string;
  readonly outcome: 'read' | 'unchanged' | 'gone' | 'refused' | 'failed';
  /** Polls that failed one after another, this one included. */
  readonly failures: number;
  /** The share (0…1) of items in each of the last polls that had not been seen before, the newest first. */
  readonly freshShares: readonly number[];
  /** What the server and the feed ask for. */
  readonly hints: {
    readonly maxAgeSeconds: number | null;
    readonly ttlMinutes: number | null;
  } | null;
  readonly retryAfterSeconds: number | null;
  readonly limits: PollLimits;
};

/** How often a source may be polled, in milliseconds; `defaultMs` where nothing is known yet. */
export type PollLimits = {
  readonly minimumMs: number;
  readonly maximumMs: number;
  readonly defaultMs: number;
};

/** When a source is polled next, and why then: a sentence for people. */
export type NextPoll = { readonly at: Date; readonly reason: string };

/**
 * Decides when a source is polled next: sooner the more news it brought, never sooner than it asks within the limits, later after each failure
 * in a row. Up to a tenth earlier or later by a hash of the source’s id, so that sources do not march in step.
 */
export function nextPoll(facts: PollFacts): NextPoll {
  const wait = waitAfter(facts);
  const ms = Math.round(wait.ms * jitter(facts.sourceId, wait.floorMs === wait.ms ? 0 : -0.1));
  const bounded = Math.min(Math.max(ms, wait.floorMs), Math.max(wait.ceilingMs, wait.floorMs));
  return { at: new Date(facts.now.getTime() + bounded), reason: wait.reason };
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LONGEST_BACK_OFF_MS = DAY_MS;
const LONGEST_RETRY_AFTER_MS = 2 * DAY_MS;
const GONE_MS = 7 * DAY_MS;
/** The share of new items at which the default interval is right. */
const USUAL_SHARE = 0.1;

type Wait = {
  readonly ms: number;
  readonly floorMs: number;
  readonly ceilingMs: number;
  readonly reason: string;
};

function waitAfter(facts: PollFacts): Wait {
  if (facts.outcome === 'gone') {
    return unbounded(GONE_MS, 'The server says it is gone for good; looking again in a week.');
  }
  const failed = facts.outcome === 'failed' || facts.outcome === 'refused';
  const asked = Math.min((facts.retryAfterSeconds ?? 0) * 1000, LONGEST_RETRY_AFTER_MS);
  const wait = failed ? backOff(facts) : adapted(facts);
  if (asked <= wait.ms) return wait;
  const reason = `The server asks for a pause of ${words(asked)}.`;
  return { ms: asked, floorMs: asked, ceilingMs: asked * 1.1, reason };
}

/** Linear: a source that fails for a day is still tried every day, one that stumbled is soon back. */
function backOff({ failures, limits }: PollFacts): Wait {
  const times = Math.max(1, failures);
  const ms = Math.min(limits.defaultMs * times, LONGEST_BACK_OFF_MS);
  const count = times === 1 ? 'The last poll failed' : `The last ${times} polls failed`;
  return unbounded(ms, `${count}; trying again in ${words(ms)}.`);
}

function adapted({ freshShares, hints, limits }: PollFacts): Wait {
  const { ms, reason } = byFreshness(freshShares, limits);
  const hint = Math.max((hints?.maxAgeSeconds ?? 0) * 1000, (hints?.ttlMinutes ?? 0) * MINUTE_MS);
  const bounds = { floorMs: limits.minimumMs, ceilingMs: limits.maximumMs };
  const asked = clamp(hint, 0, limits.maximumMs);
  if (asked <= ms) return { ms, ...bounds, reason };
  return { ms: asked, ...bounds, reason: `The source asks to be read every ${words(asked)}.` };
}

/**
 * The square root keeps it calm: twice the interval brings about twice the share of new items, and a rule in proportion to
 * that would swing between two intervals for ever.
 */
function byFreshness(
  shares: readonly number[],
  limits: PollLimits,
): { ms: number; reason: string } {
  // At first sight everything is new, which says nothing of how often it changes.
  if (shares.length < 2) {
    const ms = clamp(limits.defaultMs, limits.minimumMs, limits.maximumMs);
    return { ms, reason: `Not known well yet; reading it every ${words(ms)}.` };
  }
  const share = recentMean(shares);
  const times = share > 0 ? Math.sqrt(USUAL_SHARE / share) : Number.POSITIVE_INFINITY;
  const ms = clamp(limits.defaultMs * times, limits.minimumMs, limits.maximumMs);
  const news =
    share < 0.005 ? 'hardly any item' : `about ${Math.round(share * 100)} % of its items`;
  return {
    ms,
    reason: `Every ${words(ms)}: ${share < 0.005 ? 'hardly any item is' : `${news} are`} new at a poll.`,
  };
}

/** Each poll counts half as much as the one after it. */
function recentMean(shares: readonly number[]): number {
  const weighted = shares.map((share, age) => ({ weight: 0.5 ** age, share: clamp(share, 0, 1) }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted.reduce((sum, { weight, share }) => sum + weight * share, 0) / total;
}

function unbounded(ms: number, reason: string): Wait {
  return { ms, floorMs: 0, ceilingMs: Number.POSITIVE_INFINITY, reason };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

/** From 1 + `lowest` to 1.1, always the same for the same id (FNV-1a). */
function jitter(id: string, lowest: number): number {
  let hash = 0x81_1c_9d_c5;
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93);
  }
  return 1 + lowest + ((hash >>> 0) / 2 ** 32) * (0.1 - lowest);
}

function words(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  if (minutes < 120) return minutes === 1 ? 'minute' : `${minutes} minutes`;
  const hours = Math.round(ms / HOUR_MS);
  return hours < 48 ? `${hours} hours` : `${Math.round(ms / DAY_MS)} days`;
}
