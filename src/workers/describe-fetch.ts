import type { Poll } from '../core/poll/after-poll.ts';
import { gradeOf } from '../core/poll/grade.ts';
import type { FetchOutcome } from '../sources/fetch-source.ts';

/** A poll that reached the source, or tried to. */
export type PollOutcome = Exclude<FetchOutcome, { readonly kind: 'busy' }>;

/** What the handler knows of a poll beside its outcome. */
export type PollRun = {
  readonly at: Date;
  /** Validators were sent. */
  readonly wasConditional: boolean;
  /** The status of the failure right before it; null when there was none. */
  readonly lastStatus: number | null;
};

/** What a poll's outcome means: nothing to read is a failure, never a success. */
export function describeFetch(outcome: PollOutcome, run: PollRun): Poll {
  const poll = {
    at: run.at,
    status: 'status' in outcome ? outcome.status : null,
    problem: null,
    grade: null,
    validators: null,
    wasConditional: run.wasConditional,
    hints: null,
    retryAfterSeconds: null,
    permanentTo: null,
    content: null,
  };
  switch (outcome.kind) {
    case 'read':
      return describeRead(poll, outcome);
    case 'unchanged': {
      const { validators, hints, permanentTo } = outcome;
      return { ...poll, outcome: 'unchanged', validators, hints, permanentTo };
    }
    case 'gone': {
      const problem = 'the server says that it is gone for good (410)';
      return { ...poll, outcome: 'gone', grade: 'doubtful', problem };
    }
    case 'refused':
      return describeRefused(poll, outcome, run.lastStatus);
    case 'failed': {
      const { errorKind, problem, advice } = outcome;
      const grade = gradeOf({ ...NO_FAULT, errorKind });
      return { ...poll, outcome: 'failed', grade, problem: withoutPaths(`${problem}. ${advice}`) };
    }
  }
}

type Blank = Omit<Poll, 'outcome'>;
type Of<Kind extends FetchOutcome['kind']> = Extract<FetchOutcome, { readonly kind: Kind }>;

const NO_FAULT = { status: null, errorKind: null, isWall: false, lastStatus: null };

function describeRead(poll: Blank, outcome: Of<'read'>): Poll {
  const { parsed, items, contentHash, validators, hints, permanentTo } = outcome;
  const read = { ...poll, validators, hints, permanentTo };
  if (items.length === 0) {
    const problem = withoutPaths(parsed.problems[0] ?? 'the document holds no item');
    const what = parsed.format === null ? 'unreadable' : 'bare';
    // Whoever wrote that page does not speak for the source.
    return { ...read, hints: null, outcome: what, grade: gradeOf(NO_FAULT), problem };
  }
  const dates = items.flatMap(({ publishedAt, sight }) =>
    sight.day === null ? [] : [publishedAt.getTime()],
  );
  const newest = dates.reduce((most, time) => Math.max(most, time), 0);
  const newestAt = dates.length === 0 ? null : new Date(newest);
  return {
    ...read,
    outcome: 'read',
    content: { items: items.length, hash: contentHash, newestAt },
  };
}

function describeRefused(poll: Blank, outcome: Of<'refused'>, lastStatus: number | null): Poll {
  const { status, wall, retryAfterSeconds } = outcome;
  const grade = gradeOf({ status, errorKind: null, isWall: wall !== null, lastStatus });
  if (wall === null) {
    const problem = withoutPaths(outcome.problem);
    return { ...poll, outcome: 'failed', grade, retryAfterSeconds, problem };
  }
  const problem = `${wall} stands before it and keeps machines out (${status}). That is not evaded: ask the publisher to let this service in, or look for another address.`;
  return { ...poll, outcome: 'blocked', grade, retryAfterSeconds, problem };
}

/** The page shows problems to everybody, and the path or query of an address may hold a key: its host is enough. */
function withoutPaths(problem: string): string {
  return problem.replaceAll(
    /https?:\/\/(?:[^\s/@]*@)?([^\s/?#]+?)(?:[/?#]\S*?)?(?=[:;,.)]*(?:\s|$))/gu,
    '$1',
  );
}
