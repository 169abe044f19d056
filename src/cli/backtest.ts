import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Comparison } from '../core/classify/compare.ts';
import type { Cli } from './context.ts';
import { withItems } from './judged-items.ts';
import { DAY_MS, readSpan } from './spans.ts';

type BacktestOptions = {
  readonly keywords: string;
  readonly items?: string;
  readonly since: number;
  readonly failIf: readonly Limit[];
  readonly json?: true;
};

/** `flagbearer backtest`: what other keywords would have flagged. */
export function addBacktest(program: Command, cli: Cli): void {
  program
    .command('backtest')
    .description('judge the archive with other keywords too, and tell what changes')
    .requiredOption('--keywords <folder>', 'a configuration folder, or one with keywords')
    .addOption(
      new Option('--since <span>', 'items of the archive read since then')
        .argParser(readSpan)
        .default(30 * DAY_MS, '30d'),
    )
    .option('--items <file>', 'judge these instead, one JSON object a line; needs no database')
    .addOption(
      new Option('--fail-if <limits>', 'end with exit code 1 where one holds: lost>5,moved>=10')
        .argParser(readLimits)
        .default([], 'none'),
    )
    .option('--json', 'everything as one JSON object')
    .addHelpText(
      'after',
      `
Both sides judge the same items: the configuration folder as it is (FLAGBEARER_CONFIG), and with the keywords of the other
folder, and its seeds where it has some. Sources are those of the first. Nothing is changed.
gained: flagged only by the other; lost: flagged only by the first; moved: another label or direction.
Limits name gained, lost, moved or changed (their sum), with >, >=, <, <= or =.
Exit code: 0, or 1 where a limit of --fail-if holds.

Examples:
  flagbearer backtest --keywords ../proposal/config
  flagbearer backtest --keywords draft/keywords --since 90d --fail-if 'lost>0,gained>20'
  flagbearer backtest --keywords draft --items labelled.jsonl --json | jq .samples.lost`,
    )
    .action((options: BacktestOptions) => run(cli, options));
}

async function run(cli: Cli, options: BacktestOptions): Promise<void> {
  const { loadConfig } = await import('../config/load.ts');
  const { backtest, readJudging } = await import('../app/backtest.ts');
  const { compileClassifier } = await import('../core/classify/classifier.ts');
  const { comparisonLines } = await import('./comparison-text.ts');
  const config = await loadConfig(cli.settings().configFolder);
  const other = await readJudging(options.keywords, config);
  const classifiers = [
    compileClassifier(config.keywords, config.seeds),
    compileClassifier(other.keywords, other.seeds),
  ] as const;
  const comparison = await withItems(cli, options, (items, judged) =>
    backtest(items, classifiers, {
      sources: config.sources,
      samples: options.json ? 200 : 10,
      judged,
    }),
  );
  if (options.json) cli.print(JSON.stringify(comparison));
  else for (const line of comparisonLines(comparison)) cli.print(line);
  const broken = options.failIf.filter((limit) => holds(limit, comparison));
  for (const { text } of broken) cli.tell(`${text} holds: ${valueOf(text, comparison)}`);
  if (broken.length > 0) cli.fail(1);
}

const LIMIT = /^(gained|lost|moved|changed)\s*(>=|<=|>|<|=)\s*(\d{1,9})$/;
const OPERATORS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
};

/** A condition on a count of the comparison. */
type Limit = { readonly text: string; readonly operator: string; readonly value: number };

function readLimits(text: string): Limit[] {
  return text.split(',').map((part) => {
    const found = LIMIT.exec(part.trim());
    if (found === null) {
      throw new InvalidArgumentError(
        `\`${part.trim()}\` is no limit. Write such as lost>5, gained>=20 or changed>0, separated by commas.`,
      );
    }
    return { text: part.trim(), operator: found[2] ?? '', value: Number(found[3]) };
  });
}

function holds({ text, operator, value }: Limit, comparison: Comparison): boolean {
  return OPERATORS[operator]?.(valueOf(text, comparison), value) ?? false;
}

function valueOf(limit: string, { gained, lost, moved }: Comparison): number {
  const counts: Readonly<Record<string, number>> = {
    gained,
    lost,
    moved,
    changed: gained + lost + moved,
  };
  return counts[/^[a-z]+/.exec(limit)?.[0] ?? ''] ?? 0;
}
