import { NO_HINTS } from '../../../src/core/poll/hints.ts';
import type { Poll, PollFindings } from '../../../src/core/poll/after-poll.ts';
import { newMemory, type SourceMemory } from '../../../src/core/poll/memory.ts';

const MINUTE = 60_000;

export const NOON = new Date('2026-03-04T12:00:00Z');

/** So many hours after noon. */
export function hours(count: number): Date {
  return new Date(NOON.getTime() + count * 60 * MINUTE);
}

/** A source that is new to us, but for what the test is about. */
export function aMemory(parts: Partial<SourceMemory> = {}): SourceMemory {
  const source = { sourceId: 'paper', url: 'https://paper.example/rss' };
  return { ...newMemory(source, NOON), ...parts };
}

/** A poll that read a document of ten items at noon. */
export function aPoll(parts: Partial<Poll> = {}): Poll {
  return {
    at: NOON,
    outcome: 'read',
    status: 200,
    problem: null,
    grade: null,
    validators: { etag: '"1"', lastModified: null },
    wasConditional: false,
    hints: NO_HINTS,
    retryAfterSeconds: null,
    permanentTo: null,
    content: { items: 10, hash: 'h1', newestAt: NOON },
    ...parts,
  };
}

/** A poll that brought no document. */
export function aFailure(parts: Partial<Poll> = {}): Poll {
  return aPoll({
    outcome: 'failed',
    status: 500,
    problem: 'paper.example answered 500',
    grade: 'passing',
    validators: null,
    hints: null,
    content: null,
    ...parts,
  });
}

export const LIMITS = { minimumMs: 10 * MINUTE, defaultMs: 30 * MINUTE, maximumMs: 1440 * MINUTE };

/** What the records tell of an ordinary poll. */
export function findings(parts: Partial<PollFindings> = {}): PollFindings {
  return { identity: null, unseen: 1, shared: 1, freshShares: [], limits: LIMITS, ...parts };
}
