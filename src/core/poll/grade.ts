/** How much a failure says of the future: `passing` is soon over, `doubtful` may stay, `standing` needs somebody to act. */
export type Grade = 'passing' | 'doubtful' | 'standing';

/** How much of a whole failure each grade counts for when the next try is put off. */
export const GRADE_WEIGHTS: Readonly<Record<Grade, number>> = {
  passing: 0.25,
  doubtful: 0.5,
  standing: 1,
};

/** What failed: a status that is no success, an error of the network by its kind, or a document that was not understood. */
export type FailureFact = {
  readonly status: number | null;
  /** A kind of FetchError, such as `dns`. */
  readonly errorKind: string | null;
  /** A challenge page stood in the way. */
  readonly isWall: boolean;
  /** The status of the failure right before this one. */
  readonly lastStatus: number | null;
};

/**
 * Grades a failure. A first 403 may be a mistake; a repeated one asks us to slow down, since some hosts limit rates by it. A bot
 * wall does not go away by being asked often.
 */
export function gradeOf({ status, errorKind, isWall, lastStatus }: FailureFact): Grade {
  if (isWall) return 'standing';
  if (errorKind !== null) return ERROR_GRADES.get(errorKind) ?? 'passing';
  if (status === null || status < 400) return 'doubtful';
  if (status === 403) return lastStatus === 403 ? 'standing' : 'doubtful';
  if (status === 404) return 'doubtful';
  if (status >= 500 || PASSING_STATUS.has(status)) return 'passing';
  return 'standing';
}

/** Time out, too early, too many requests. */
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 425, 429]);

const ERROR_GRADES: ReadonlyMap<string, Grade> = new Map([
  ['timeout', 'passing'],
  ['broken', 'passing'],
  ['connect', 'passing'],
  ['dns', 'doubtful'],
  ['tls', 'doubtful'],
  ['refused', 'standing'],
  ['robots', 'standing'],
  ['redirects', 'standing'],
  ['too-large', 'standing'],
]);
