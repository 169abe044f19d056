import type { Command } from 'commander';
import type { FileEvaluation } from '../app/evaluate-file.ts';
import type { Cli } from './context.ts';

type EvalOptions = {
  readonly json?: true;
  readonly withBody?: true;
  readonly withoutSeeds?: true;
  readonly out?: string;
};

/** `flagbearer eval`: how well the configuration judges labelled items. */
export function addEval(program: Command, cli: Cli): void {
  program
    .command('eval')
    .description('judge labelled items by title and summary, and compare; needs no database')
    .argument(
      '<file>',
      'one JSON object a line: id, lang, title, summary, body, label, direction …',
    )
    .option('--json', 'the whole result as one JSON object')
    .option('--with-body', 'read the article, too, where title and summary leave the label open')
    .option('--without-seeds', 'leave the reference articles out')
    .option('--out <file>', 'write a line of JSON per item: id, label, direction, score …')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer eval config/golden.jsonl
  flagbearer eval labelled.jsonl --with-body
  flagbearer eval labelled.jsonl --json --without-seeds --out verdicts.jsonl`,
    )
    .action((file: string, options: EvalOptions) => evaluate(cli, file, options));
}

async function evaluate(cli: Cli, file: string, options: EvalOptions): Promise<void> {
  const { loadConfig } = await import('../config/load.ts');
  const { evaluateFile } = await import('../app/evaluate-file.ts');
  const config = await loadConfig(cli.settings().configFolder);
  const result = await evaluateFile(file, config, {
    withoutSeeds: options.withoutSeeds ?? false,
    withBody: options.withBody ?? false,
    out: options.out ?? null,
  });
  if (options.json) cli.print(JSON.stringify(result));
  else for (const line of linesOf(result)) cli.print(line);
}

function linesOf(result: FileEvaluation): string[] {
  const { relevant, byLanguage } = result;
  const rows = Object.entries(byLanguage).map(
    ([language, { n, precision, recall }]) =>
      `  ${language}  ${String(n).padStart(5)} items  precision ${digits(precision)}  recall ${digits(recall)}`,
  );
  return [
    `${result.n} items  precision ${digits(relevant.precision)}  recall ${digits(relevant.recall)}  F1 ${digits(relevant.f1)}`,
    ...rows,
    `of those found: label ${digits(result.labelAccuracy)}, direction ${digits(result.directionAccuracy)}, polarity ${digits(result.polarityAccuracy)}, body ${digits(result.authorityAccuracy)}, sport ${digits(result.sportAccuracy)}`,
    ...bodyLines(result.byBody),
    `${result.itemsPerCpuSecond} items per second of CPU, ${result.rssMb} MiB`,
  ];
}

function bodyLines(figure: FileEvaluation['byBody']): string[] {
  if (figure === undefined) return [];
  const { decided, gained, gainedRightly, lost, lostRightly } = figure;
  return [
    `decided by body: ${decided} items, ${gained} gained (${gainedRightly} rightly), ${lost} lost (${lostRightly} rightly)`,
  ];
}

function digits(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}
