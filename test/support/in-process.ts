import type { Command, OutputConfiguration } from 'commander';
import { wantsColours } from '../../src/cli/paint.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { reportEnd } from '../../src/cli/report.ts';
import { openLog } from '../../src/log.ts';
import { readSettings } from '../../src/settings.ts';

/** What a command did. */
export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

type Surroundings = {
  /** The time; of the machine unless given. */
  readonly now?: () => Date;
  /** What a person at the terminal answers to a question; nobody is there unless given. */
  readonly ask?: (question: string) => string | null;
};

/**
 * Runs a command of the CLI to its end as main.ts does, but within the process of the test: to start one costs as much
 * as twenty commands. Nothing of the test's own environment is seen. What is said of the end of a process, of signals
 * and of pipes wants `runCommand`.
 */
export async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { now = () => new Date(), ask = () => null }: Surroundings = {},
): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  const log = (text: string) => void err.push(text);
  const tell = (line: string) => log(`${line}\n`);
  let code = 0;
  const program = buildProgram({
    settings: () => readSettings(environment),
    log: () => openLog(readSettings(environment).logLevel, { write: log }),
    now,
    print: (line) => out.push(`${line}\n`),
    colours: wantsColours(environment, false),
    tell,
    ask: (question) => {
      tell(question);
      return Promise.resolve(ask(question));
    },
    fail: (wanted) => {
      code = wanted;
    },
  });
  writeTo(program, { writeOut: (text) => void out.push(text), writeErr: log });
  try {
    await program.parseAsync(['node', 'flagbearer', ...args]);
  } catch (error) {
    code = reportEnd(error, tell);
  }
  return { code, stdout: out.join(''), stderr: err.join('') };
}

function writeTo(command: Command, outputs: OutputConfiguration): void {
  command.configureOutput(outputs);
  for (const inner of command.commands) writeTo(inner, outputs);
}
