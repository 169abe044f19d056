import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runHere } from './in-process.ts';
import { smallConfig } from './small-config.ts';

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

/** Opens a command line on a small configuration, with `service` as flagbearer.yaml and an empty list of sources. */
export async function openCommandLine(service: string, now: () => Date): Promise<CommandLine> {
  const { folder, write, remove } = await smallConfig();
  const sources = join(folder, 'sources.yaml');
  await Promise.all([write('flagbearer.yaml', service), write('sources.yaml', 'sources: []\n')]);
  const environment = { FLAGBEARER_CONFIG: folder, LOG_LEVEL: 'silent' };
  return {
    folder,
    run: async (args, answers = []) => {
      const left = [...answers];
      const ask = () => left.shift() ?? null;
      const { code, stdout, stderr } = await runHere(args, environment, { now, ask });
      return { code, out: stdout.trimEnd(), err: stderr.trimEnd() };
    },
    readSources: () => readFile(sources, 'utf8'),
    writeSources: (text) => writeFile(sources, text),
    close: remove,
  };
}
