import type { Logger } from 'pino';
import type { Settings } from '../settings.ts';

/** What a command may use of the process it runs in. */
export type Cli = {
  /** The environment's settings; throws SetupError when they are wrong. */
  readonly settings: () => Settings;
  readonly log: () => Logger;
  readonly now: () => Date;
  /** Writes a line of the result (stdout). */
  readonly print: (line: string) => void;
  /** Writes a line for people who watch (stderr). */
  readonly tell: (line: string) => void;
  /** Ends the command with this exit code once it is done: 1 failed, 2 wrong usage. */
  readonly fail: (code: 1 | 2) => void;
};
