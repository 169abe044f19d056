import { userInfo } from 'node:os';
import { Argument, type Command } from 'commander';
import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Label,
} from '../core/verdict.ts';
import { SetupError, UsageError } from '../errors.ts';
import type { StoredLabel } from '../store/labels.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { addFeedback } from './labels-feedback.ts';
import { harmless } from './paint.ts';
import { withStore } from './with-archive.ts';

const LABELS = ['sanction', 'agreement', 'none'] as const satisfies readonly Label[];
const DIRECTIONS: Readonly<Record<Label, readonly Direction[]>> = {
  sanction: SANCTION_DIRECTIONS,
  agreement: AGREEMENT_DIRECTIONS,
  none: [],
};

/** `flagbearer labels …`: what people say of items, for measuring and for training. */
export function addLabels(program: Command, cli: Cli): void {
  const labels = program
    .command('labels')
    .description('say what items really report, for measuring and for training');
  labels
    .command('add')
    .description('label an item; the last label of an item counts, earlier ones are kept')
    .argument('<item>', 'its id, or its address')
    .addArgument(new Argument('<label>', 'what it reports').choices(LABELS))
    .option('--direction <direction>', 'what happens to the measure or the agreement')
    .option('--note <words>', 'why, for the next reader')
    .option('--by <name>', 'who says so; else the name of this account')
    .addHelpText(
      'after',
      `
Directions of a sanction: ${SANCTION_DIRECTIONS.join(', ')}.
Directions of an agreement: ${AGREEMENT_DIRECTIONS.join(', ')}.

Examples:
  flagbearer labels add 4711 none --note "a match report"
  flagbearer labels add https://paper.example/ban.html sanction --direction imposed`,
    )
    .action((item: string, label: Label, options: AddOptions) =>
      withStore(cli, (store) => add(cli, store, { item, label, ...options })),
    );
  labels
    .command('list')
    .description('show the label of every item that has one, the latest first')
    .option('--history', 'earlier labels too')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nExample:\n  flagbearer labels list --history')
    .action((options: ListOptions) => withStore(cli, (store) => list(cli, store, options)));
  labels
    .command('export')
    .description('write the labelled items as lines that `flagbearer eval` reads')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer labels export > labels.jsonl
  flagbearer eval labels.jsonl`,
    )
    .action(() => withStore(cli, (store) => exportLines(cli, store)));
  addFeedback(labels, cli);
}

type AddOptions = { readonly direction?: string; readonly note?: string; readonly by?: string };
type ListOptions = { readonly history?: true; readonly json?: true };

async function add(
  cli: Cli,
  store: Store,
  {
    item,
    label,
    direction,
    note,
    by,
  }: AddOptions & { readonly item: string; readonly label: Label },
): Promise<void> {
  const checked = directionOf(label, direction);
  const itemId = await idOf(store, item);
  const title = (await store.traces.item(itemId))?.title ?? '';
  await store.labels.add({
    itemId,
    label,
    direction: checked,
    note: note?.trim() || null,
    by: by?.trim() || accountName(),
    at: cli.now(),
  });
  const what = checked === null ? label : `${label} (${checked})`;
  cli.print(`item ${itemId} is labelled ${what}: ${harmless(title)}`);
}

function directionOf(label: Label, given: string | undefined): Direction | null {
  if (given === undefined) return null;
  const allowed = DIRECTIONS[label];
  const direction = allowed.find((known) => known === given);
  if (direction !== undefined) return direction;
  throw new UsageError(
    allowed.length === 0
      ? 'an item that reports nothing has no direction: leave --direction out'
      : `"${given}" is no direction of ${label === 'agreement' ? 'an agreement' : 'a sanction'}; there are ${allowed.join(', ')}`,
  );
}

async function idOf(store: Store, text: string): Promise<string> {
  const { itemsAt, subjectOf } = await import('../app/find-items.ts');
  const subject = subjectOf(text);
  if (subject.kind === 'words') {
    throw new UsageError(
      `"${text}" is neither an id nor an address; \`flagbearer why "HEADLINE"\` finds the id`,
    );
  }
  const ids = subject.kind === 'id' ? [subject.id] : await itemsAt(store, subject.address);
  for (const id of ids) if ((await store.traces.item(id)) !== undefined) return id;
  const what =
    subject.kind === 'id' ? `no item has the id ${subject.id}` : `no item was read from ${text}`;
  throw new SetupError(
    what,
    'Find the item with `flagbearer why "its headline"`, and label it by its id.',
  );
}

async function list(cli: Cli, store: Store, { history, json }: ListOptions): Promise<void> {
  const labels = await (history ? store.labels.history() : store.labels.current());
  if (labels.length === 0) cli.tell('no label yet; see `flagbearer labels add --help`');
  for (const label of labels) cli.print(json ? JSON.stringify(label) : lineOf(label));
}

function lineOf({ itemId, label, direction, note, by, at, title }: StoredLabel): string {
  const what = direction === null ? label : `${label}/${direction}`;
  const why = note === null ? '' : `  (${harmless(note)})`;
  return `${itemId.padStart(8)}  ${what.padEnd(20)}  ${at.toISOString().slice(0, 10)} ${harmless(by)}  ${harmless(title)}${why}`;
}

async function exportLines(cli: Cli, store: Store): Promise<void> {
  const labels = await store.labels.current();
  for (const {
    itemId,
    language,
    title,
    summary,
    label,
    direction,
    publishedAt,
    outlet,
  } of labels) {
    cli.print(
      JSON.stringify({
        id: `item-${itemId}`,
        lang: language,
        title,
        summary,
        label,
        direction,
        published: publishedAt.toISOString(),
        publisher: outlet,
      }),
    );
  }
  cli.tell(`${labels.length} labelled items`);
}

/** Some containers run under a user id without an account. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'operator';
  }
}
