import { join } from 'node:path';
import type { Command } from 'commander';
import type { FitResult } from '../app/fit-files.ts';
import { LEARNED_FILE } from '../config/learned.ts';
import type { Figures } from '../fit/figures.ts';
import type { Comparison } from '../fit/report.ts';
import type { Cli } from './context.ts';

type FitOptions = {
  readonly training: string;
  readonly extra?: readonly string[];
  readonly out?: string;
  readonly dryRun?: true;
  readonly report?: true;
  readonly json?: true;
};

/** `flagbearer fit`: trains the layer over the rules from labelled items. */
export function addFit(program: Command, cli: Cli): void {
  program
    .command('fit')
    .description(
      'train the learned layer over the rules from labelled items; writes only what judges better',
    )
    .option('--training <folder>', 'our own labelled items: en-a.jsonl …', 'training')
    .option(
      '--extra <file...>',
      'labelled items that others wrote: of their texts only single words and parts of words are kept',
    )
    .option('--out <file>', 'where the weights go; default: learned.json of the configuration')
    .option('--dry-run', 'measure, and write nothing')
    .option('--report', 'every set of items that was measured, not only the gain per language')
    .option('--json', 'the whole result as one JSON object')
    .addHelpText(
      'after',
      `
Own items are those of the training folder and of the golden set. Whole families of wording and whole outlets are left
out in turn, so the figures are about wording and outlets that the weights have not seen. A language for which the
layer is no gain is left to the rules. It takes a minute or two.

Examples:
  flagbearer fit --dry-run --report
  flagbearer labels export > labels.jsonl && flagbearer fit --extra labels.jsonl`,
    )
    .action((options: FitOptions) => runFit(cli, options));
}

async function runFit(cli: Cli, options: FitOptions): Promise<void> {
  const { loadConfig } = await import('../config/load.ts');
  const { fitFiles } = await import('../app/fit-files.ts');
  const { goldenFile } = await import('../app/golden.ts');
  const folder = cli.settings().configFolder;
  const out = options.out ?? join(folder, 'keywords', LEARNED_FILE);
  const result = await fitFiles(
    {
      training: options.training,
      golden: goldenFile(folder),
      extra: options.extra ?? [],
      out: options.dryRun ? null : out,
    },
    await loadConfig(folder),
    (what) => cli.tell(what),
  );
  if (options.json) cli.print(JSON.stringify(result));
  else for (const line of linesOf(result, options)) cli.print(line);
  cli.tell(outcomeOf(result, out));
}

function outcomeOf({ isGain, written, bytes }: FitResult, out: string): string {
  if (written) return `${out} is written: ${Math.round(bytes / 1000)} kB`;
  return isGain ? 'it is a gain; nothing is written' : 'it is no gain: nothing is written';
}

function linesOf({ report }: FitResult, { report: isLong }: FitOptions): string[] {
  const gains = report.gains.map(({ language, n, before, after, isGain }) => {
    const outcome = isGain ? '' : '  left to the rules';
    return `  ${language}  ${String(n).padStart(5)} items  F0.5 ${digits(before)} -> ${digits(after)}${outcome}`;
  });
  return [
    ...(isLong ? report.comparisons.flatMap(comparisonLines) : []),
    'gain, over families and outlets left out:',
    ...gains,
  ];
}

function comparisonLines({ set, rules, learned, intervals }: Comparison): string[] {
  const { precision, recall } = intervals;
  return [
    `${set} (${learned.n} items)`,
    `    rules    ${figuresText(rules)}`,
    `    learned  ${figuresText(learned)}`,
    `             95 of 100 draws: precision ${digits(precision[0])} to ${digits(precision[1])}, recall ${digits(recall[0])} to ${digits(recall[1])}`,
  ];
}

function figuresText({ precision, recall, byTopic, direction, polarity }: Figures): string {
  const { sanction, agreement } = byTopic;
  return [
    `P ${digits(precision)} R ${digits(recall)}`,
    `sanction ${digits(sanction.precision)}/${digits(sanction.recall)}`,
    `agreement ${digits(agreement.precision)}/${digits(agreement.recall)}`,
    `direction ${digits(direction)} polarity ${digits(polarity)}`,
  ].join('  ');
}

function digits(value: number | null): string {
  return value === null ? '  -  ' : value.toFixed(3);
}
