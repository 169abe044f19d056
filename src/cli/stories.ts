import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Config } from '../config/load.ts';
import type { PairReport, PairScore } from '../core/stories/evaluate-pairs.ts';
import { primarySourcesOf } from '../core/stories/primary-sources.ts';
import type { PlacementOptions } from '../store/placements.ts';
import type { Cli } from './context.ts';
import { withStore } from './with-archive.ts';

/** `flagbearer stories …`: which reports are of one event. */
export function addStories(program: Command, cli: Cli): void {
  const stories = program.command('stories').description('which reports are of one event');
  stories
    .command('pairs')
    .description('compare labelled pairs of reports; needs no database')
    .argument('<file>', 'one JSON object a line: a, b (each lang, title, summary), same, kind')
    .option('--json', 'the whole result as one JSON object')
    .option('--out <file>', 'write a line of JSON per pair: i, same, score')
    .addHelpText('after', '\nExample:\n  flagbearer stories pairs training/story-pairs.jsonl')
    .action((file: string, options: PairsOptions) => pairs(cli, file, options));
  stories
    .command('replay')
    .description('group the items of a file as the service would; needs no database')
    .argument('<file>', 'one JSON object a line: id, lang, title, summary, published')
    .option('--json', 'the stories as one JSON object')
    .addHelpText('after', '\nExample:\n  flagbearer stories replay items.jsonl --json')
    .action((file: string, options: { readonly json?: true }) => replay(cli, file, options));
  stories
    .command('merge')
    .description('make one story of several, for good')
    .argument('<story...>', 'their numbers, as in the addresses of their pages')
    .option('--by <name>', 'who says so; else the name of this account')
    .addHelpText('after', '\nExample:\n  flagbearer stories merge 12 17')
    .action((ids: string[], options: EditOptions) => merge(cli, ids, options));
  stories
    .command('split')
    .description('part reports from a story, for good')
    .argument('<story>', 'its number')
    .argument('<item...>', 'the numbers of the reports to part')
    .option('--by <name>', 'who says so; else the name of this account')
    .addHelpText('after', '\nExample:\n  flagbearer stories split 12 4711 4712')
    .action((id: string, items: string[], options: EditOptions) => split(cli, id, items, options));
}

type PairsOptions = { readonly json?: true; readonly out?: string };
type EditOptions = { readonly by?: string };

async function pairs(cli: Cli, file: string, { json, out }: PairsOptions): Promise<void> {
  const { comparePairs } = await import('../app/stories/pairs.ts');
  const report = await comparePairs(file, await config(cli), out ?? null);
  if (json) cli.print(JSON.stringify(report));
  else for (const line of linesOf(report)) cli.print(line);
}

async function replay(cli: Cli, file: string, { json }: { readonly json?: true }): Promise<void> {
  const { replayStories } = await import('../app/stories/replay.ts');
  const result = await replayStories(file, await config(cli));
  if (json) cli.print(JSON.stringify(result));
  else for (const { items } of result.stories) cli.print(items.join(' '));
}

async function merge(cli: Cli, ids: readonly string[], { by }: EditOptions): Promise<void> {
  const how = await placement(cli);
  await withStore(cli, async (store) => {
    const id = await store.stories.merge(ids, { ...how, by: by ?? accountName() });
    cli.print(`one story now: ${id}`);
  });
}

async function split(
  cli: Cli,
  id: string,
  items: readonly string[],
  { by }: EditOptions,
): Promise<void> {
  const how = await placement(cli);
  await withStore(cli, async (store) => {
    const [rest, parted] = await store.stories.split(id, items, {
      ...how,
      by: by ?? accountName(),
    });
    cli.print(`two stories now: ${rest} and ${parted}`);
  });
}

async function config(cli: Cli): Promise<Config> {
  const { loadConfig } = await import('../config/load.ts');
  return loadConfig(cli.settings().configFolder);
}

async function placement(cli: Cli): Promise<PlacementOptions> {
  const { service, sources } = await config(cli);
  return {
    rules: service.stories,
    now: cli.now(),
    primarySources: primarySourcesOf(sources),
  };
}

function accountName(): string {
  return userInfo().username;
}

function linesOf(report: PairReport): string[] {
  const kinds = Object.entries(report.byKind).map(([kind, score]) => lineOf(kind, score));
  const { same, cross } = report.byLanguage;
  return [
    lineOf('all', report),
    lineOf('one language', same),
    lineOf('two languages', cross),
    ...kinds,
  ];
}

function lineOf(what: string, { n, precision, recall, f1, auc }: PairScore): string {
  return `${what.padEnd(16)} ${String(n).padStart(5)} pairs  precision ${digits(precision)}  recall ${digits(recall)}  F1 ${digits(f1)}  AUC ${digits(auc)}`;
}

function digits(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
