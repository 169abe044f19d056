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
  /** Whether the result is for a terminal that shows colours, and nobody has said NO_COLOR. */
  readonly colours: boolean;
  /** Writes a line for people who watch (stderr). */
  readonly tell: (line: string) => void;
  /** Asks the person at the terminal and resolves with the answer; null where there is none. */
  readonly ask: (question: string) => Promise<string | null>;
  /** Ends the command with this exit code once it is done: 1 failed, 2 wrong usage. */
  readonly fail: (code: 1 | 2) => void;
};
