import { Option, type Command } from 'commander';
import type { Cli } from './context.ts';
import { printable } from './source-words.ts';

type ImportOptions = { readonly dryRun?: true };

/** `flagbearer source import` and `export`: lists of feeds as other readers have them. */
export function addSourceOpml(source: Command, cli: Cli): void {
  source
    .command('import')
    .description('add the feeds of an OPML file, switched off until somebody looks at them')
    .argument('<file>', 'an OPML file, as other readers export it')
    .option('--dry-run', 'tell what would be added, write nothing')
    .addHelpText(
      'after',
      `
Rows come in with \`unverified: true\` and \`enabled: false\`. Then:
  flagbearer source check --all      to see which of them work
  flagbearer source enable ID…       to read them

Example:
  flagbearer source import feeds.opml`,
    )
    .action((file: string, options: ImportOptions) => importFile(cli, file, options));
  source
    .command('export')
    .description('write the feeds of sources.yaml for other readers')
    .addOption(new Option('--opml', 'as OPML 2.0').makeOptionMandatory())
    .addHelpText('after', '\nExample:\n  flagbearer source export --opml > feeds.opml')
    .action(() => exportFeeds(cli));
}

async function importFile(cli: Cli, file: string, { dryRun }: ImportOptions): Promise<void> {
  const { readImport } = await import('../app/sources/import-opml.ts');
  const { readRows, writeRows } = await import('../app/sources/rows.ts');
  const { configFolder } = cli.settings();
  const { rows, twins, problems } = await readImport(file, await readRows(configFolder));
  if (!dryRun) await writeRows(configFolder, rows);
  for (const { id, url } of rows) cli.print(`${id}  ${url}`);
  for (const { url, id } of twins) cli.tell(`left out: "${id}" reads ${url} already`);
  for (const problem of problems) cli.tell(`problem: ${printable(problem)}`);
  const done = dryRun ? 'would be added' : 'added, switched off';
  cli.tell(`${rows.length} feeds ${done}; ${twins.length} were there already`);
}

async function exportFeeds(cli: Cli): Promise<void> {
  const { exportOpml } = await import('../app/sources/import-opml.ts');
  const { readRows } = await import('../app/sources/rows.ts');
  const rows = await readRows(cli.settings().configFolder);
  cli.print(exportOpml('Flagbearer', rows));
  const pages = rows.filter(({ source }) => source.kind !== 'feed').length;
  if (pages > 0) cli.tell(`${pages} listing pages were left out: OPML knows only feeds`);
}
