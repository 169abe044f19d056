import { CommanderError } from 'commander';
import { messageOf, SetupError, UsageError } from '../errors.ts';

/** Tells a person what ended a command, in lines of stderr, and returns the exit code: 1 failed, 2 wrong usage. */
export function reportEnd(error: unknown, tell: (line: string) => void): number {
  // Commander has told it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SetupError) {
    tell(`error: ${error.message}\n  what to do: ${error.mend}`);
    return 1;
  }
  if (error instanceof UsageError) {
    tell(`error: ${error.message}`);
    return 2;
  }
  tell(`error: ${error instanceof Error ? error.stack : messageOf(error)}`);
  return 1;
}
