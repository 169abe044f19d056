import { askedInterval, LONGEST_HINT_MS, outsideSkipped } from './hints.ts';
import type { PollHints } from './hints.ts';
import { DAY_MS, everyInWords, spanInWords } from './spans.ts';
import { spreadOf } from './spread.ts';

/** What is known of a source after a poll. */
export type PollFacts = {
  readonly now: Date;
  readonly sourceId: string;
  /** `gone`: the server said 410. */
  readonly outcome: 'fine' | 'gone' | 'failed';
  readonly failures: FailureRow;
  /** The share (0…1) of items in each of the last polls that had not been seen before, the newest first. */
  readonly freshShares: readonly number[];
  /** What the server and the feed ask for. */
  readonly hints: PollHints;
  readonly retryAfterSeconds: number | null;
  readonly limits: PollLimits;
};

/** Polls that failed one after another, the last one included; all zero after one that was fine. */
export type FailureRow = {
  readonly count: number;
  /** The sum of their grades' weights. */
  readonly score: number;
  /** Milliseconds since the first of them. */
  readonly forMs: number;
  /** How many of the last ones said 410. */
  readonly gone: number;
};

/** How often a source may be polled, in milliseconds; `defaultMs` where nothing is known yet. */
export type PollLimits = {
  readonly minimumMs: number;
  readonly maximumMs: number;
  readonly defaultMs: number;
};

/** When a source is polled next (null: never again), and why then: a sentence for people. */
export type NextPoll = { readonly at: Date | null; readonly reason: string };

/**
 * Decides when a source is polled next: sooner the more news it brought, never sooner than it asks within the limits, later after each failure
 * in a row, never again once it is surely gone. Up to a tenth earlier or later by a hash of the source’s id, so that sources
 * do not march in step.
 */
export function nextPoll(facts: PollFacts): NextPoll {
  if (isGone(facts)) {
    return {
      at: null,
      reason: 'It is gone for good (410): not read again until its address is changed.',
    };
  }
  const wait = waitAfter(facts);
  const lowest = wait.isAsked ? 1 : 0.9;
  const ms = Math.round(wait.ms * (lowest + spreadOf(facts.sourceId) * (1.1 - lowest)));
  const bounded = Math.min(Math.max(ms, facts.limits.minimumMs), wait.ceilingMs);
  const at = new Date(facts.now.getTime() + bounded);
  return facts.outcome === 'fine' ? leftAlone(at, wait.reason, facts) : { at, reason: wait.reason };
}

/** Said once it may be a mistake; said again on the days after, it is meant. */
function isGone({ outcome, failures }: PollFacts): boolean {
  return outcome === 'gone' && failures.gone >= GONE_SIGHTINGS && failures.forMs >= GONE_MS;
}

/** How often, and over which time, a server must say 410 to be believed. */
export const GONE_SIGHTINGS = 3;
const GONE_MS = 1.5 * DAY_MS;

const LONGEST_BACK_OFF_MS = DAY_MS;
const LONGEST_RETRY_AFTER_MS = 2 * DAY_MS;
/** A source that has failed for so long is asked once a week. */
const LOST_AFTER_MS = 30 * DAY_MS;
const LOST_MS = 7 * DAY_MS;
/** A failure of full weight puts the next try off by four default intervals, so one of the lightest by one. */
const UNITS = 4;
/** The share of new items at which the default interval is right. */
const USUAL_SHARE = 0.1;

type Wait = {
  readonly ms: number;
  /** Somebody asked for this span: it is never cut short. */
  readonly isAsked: boolean;
  readonly ceilingMs: number;
  readonly reason: string;
};

function waitAfter(facts: PollFacts): Wait {
  const wait = facts.outcome === 'fine' ? adapted(facts) : putOff(facts);
  const asked = Math.min((facts.retryAfterSeconds ?? 0) * 1000, LONGEST_RETRY_AFTER_MS);
  if (asked <= wait.ms) return wait;
  const reason = `The server asks for a pause of ${spanInWords(asked)}.`;
  return { ms: asked, isAsked: true, ceilingMs: LONGEST_RETRY_AFTER_MS, reason };
}

