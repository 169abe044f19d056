import type { Command } from 'commander';
import type { SourceRow } from '../config/sources.ts';
import type { Cli } from './context.ts';
import { printable } from './source-words.ts';

/** `flagbearer source list`, `enable` and `disable`: what is read. */
export function addSourceList(source: Command, cli: Cli): void {
  source
    .command('list')
    .description('show the rows of sources.yaml')
    .option('--json', 'one JSON object a source')
    .addHelpText('after', '\nExample:\n  flagbearer source list --json | jq -r .url')
    .action((options: { readonly json?: true }) => list(cli, options));
  source
    .command('disable')
    .description('keep sources in sources.yaml but read them no more')
    .argument('<id...>', 'ids of rows')
    .option('--reason <words>', 'why, kept with the row')
    .addHelpText('after', '\nExample:\n  flagbearer source disable espn --reason "football only"')
    .action((ids: string[], { reason }: { readonly reason?: string }) =>
      switchRows(cli, ids, { enabled: false, reason: reason?.trim() || null }),
    );
  source
    .command('enable')
    .description('read sources again')
    .argument('<id...>', 'ids of rows')
    .addHelpText('after', '\nExample:\n  flagbearer source enable espn')
    .action((ids: string[]) => switchRows(cli, ids, { enabled: null, reason: null }));
}

async function list(cli: Cli, { json }: { readonly json?: true }): Promise<void> {
  const { readRows } = await import('../app/sources/rows.ts');
  const rows = await readRows(cli.settings().configFolder);
  for (const row of rows) cli.print(json ? JSON.stringify(factsOf(row)) : lineOf(row));
  const off = rows.filter(({ enabled }) => !enabled).length;
  const unverified = rows.filter(({ source }) => source.unverified).length;
  cli.tell(`${rows.length} sources, ${off} switched off, ${unverified} unverified`);
}

async function switchRows(
  cli: Cli,
  ids: readonly string[],
  change: { readonly enabled: false | null; readonly reason: string | null },
): Promise<void> {
  const { changeRows } = await import('../app/sources/rows.ts');
  await changeRows(cli.settings().configFolder, ids, change);
  const what = change.enabled === null ? 'switched on' : 'switched off';
  for (const id of ids) cli.print(`${id} is ${what}`);
  cli.tell('a running service follows by itself');
}

function factsOf({ source, enabled, reason }: SourceRow): Readonly<Record<string, unknown>> {
  const { maxAge: _limit, ...rest } = source;
  return { ...rest, enabled, reason };
}

function lineOf({ source, enabled, reason }: SourceRow): string {
  const { id, kind, role, language, priority, unverified, name, url } = source;
  const state = enabled ? (unverified ? 'unverified' : 'on') : 'off';
  const why = reason === null ? '' : `  (${printable(reason)})`;
  const columns = [
    state.padEnd(10),
    id.padEnd(26),
    kind.padEnd(9),
    role.padEnd(10),
    (language ?? '-').padEnd(2),
    String(priority),
  ];
  return `${columns.join('  ')}  ${url}  ${printable(name)}${why}`;
}
