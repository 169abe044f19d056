import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { pino } from 'pino';
import { buildProgram } from '../../src/cli/program.ts';
import { SetupError, UsageError } from '../../src/errors.ts';
import { readSettings } from '../../src/settings.ts';

const shipped = join(import.meta.dirname, '..', '..', 'config');

/** What a command did. */
export type Run = {
  readonly code: number;
  /** Lines of the result. */
  readonly out: string;
  /** Lines for people who watch, and what went wrong. */
  readonly err: string;
};

/** The command line within the process of the test, on a configuration of its own. */
export type CommandLine = {
  readonly folder: string;
  /** Runs a command; without an answer nobody sits at the terminal. */
  readonly run: (args: readonly string[], answers?: readonly (string | null)[]) => Promise<Run>;
  readonly readSources: () => Promise<string>;
  readonly writeSources: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens a command line whose configuration is the shipped one but for `service` (flagbearer.yaml) and an empty list of sources. */
export async function openCommandLine(service: string, now: () => Date): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'flagbearer-cli-'));
  for (const part of ['keywords', 'seeds']) {
    await cp(join(shipped, part), join(folder, part), { recursive: true });
  }
  await writeFile(join(folder, 'flagbearer.yaml'), service);
  const sources = join(folder, 'sources.yaml');
  await writeFile(sources, 'sources: []\n');
  return {
    folder,
    run: (args, answers = []) => run(args, { folder, now, answers: [...answers] }),
    readSources: () => readFile(sources, 'utf8'),
    writeSources: (text) => writeFile(sources, text),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function run(
  args: readonly string[],
  at: { readonly folder: string; readonly now: () => Date; readonly answers: (string | null)[] },
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  let code = 0;
  const program = buildProgram({
    settings: () => readSettings({ FLAGBEARER_CONFIG: at.folder }),
    log: () => pino({ level: 'silent' }),
    now: at.now,
    print: (line) => out.push(line),
    colours: false,
    tell: (line) => err.push(line),
    ask: (question) => {
      err.push(question);
      return Promise.resolve(at.answers.shift() ?? null);
    },
    fail: (wanted) => {
      code = wanted;
    },
  });
  try {
    await program.parseAsync(['node', 'flagbearer', ...args]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    err.push(error.message);
    code = error instanceof UsageError || error instanceof CommanderError ? 2 : 1;
    if (code === 1 && !(error instanceof SetupError)) throw error;
  }
  return { code, out: out.join('\n'), err: err.join('\n') };
}