function putOff(facts: PollFacts): Wait {
  if (facts.outcome !== 'gone') return backOff(facts);
  const times = facts.failures.gone;
  const said = times === 1 ? 'once' : `${times} times`;
  const reason = `The server has said ${said} that it is gone for good (410); asking again in a day to be sure.`;
  return { ms: DAY_MS, isAsked: false, ceilingMs: Number.POSITIVE_INFINITY, reason };
}

/** Linear: a source that fails for a day is still tried every day, one that stumbled is soon back. */
function backOff({ failures, limits }: PollFacts): Wait {
  const ms = Math.min(limits.defaultMs * UNITS * failures.score, LONGEST_BACK_OFF_MS);
  const wait = { isAsked: false, ceilingMs: Number.POSITIVE_INFINITY };
  if (failures.forMs > LOST_AFTER_MS) {
    const reason = `It has failed for ${spanInWords(failures.forMs)}; trying again once a week.`;
    return { ...wait, ms: LOST_MS, reason };
  }
  const count =
    failures.count <= 1 ? 'The last poll failed' : `The last ${failures.count} polls failed`;
  const shown = Math.max(ms, limits.minimumMs);
  return { ...wait, ms: shown, reason: `${count}; trying again in ${spanInWords(shown)}.` };
}

function adapted({ freshShares, hints, limits }: PollFacts): Wait {
  const { ms, reason } = byFreshness(freshShares, limits);
  const asked = askedInterval(hints);
  const askedMs = Math.min(asked?.ms ?? 0, limits.maximumMs);
  const ceilingMs = limits.maximumMs;
  if (asked === null || askedMs <= ms) return { ms, isAsked: false, ceilingMs, reason };
  const span = everyInWords(askedMs);
  return {
    ms: askedMs,
    isAsked: true,
    ceilingMs,
    reason: `The source asks to be read every ${span} (${asked.by}).`,
  };
}

/**
 * The square root keeps it calm: twice the interval brings about twice the share of new items, and a rule in proportion to
 * that would swing between two intervals for ever.
 */
function byFreshness(
  shares: readonly number[],
  limits: PollLimits,
): { ms: number; reason: string } {
  if (limits.minimumMs === limits.maximumMs) {
    return {
      ms: limits.minimumMs,
      reason: `Every ${everyInWords(limits.minimumMs)}, as it is set.`,
    };
  }
  if (shares.length === 0) {
    const ms = clamp(limits.defaultMs, limits.minimumMs, limits.maximumMs);
    return { ms, reason: `Not known well yet; reading it every ${everyInWords(ms)}.` };
  }
  // Before the first poll there was, as it were, a usual one: a single one without news does not put the next off for a day.
  const expected = recentMean([...shares, USUAL_SHARE]);
  const wanted = limits.defaultMs * Math.sqrt(USUAL_SHARE / expected);
  const ms = clamp(wanted, limits.minimumMs, limits.maximumMs);
  const percent = Math.round(recentMean(shares) * 100);
  const news = percent === 0 ? 'hardly any item is' : `about ${percent} % of its items are`;
  return { ms, reason: `Every ${everyInWords(ms)}: ${news} new at a poll.` };
}

/** Each poll counts half as much as the one after it. */
function recentMean(shares: readonly number[]): number {
  const weighted = shares.map((share, age) => ({ weight: 0.5 ** age, share: clamp(share, 0, 1) }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted.reduce((sum, { weight, share }) => sum + weight * share, 0) / total;
}

function leftAlone(at: Date, reason: string, { now, hints }: PollFacts): NextPoll {
  const latest = new Date(now.getTime() + LONGEST_HINT_MS);
  const moved = outsideSkipped(at, hints, latest);
  if (moved.getTime() === at.getTime()) return { at, reason };
  const until = moved.toISOString().slice(0, 16).replace('T', ' ');
  return {
    at: moved,
    reason: `${reason} It asks to be left alone at that time: not before ${until} UTC.`,
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
