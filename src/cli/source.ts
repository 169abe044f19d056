import type { Command } from 'commander';
import type { FileReading } from '../app/parse-files.ts';
import type { Cli } from './context.ts';
import { addSourceAdd } from './source-add.ts';
import { addSourceCheck } from './source-check.ts';
import { addSourceList } from './source-list.ts';
import { addSourceOpml } from './source-opml.ts';
import { addSourceOrders } from './source-orders.ts';

type ParseOptions = { readonly json?: true; readonly meta?: string };

/** `flagbearer source …`: what is read, and what it yields. */
export function addSource(program: Command, cli: Cli): void {
  const source = program.command('source').description('what is read, and what it yields');
  addSourceAdd(source, cli);
  addSourceCheck(source, cli);
  addSourceList(source, cli);
  addSourceOpml(source, cli);
  addSourceOrders(source, cli);
  source
    .command('parse')
    .description('read saved feeds; needs no database and no network, and writes nothing')
    .argument('<path...>', 'files, or folders to walk')
    .option('--json', 'one JSON object a file')
    .option('--meta <file>', 'JSON: file → { headers: { name: value } } as the server sent them')
    .addHelpText(
      'after',
      `
Exit code: 0 also when a file is no feed; its problems say why.

Examples:
  flagbearer source parse feed.xml
  flagbearer source parse saved/ --json --meta saved/headers.json | jq 'select(.format == null)'`,
    )
    .action((paths: string[], options: ParseOptions) => parse(cli, paths, options));
}

async function parse(cli: Cli, paths: readonly string[], options: ParseOptions): Promise<void> {
  const { parseFiles } = await import('../app/parse-files.ts');
  for await (const reading of parseFiles(paths, options.meta ?? null)) {
    if (options.json) cli.print(JSON.stringify(reading));
    else for (const line of linesOf(reading)) cli.print(line);
  }
}

function linesOf({ file, format, encoding, items, problems }: FileReading): string[] {
  return [
    `${file}: ${format ?? 'no feed'}, ${encoding ?? 'unknown encoding'}, ${items.length} items`,
    ...items.map(
      ({ title, link, published }) =>
        `  ${published ?? 'no date'.padEnd(24)}  ${title ?? 'no title'}\n${' '.repeat(28)}${link ?? 'no link'}`,
    ),
    ...problems.map((problem) => `  problem: ${problem}`),
  ];
}
