/** Trying again cannot help: the worker gives the job up at once. */
export class PermanentError extends Error {
  override readonly name: string = 'PermanentError';
}

/** Something outside the program must be put right by a person; `mend` says what to do. */
export class SetupError extends Error {
  override readonly name: string = 'SetupError';
  readonly mend: string;

  constructor(message: string, mend: string, options?: ErrorOptions) {
    super(message, options);
    this.mend = mend;
  }
}

/** The command line was wrong: the process ends with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What went wrong, in words, whatever was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
