import { userInfo } from 'node:os';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Config } from '../config/load.ts';
import type { Trust } from '../core/matters/weigh.ts';
import type { Target } from '../core/verdict.ts';
import type { Cli } from './context.ts';

/** How a table is written. */
export type FormatOptions = { readonly json?: true; readonly csv?: true };

/** Adds --json and --csv, of which one may be given. */
export function addFormats(command: Command): Command {
  return command
    .addOption(new Option('--json', 'one JSON object a line').conflicts('csv'))
    .addOption(new Option('--csv', 'a table with the addresses of all reports'));
}

/** Reads a target country by its code or English name. Throws InvalidArgumentError. */
export function readTarget(text: string): Target {
  const known: Readonly<Record<string, Target>> = {
    rus: 'RUS',
    russia: 'RUS',
    blr: 'BLR',
    belarus: 'BLR',
  };
  const target = known[text.toLowerCase()];
  if (target !== undefined) return target;
  throw new InvalidArgumentError('Write RUS or BLR.');
}

/** Reads the number of an entry. Throws InvalidArgumentError. */
export function readEntry(text: string, before: readonly string[] = []): string[] {
  if (/^\d{1,18}$/.test(text)) return [...before, text];
  throw new InvalidArgumentError(
    'An entry is a number: see the first column of `flagbearer measures list`.',
  );
}

/** Whose word the configuration trusts. */
export async function trust(cli: Cli): Promise<Trust> {
  const { loadConfig } = await import('../config/load.ts');
  const { trustOf } = await import('../core/matters/weigh.ts');
  const config: Config = await loadConfig(cli.settings().configFolder);
  return trustOf(config);
}

/** Some containers run under a user id without an account. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}
