import type { Command } from 'commander';
import type { Checked } from '../app/sources/check-sources.ts';
import { adviceOf, verdictOf } from '../app/sources/verdict.ts';
import type { Cli } from './context.ts';
import { minute, printable, trialFacts, VERDICT_WORDS } from './source-words.ts';

type CheckOptions = { readonly all?: true; readonly json?: true };

/** `flagbearer source check`: reads rows of the list once and says how they do. */
export function addSourceCheck(source: Command, cli: Cli): void {
  source
    .command('check')
    .description('read sources once and say how they do; stores nothing')
    .argument('[id...]', 'only these; default: all that are read and not marked `unverified`')
    .option('--all', 'also those that are unverified or switched off')
    .option('--json', 'one JSON object a source')
    .addHelpText(
      'after',
      `
Exit code: 1 when a source that is switched on yields nothing, else 0.

Examples:
  flagbearer source check
  flagbearer source check world-athletics tass-en
  flagbearer source check --all --json | jq -r 'select(.verdict == "moved") | [.id, .movedTo] | @tsv'`,
    )
    .action((ids: string[], options: CheckOptions) => check(cli, ids, options));
}

async function check(cli: Cli, ids: readonly string[], options: CheckOptions): Promise<void> {
  const { openDesk } = await import('../app/sources/open-desk.ts');
  const { pickRows } = await import('../app/sources/rows.ts');
  const { checkSources, isTrouble, rowsToCheck } = await import('../app/sources/check-sources.ts');
  const desk = await openDesk(cli.settings(), cli.now);
  try {
    const rows =
      ids.length > 0
        ? pickRows(desk.rows, ids)
        : rowsToCheck(desk.rows, { all: options.all ?? false });
    const all = await checkSources(rows, desk.ports, ({ row, trial }, done) =>
      cli.tell(`${done}/${rows.length}  ${row.source.id}: ${VERDICT_WORDS[verdictOf(trial)]}`),
    );
    report(cli, all, options, ids.length > 0 ? 0 : desk.rows.length - rows.length);
    if (all.some(isTrouble)) cli.fail(1);
  } finally {
    await desk.close();
  }
}

function report(cli: Cli, all: readonly Checked[], { json }: CheckOptions, leftOut: number): void {
  const now = cli.now();
  if (json) {
    for (const { row, trial } of all) {
      const { enabled, source } = row;
      const { unverified } = source;
      cli.print(JSON.stringify({ ...trialFacts(trial, now), enabled, unverified }));
    }
    return;
  }
  for (const line of table(all.map((checked) => cells(checked, now)))) cli.print(line);
  if (leftOut > 0) cli.tell(`${leftOut} sources were not asked; --all asks all of them`);
}

const HEAD = ['source', 'verdict', 'items', 'newest', 'key', 'lang', 'encoding', 'ms', 'advice'];

function cells({ row, trial }: Checked, now: Date): readonly string[] {
  const { reading, parsed, problem } = trial;
  const { key, language, newest } = reading;
  const said = [problem ?? '', ...adviceOf(trial, now)].filter((words) => words !== '');
  return [
    row.enabled ? row.source.id : `(${row.source.id})`,
    VERDICT_WORDS[verdictOf(trial)],
    String(reading.items),
    newest === null ? '-' : minute(newest),
    key?.by ?? '-',
    language.guess ?? '-',
    parsed?.encoding ?? '-',
    String(trial.ms),
    printable(said.join('; ')),
  ];
}

/** Columns as wide as they need; the last one may run on. */
function table(rows: readonly (readonly string[])[]): string[] {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === HEAD.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
