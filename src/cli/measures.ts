import { Option, type Command } from 'commander';
import type { Measure } from '../core/matters/board.ts';
import { STATUSES, type Status } from '../core/matters/status.ts';
import type { Target } from '../core/verdict.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { exportChanges } from './matter-export.ts';
import {
  accountName,
  addFormats,
  readEntry,
  readTarget,
  trust,
  type FormatOptions,
} from './matter-options.ts';
import { withStore } from './with-archive.ts';

/** `flagbearer measures …`: what bodies have in force against the two countries, as far as reports tell. */
export function addMeasures(program: Command, cli: Cli): void {
  const measures = program
    .command('measures')
    .description('the board of measures in force, and what operators say of it')
    .addHelpText(
      'after',
      `
Every entry has a number and comes from reports; it is a proposal until somebody confirms it. With
\`board.trustOwnSites: true\` in flagbearer.yaml, what a body says on its own site is certain by itself.`,
    );
  addList(measures, cli);
  addShow(measures, cli);
  addSay(measures, cli, 'confirm');
  addSay(measures, cli, 'reject');
  addFormats(
    measures
      .command('export')
      .description('write every change that was ever recorded, a line a report'),
  )
    .addHelpText('after', '\nExample:\n  flagbearer measures export --csv > measures.csv')
    .action((options: FormatOptions) =>
      withStore(cli, (store) => exportChanges(cli, store, 'sanction', options)),
    );
}

type ListOptions = FormatOptions & {
  readonly body?: string;
  readonly country?: Target;
  readonly sport?: string;
  readonly status?: Status;
  readonly proposed?: true;
  readonly disputed?: true;
};

function addList(measures: Command, cli: Cli): void {
  addFormats(measures.command('list').description('show what is in force'))
    .option('--body <id>', 'of one body only, such as FIS')
    .option('--country <code>', 'against one country only, RUS or BLR', readTarget)
    .option('--sport <sport>', 'in one sport only, such as skiing')
    .addOption(new Option('--status <status>', 'in this state only').choices(STATUSES))
    .option('--proposed', 'only what nobody has confirmed')
    .option('--disputed', 'only what reports contradict each other in')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer measures list --country BLR --proposed
  flagbearer measures list --csv > board.csv`,
    )
    .action((options: ListOptions) => withStore(cli, (store) => list(cli, store, options)));
}

function addShow(measures: Command, cli: Cli): void {
  measures
    .command('show')
    .description('show all that is recorded of the matter of an entry, with its reports')
    .argument('<entry>', 'its number', (text) => readEntry(text))
    .option('--json', 'one JSON object a change')
    .addHelpText('after', '\nExample:\n  flagbearer measures show 12')
    .action(([entry = '']: string[], options: FormatOptions) =>
      withStore(cli, (store) => show(cli, store, entry, options)),
    );
}

type SayOptions = { readonly by?: string; readonly note?: string };

const SAYINGS = {
  confirm: { word: 'confirmed', about: 'say that entries are so' },
  reject: {
    word: 'rejected',
    about: 'say that entries are not so: the board goes back to what was before',
  },
} as const;

function addSay(measures: Command, cli: Cli, name: keyof typeof SAYINGS): void {
  const { word, about } = SAYINGS[name];
  measures
    .command(name)
    .description(about)
    .argument('<entry...>', 'their numbers, of measures or of agreements', readEntry)
    .option('--by <name>', 'who says so; else the name of this account')
    .option('--note <words>', 'why, for the next reader')
    .addHelpText(
      'after',
      `
The last word on an entry counts, earlier ones are kept. Of two entries in dispute, confirm the right one.

Example:
  flagbearer measures ${name} 12 --note "letter of the federation, 3 March"`,
    )
    .action((entries: string[], options: SayOptions) =>
      withStore(cli, (store) => say(cli, store, { entries, word, ...options })),
    );
}

async function list(cli: Cli, store: Store, options: ListOptions): Promise<void> {
  const all = await store.matters.board(await trust(cli));
  const chosen = all.filter((measure) => isWanted(measure, options));
  const { csvLines, measureRow, MEASURE_COLUMNS } = await import('../app/matters/tables.ts');
  const { measureLines } = await import('./measures-text.ts');
  const lines = options.csv
    ? csvLines(MEASURE_COLUMNS, chosen.map(measureRow))
    : chosen.flatMap((one) => (options.json ? [JSON.stringify(one)] : measureLines(one)));
  for (const line of lines) cli.print(line);
  if (chosen.length > 0) return;
  cli.tell(
    all.length === 0
      ? 'nothing is on the board yet: it fills as stories are placed; `flagbearer doctor` tells whether they are'
      : `none of the ${all.length} entries is so; leave an option out`,
  );
}

function isWanted(measure: Measure, options: ListOptions): boolean {
  const { body, country, sport, status, proposed, disputed } = options;
  return (
    (body === undefined || measure.authority.toLowerCase() === body.toLowerCase()) &&
    (country === undefined || measure.target === country) &&
    (sport === undefined || measure.sport === sport.toLowerCase()) &&
    (status === undefined || measure.status === status) &&
    (!proposed || measure.standing === 'proposed') &&
    (!disputed || measure.conflicts.length > 0)
  );
}

async function show(cli: Cli, store: Store, entry: string, { json }: FormatOptions): Promise<void> {
  const { findEntry } = await import('../app/matters/say.ts');
  const { changeLines } = await import('./measures-text.ts');
  const { matterId, key } = await findEntry(store, entry);
  const [matter] = await store.matters.load({ ids: [matterId] });
  const changes = matter?.changes ?? [];
  const obsolete = new Set(changes.map(({ corrects }) => corrects));
  if (!json) cli.print(`${key.a} – ${key.b}, ${key.sport} (${key.topic})`);
  for (const change of changes) {
    const full = { ...change, matterId, key };
    if (json) cli.print(JSON.stringify(full));
    else for (const line of changeLines(full, obsolete.has(change.id))) cli.print(line);
  }
}

async function say(
  cli: Cli,
  store: Store,
  {
    entries,
    word,
    by,
    note,
  }: SayOptions & { readonly entries: readonly string[]; readonly word: 'confirmed' | 'rejected' },
): Promise<void> {
  const { sayOfEntries } = await import('../app/matters/say.ts');
  const said = await sayOfEntries(store, entries, {
    word,
    by: by?.trim() || accountName(),
    note: note?.trim() || null,
    at: cli.now(),
  });
  for (const { id, kind, key } of said) {
    cli.print(`entry ${id} is ${word}: ${key.a} – ${key.b}, ${key.sport}, ${kind}`);
  }
  const other = word === 'confirmed' ? 'reject' : 'confirm';
  cli.tell(`to take it back: flagbearer measures ${other} ${entries.join(' ')}`);
}
