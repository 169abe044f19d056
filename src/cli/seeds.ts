import { Option, type Command } from 'commander';
import type { SeedCheck } from '../app/seeds.ts';
import type { Cli } from './context.ts';
import { withItems } from './judged-items.ts';
import { DAY_MS, readSpan } from './spans.ts';

type SeedsOptions = { readonly items?: string; readonly since: number; readonly json?: true };

/** `flagbearer seeds …`: look at the reference articles before they judge. */
export function addSeeds(program: Command, cli: Cli): void {
  const seeds = program.command('seeds').description('look at the reference articles');
  itemOptions(
    seeds
      .command('check')
      .description('find reference articles that repeat one another, and kinds that are missing'),
  )
    .addHelpText(
      'after',
      `
Without an archive and without --items only the articles themselves are looked at.
Exit code: 0, whatever is found.

Examples:
  flagbearer seeds check
  flagbearer seeds check --items labelled.jsonl --json | jq .findings`,
    )
    .action((options: SeedsOptions) => check(cli, options));
  itemOptions(
    seeds
      .command('try')
      .description('tell which items a new reference article would change; nothing is changed')
      .argument('<file>', 'the article, as it would stand in config/seeds'),
  )
    .addHelpText(
      'after',
      `
To accept it, copy it to the folder seeds of the configuration; a running service takes it up within seconds.
An article with the name of one that is there is tried in its place.

Examples:
  flagbearer seeds try 2026-wada-ruling.md
  flagbearer seeds try draft.md --items labelled.jsonl --json`,
    )
    .action((file: string, options: SeedsOptions) => tryOne(cli, file, options));
}

function itemOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--since <span>', 'items of the archive read since then')
        .argParser(readSpan)
        .default(90 * DAY_MS, '90d'),
    )
    .option('--items <file>', 'judge these instead, one JSON object a line; needs no database')
    .option('--json', 'everything as one JSON object');
}

async function check(cli: Cli, options: SeedsOptions): Promise<void> {
  const { loadConfig } = await import('../config/load.ts');
  const { examineSeeds } = await import('../app/seeds.ts');
  const { SetupError } = await import('../errors.ts');
  const config = await loadConfig(cli.settings().configFolder);
  const found = await withItems(cli, options, (items, judged) =>
    examineSeeds(config, items, judged),
  ).catch((error: unknown) => {
    if (options.items !== undefined || !(error instanceof SetupError)) throw error;
    cli.tell(`not compared with items: ${error.message}`);
    return examineSeeds(config, null, () => undefined);
  });
  if (options.json) cli.print(JSON.stringify(found));
  else for (const line of checkLines(found)) cli.print(line);
}

function checkLines({ seeds, findings, items, flagged }: SeedCheck): string[] {
  return [
    ...seeds.map(({ id, language, topic, direction, nearest }) => {
      const what = direction === null ? topic : `${topic}, ${direction}`;
      return `${id}  ${language}  ${what}${items === 0 ? '' : `  nearest to ${nearest} of ${flagged} flagged items`}`;
    }),
    '',
    ...(findings.length === 0 ? ['nothing to say against them'] : []),
    ...findings.map(({ kind, message }) => `${kind}: ${message}`),
  ];
}

async function tryOne(cli: Cli, file: string, options: SeedsOptions): Promise<void> {
  const { loadConfig } = await import('../config/load.ts');
  const { backtest } = await import('../app/backtest.ts');
  const { trySeed } = await import('../app/seeds.ts');
  const { comparisonLines } = await import('./comparison-text.ts');
  const config = await loadConfig(cli.settings().configFolder);
  const { seed, replaces, classifiers } = await trySeed(config, file);
  const { sources } = config;
  const comparison = await withItems(cli, options, (items, judged) =>
    backtest(items, classifiers, { sources, samples: options.json ? 200 : 10, judged }),
  );
  if (options.json) {
    cli.print(JSON.stringify({ seed: seed.id, replaces, ...comparison }));
    return;
  }
  cli.print(`with ${seed.id}${replaces ? ', in place of the article of this name' : ''}:`);
  for (const line of comparisonLines(comparison)) cli.print(line);
}
