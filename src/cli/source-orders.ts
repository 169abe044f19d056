import { InvalidArgumentError, type Command } from 'commander';
import { parseDuration } from '../config/duration.ts';
import type { Doer } from '../app/ops/audited.ts';
import type * as Orders from '../app/ops/source-orders.ts';
import { everyInWords } from '../core/poll/spans.ts';
import type { SetBy, SourceOverride } from '../store/source-overrides.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { accountName } from './matter-options.ts';
import { harmless } from './paint.ts';
import { withStore } from './with-archive.ts';

type ByOption = { readonly by?: string };

/** `flagbearer source poll`, `pause`, `resume`, `every` and `overrides`: what is set for sources while the service runs. */
export function addSourceOrders(source: Command, cli: Cli): void {
  addOverrides(source, cli);
  const simple = [
    { name: 'poll', about: 'read a source at the next sweep, due or not', order: 'orderCheck' },
    { name: 'pause', about: 'read a source no more until it is resumed', order: 'orderPause' },
    { name: 'resume', about: 'read a paused source again', order: 'orderResume' },
  ] as const;
  for (const { name, about, order } of simple) {
    source
      .command(name)
      .description(about)
      .argument('<id...>', 'ids of rows')
      .option('--by <name>', 'who says so; else the name of this account')
      .addHelpText('after', `\nExample:\n  flagbearer source ${name} bbc-sport`)
      .action((ids: string[], options: ByOption) =>
        run(cli, ids, options, (orders, store, id, doer) => orders[order](store, id, doer)),
      );
  }
  source
    .command('every')
    .description('set how often a source is read, whatever it brings')
    .argument('<id>', 'id of a row')
    .argument('<span>', 'such as 15m or 6h, from 1m to 7d; own for its own pace', readSpan)
    .option('--by <name>', 'who says so; else the name of this account')
    .addHelpText(
      'after',
      `
It holds until it is taken back, and does not change the row of sources.yaml.

Examples:
  flagbearer source every bbc-sport 15m
  flagbearer source every bbc-sport own`,
    )
    .action((id: string, span: number | null, options: ByOption) =>
      run(cli, [id], options, (orders, store, one, doer) =>
        orders.orderInterval(store, one, span, doer),
      ),
    );
}

function addOverrides(source: Command, cli: Cli): void {
  source
    .command('overrides')
    .description('show what is set for sources beside their rows: pauses and intervals')
    .option('--json', 'one JSON object a source')
    .addHelpText('after', '\nExample:\n  flagbearer source overrides')
    .action((options: { readonly json?: true }) =>
      withStore(cli, async (store) => {
        const set = await store.overrides.all();
        if (set.length === 0) cli.tell('nothing is set: every source is read at its own pace');
        for (const one of set) cli.print(options.json ? JSON.stringify(one) : lineOf(one));
      }),
    );
}

function lineOf({ sourceId, paused, interval }: SourceOverride): string {
  const set = [
    ...(paused === null ? [] : [`paused ${whoText(paused)}`]),
    ...(interval === null ? [] : [`every ${everyInWords(interval.ms)} ${whoText(interval)}`]),
  ];
  return `${sourceId}  ${set.join(', ')}`;
}

function whoText({ by, at }: SetBy): string {
  return `(${harmless(by)}, ${at.toISOString()})`;
}

async function run(
  cli: Cli,
  ids: readonly string[],
  { by }: ByOption,
  order: (orders: typeof Orders, store: Store, id: string, doer: Doer) => Promise<string>,
): Promise<void> {
  const orders = await import('../app/ops/source-orders.ts');
  const doer = { operator: by?.trim() || accountName(), at: cli.now() };
  await withStore(cli, async (store) => {
    for (const id of ids) {
      await order(orders, store, id, doer);
      cli.print(`${id}: done, and noted in the audit log`);
    }
  });
}

function readSpan(text: string): number | null {
  if (text === 'own') return null;
  const span = parseDuration(text);
  if (span !== null && span > 0) return span;
  throw new InvalidArgumentError('Write a span such as 15m or 6h, or own.');
}
