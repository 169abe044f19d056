import { Option, type Command } from 'commander';
import type { TableFormat } from '../app/subscribers/rows.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { harmless } from './paint.ts';
import { readInput } from './read-input.ts';
import { withRecords } from './with-records.ts';

type ImportOptions = {
  readonly format?: TableFormat;
  readonly dryRun?: true;
  readonly json?: true;
};

/** `flagbearer subscribers import` and `export`. */
export function addSubscriberTables(subscribers: Command, cli: Cli): void {
  subscribers
    .command('import')
    .description('sign up, or change, everybody on a list')
    .argument('<file>', 'a .csv with a first line of column names, or .jsonl; - for standard input')
    .addOption(formatOption('of the list; default: by its ending'))
    .option('--dry-run', 'tell what would be done, write nothing')
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      `
Columns: email, schedule, zone, language, topics, polarity, countries, sports, federations, languages,
minimumConfidence, emptyDigests, length, pauseUntil, note. All but email may be left out: what is not said stays.
Lists in a cell of a .csv are written with | between. Every line that can be used is used, every other is told.

Exit code: 0 when every line could be used, 1 otherwise.

Examples:
  flagbearer subscribers import desk.csv
  flagbearer subscribers import - --format jsonl --dry-run < desk.jsonl`,
    )
    .action((file: string, options: ImportOptions) =>
      withRecords(cli, (store) => importFile(cli, store, file, options)),
    );
  subscribers
    .command('export')
    .description('write everybody who gets mail as a list that import reads')
    .addOption(formatOption('of the list').default('csv'))
    .addHelpText('after', '\nExample:\n  flagbearer subscribers export --format jsonl > all.jsonl')
    .action(({ format }: { readonly format: TableFormat }) =>
      withRecords(cli, (store) => exportList(cli, store, format)),
    );
}

function formatOption(what: string): Option {
  return new Option('--format <format>', what).choices(['csv', 'jsonl']);
}

async function importFile(
  cli: Cli,
  store: Store,
  file: string,
  { format, dryRun, json }: ImportOptions,
): Promise<void> {
  const { readTable } = await import('../app/subscribers/rows.ts');
  const { importRows } = await import('../app/subscribers/change.ts');
  const { warnUnknown } = await import('./subscriber-names.ts');
  const text = (await readInput(file)).toString('utf8');
  const isJson = /\.(jsonl|ndjson|json)$/i.test(file);
  const rows = readTable(text, format ?? (isJson ? 'jsonl' : 'csv'));
  await warnUnknown(
    cli,
    rows.flatMap((row) => ('wish' in row ? [row.wish] : [])),
  );
  const result = await importRows(store, rows, { now: cli.now(), dryRun: dryRun === true });
  const { added, changed, same, problems } = result;
  if (problems.length > 0) cli.fail(1);
  if (json) {
    cli.print(JSON.stringify(result));
    return;
  }
  for (const { line, problem } of problems) cli.tell(`line ${line}: ${harmless(problem)}`);
  const lines = new Set(problems.map(({ line }) => line)).size;
  const would = dryRun ? 'would be ' : '';
  cli.print(
    `${added} ${would}added, ${changed} ${would}changed, ${same} as before, ${lines} not used`,
  );
}

async function exportList(cli: Cli, store: Store, format: TableFormat): Promise<void> {
  const { tableLines } = await import('../app/subscribers/rows.ts');
  const { addressKey } = await import('../core/subscribers/address.ts');
  const all = await store.subscribers.list();
  const suppressed = new Set((await store.suppressions.list()).map(({ email }) => email));
  // Whoever has left must not be signed up again by their own export.
  const active = all.filter(
    ({ state, email }) => state === 'active' && !suppressed.has(addressKey(email)),
  );
  for (const line of tableLines(active, format)) cli.print(line);
  const left = all.length - active.length;
  if (left > 0) cli.tell(`${left} who left or get no mail are not on the list`);
}
