import { SetupError } from '../errors.ts';

/** One mistake in a file of the configuration, and where it stands. Lines and columns count from 1. */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted path of the key, '' for the document. */
  readonly path: string;
  readonly message: string;
};

/** The configuration cannot be used; carries every problem found, its message has a line for each. */
export class ConfigError extends SetupError {
  override readonly name: string = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(
      problems.map(lineOf).join('\n'),
      'Correct the lines named above; nothing of the new configuration is used until all of it can be read.',
      options,
    );
    this.problems = problems;
  }
}

function lineOf({ file, line, column, path, message }: Problem): string {
  const place = `${file}:${line}:${column}`;
  return path === '' ? `${place}: ${message}` : `${place} ${path}: ${message}`;
}
