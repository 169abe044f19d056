import type { Identity } from '../identity/sight.ts';
import { GRADE_WEIGHTS, type Grade } from './grade.ts';
import type { PollHints } from './hints.ts';
import { addressOf, NO_FAILURES } from './memory.ts';
import type { Content, FailuresSoFar, SourceMemory } from './memory.ts';
import { isSettled, sightMove } from './move.ts';
import { nextPoll, type PollLimits } from './next-poll.ts';
import { validatorsAfter, type Validators } from './validators.ts';

/** What came of one poll. */
export type Poll = {
  readonly at: Date;
  /** `read` and `unchanged` are fine; a `bare` document was read but holds no item, an `unreadable` one is not understood. */
  readonly outcome: 'read' | 'unchanged' | 'bare' | 'unreadable' | 'blocked' | 'gone' | 'failed';
  readonly status: number | null;
  readonly problem: string | null;
  /** Null when it is fine. */
  readonly grade: Grade | null;
  /** What came with the answer; null where it was no answer with a document, nor a 304. */
  readonly validators: Validators | null;
  /** The request carried validators. */
  readonly wasConditional: boolean;
  /** Null when the answer says nothing of it. */
  readonly hints: PollHints | null;
  readonly retryAfterSeconds: number | null;
  /** Where permanent redirects led; null when there were none. */
  readonly permanentTo: string | null;
  /** What was read; null where nothing was. */
  readonly content: ReadContent | null;
};

/** The items of a document: how many, a hash of them, and the date of the newest that has one. */
export type ReadContent = {
  readonly items: number;
  readonly hash: string;
  readonly newestAt: Date | null;
};

/** What only the records can tell of a poll. */
export type PollFindings = {
  readonly identity: Identity | null;
  /** Items that the read before did not have; null at the first read. */
  readonly unseen: number | null;
  /** The share (0…1) of the items that the read before had as well; null at the first read. */
  readonly shared: number | null;
  /** The shares of unseen items of the polls before this one, the newest first. */
  readonly freshShares: readonly number[];
  readonly limits: PollLimits;
};

/** What is remembered of a source after a poll. */
export function afterPoll(memory: SourceMemory, poll: Poll, found: PollFindings): SourceMemory {
  const { at } = poll;
  const isFine = poll.grade === null;
  const failures = failuresAfter(memory.failures, poll);
  const hints = hintsAfter(memory.hints, poll);
  const next = nextPoll({
    now: at,
    sourceId: memory.sourceId,
    outcome: isFine ? 'fine' : poll.outcome === 'gone' ? 'gone' : 'failed',
    failures: { ...failures, forMs: at.getTime() - (failures.since ?? at).getTime() },
    freshShares: freshShares(poll, found),
    hints,
    retryAfterSeconds: poll.retryAfterSeconds,
    limits: found.limits,
  });
  const state = next.at === null ? 'gone' : stateOf(poll);
  return {
    ...memory,
    ...addressAfter(memory, poll, found, failures),
    state,
    stateSince: state === memory.state ? memory.stateSince : at,
    problem: poll.problem,
    nextPollAt: next.at,
    nextPollReason: next.reason,
    lastFetchedAt: at,
    lastOkAt: isFine ? at : memory.lastOkAt,
    wholeReadAt: poll.outcome === 'read' && !poll.wasConditional ? at : memory.wholeReadAt,
    failures,
    validators: remembered(memory, poll, found),
    hints,
    identity: found.identity,
    content: contentAfter(memory, poll),
    newestAt: poll.content === null ? memory.newestAt : poll.content.newestAt,
  };
}

/** The share of unseen items of this poll; null where it tells nothing. */
export function freshShare(poll: Poll, unseen: number | null): number | null {
  if (poll.outcome === 'unchanged') return 0;
  const items = poll.content?.items ?? 0;
  return items === 0 || unseen === null ? null : unseen / items;
}

function freshShares(poll: Poll, found: PollFindings): readonly number[] {
  const share = freshShare(poll, found.unseen);
  return share === null ? found.freshShares : [share, ...found.freshShares];
}

function stateOf({ outcome }: Poll): SourceMemory['state'] {
  if (outcome === 'read' || outcome === 'unchanged') return 'ok';
  if (outcome === 'blocked') return 'blocked';
  return outcome === 'bare' ? 'empty' : 'failing';
}

function failuresAfter(before: FailuresSoFar, { at, grade, status, outcome }: Poll): FailuresSoFar {
  if (grade === null) return NO_FAILURES;
  // A server that is away says nothing of whether the source is.
  const gone = outcome === 'gone' ? before.gone + 1 : status === null ? before.gone : 0;
  return {
    count: before.count + 1,
    score: before.score + GRADE_WEIGHTS[grade],
    since: before.since ?? at,
    lastStatus: status,
    gone,
  };
}

/** What a document asks for stays while it is unchanged; what a header asks for is said anew with every answer. */
function hintsAfter(before: PollHints, { hints, outcome }: Poll): PollHints {
  if (hints === null) return before;
  if (outcome !== 'unchanged') return hints;
  return { ...before, maxAgeSeconds: hints.maxAgeSeconds ?? before.maxAgeSeconds };
}

function remembered(memory: SourceMemory, poll: Poll, { unseen }: PollFindings) {
  const { validators } = poll;
  if (validators === null) return memory.validators;
  if (poll.outcome === 'unchanged') return { ...memory.validators, ...validators };
  const isReadable = poll.outcome === 'read';
  const facts = { received: validators, isReadable, unseen: unseen ?? 0 };
  return validatorsAfter(memory.validators, facts);
}

function contentAfter({ content, validators }: SourceMemory, poll: Poll): Content | null {
  if (poll.content === null) return content;
  const { hash } = poll.content;
  if (content === null || content.hash !== hash) return { hash, since: poll.at, moves: 0 };
  const received = poll.validators;
  const isMoved =
    received !== null &&
    (received.etag !== validators.etag || received.lastModified !== validators.lastModified);
  return { ...content, moves: content.moves + (isMoved ? 1 : 0) };
}

/** An adopted address that keeps failing is given up: the configured one is asked again. */
const GIVE_UP_ADOPTED_AFTER = 3;

function addressAfter(
  memory: SourceMemory,
  poll: Poll,
  { shared }: PollFindings,
  failures: FailuresSoFar,
): Pick<SourceMemory, 'adopted' | 'move'> {
  const { adopted, move } = memory;
  if (poll.outcome !== 'read' && poll.outcome !== 'unchanged') {
    const isLost = adopted !== null && failures.count >= GIVE_UP_ADOPTED_AFTER;
    return { adopted: isLost ? null : adopted, move: isAnswer(poll) ? null : move };
  }
  const to = poll.permanentTo === addressOf(memory) ? null : poll.permanentTo;
  const sighting = poll.outcome === 'read' ? shared : null;
  const seen = sightMove(move, { to, at: poll.at, shared: sighting });
  if (seen === null || !isSettled(seen, poll.at)) return { adopted, move: seen };
  return { adopted: { url: seen.to, at: poll.at }, move: null };
}

/** Something other than the source answered: a page of maintenance is no sighting of where the source is now. */
function isAnswer({ outcome }: Poll): boolean {
  return outcome === 'bare' || outcome === 'unreadable' || outcome === 'blocked';
}
