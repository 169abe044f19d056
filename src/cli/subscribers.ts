import { InvalidArgumentError, Option, type Command } from 'commander';
import { describeSchedule } from '../core/digest/schedule.ts';
import { describePreferences } from '../core/subscribers/preferences.ts';
import type { SubscriberWish } from '../core/subscribers/wish.ts';
import { UsageError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { StoredSubscriber } from '../store/subscribers.ts';
import type { Cli } from './context.ts';
import { addSubscriberData } from './subscriber-data.ts';
import { addSubscriberTables } from './subscriber-tables.ts';
import { harmless } from './paint.ts';
import { withRecords } from './with-records.ts';

/** `flagbearer subscribers …`: who gets digests, which, and when. */
export function addSubscribers(program: Command, cli: Cli): void {
  const subscribers = program
    .command('subscribers')
    .description('who gets digests, which stories, and when');
  addAdd(subscribers, cli);
  addSubscriberTables(subscribers, cli);
  addSubscriberData(subscribers, cli);
  subscribers
    .command('list')
    .description('show everybody')
    .option('--json', 'one JSON object a line')
    .addHelpText(
      'after',
      `\nExample:\n  flagbearer subscribers list --json | jq 'select(.state == "active")'`,
    )
    .action((options: { readonly json?: true }) =>
      withRecords(cli, (store) => list(cli, store, options)),
    );
  subscribers
    .command('show')
    .description('show all that is known of one')
    .argument('<email>', 'mail address')
    .option('--json', 'as a JSON object')
    .addHelpText('after', '\nExample:\n  flagbearer subscribers show anna@example.org')
    .action((email: string, options: { readonly json?: true }) =>
      withRecords(cli, (store) => show(cli, store, email, options)),
    );
  subscribers
    .command('pause')
    .description('send nothing before a day; what happens meanwhile is told afterwards')
    .argument('<email>', 'mail address')
    .requiredOption('--until <when>', '2026-12-24, 2026-12-24T08:00:00Z, or none to end a pause')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer subscribers pause anna@example.org --until 2026-12-24
  flagbearer subscribers pause anna@example.org --until none`,
    )
    .action(async (email: string, { until }: { readonly until: string }) => {
      const pauseUntil = until === 'none' ? undefined : until;
      const { pausedUntil = null } = await readWish({ email, pauseUntil });
      await withRecords(cli, (store) => pause(cli, store, email, pausedUntil));
    });
  subscribers
    .command('remove')
    .description('end a subscription at once')
    .argument('<email>', 'mail address')
    .addHelpText('after', '\nExample:\n  flagbearer subscribers remove anna@example.org')
    .action((email: string) => withRecords(cli, (store) => remove(cli, store, email)));
}

type AddOptions = Readonly<Record<string, unknown>>;

function addAdd(subscribers: Command, cli: Cli): void {
  subscribers
    .command('add')
    .description('sign an address up, or change what it gets; what is not said stays')
    .argument('<email>', 'mail address')
    .option('--schedule <when>', 'instant, "daily 08:00", "weekdays 08:00" or "weekly mon 07:30"')
    .option('--zone <zone>', 'IANA time zone of the schedule')
    .addOption(new Option('--language <code>', 'of the mail itself').choices(['en', 'ru', 'de']))
    .option('--topics <list>', 'sanction, agreement', readList)
    .option('--polarity <list>', 'tighter, looser, open', readList)
    .option('--countries <list>', 'ISO 3166 codes of three letters', readList)
    .option('--sports <list>', 'sports of keywords/entities.yaml', readList)
    .option('--federations <list>', 'bodies of keywords/entities.yaml', readList)
    .option('--languages <list>', 'of the reports', readList)
    .option('--minimum-confidence <score>', 'the least score of a story, 0 to 1', readNumber)
    .option('--empty-digests', 'a mail also when nothing happened')
    .option('--no-empty-digests', 'none when nothing happened')
    .option('--length <stories>', 'stories shown in one mail', readNumber)
    .option('--pause-until <when>', 'send nothing before this day')
    .addHelpText(
      'after',
      `
Lists are written with commas; all stands for everything. A new subscriber gets everything, daily at 08:00 UTC.

Examples:
  flagbearer subscribers add anna@example.org --schedule "daily 08:00" --zone Europe/Berlin
  flagbearer subscribers add desk@example.org --schedule instant --topics sanction --federations FIS,CAS
  flagbearer subscribers add anna@example.org --sports all --language de`,
    )
    .action(async (email: string, options: AddOptions) => {
      const wish = await readWish({ email, ...options });
      await withRecords(cli, (store) => add(cli, store, wish));
    });
}

/** What is wrong is said before anything is opened. */
async function readWish(row: unknown): Promise<SubscriberWish> {
  const { readSubscriberRow } = await import('../config/subscribers.ts');
  const read = readSubscriberRow(row);
  if ('wish' in read) return read.wish;
  throw new UsageError(read.problems.join('\n'));
}

async function add(cli: Cli, store: Store, wish: SubscriberWish): Promise<void> {
  const { changeSubscriber } = await import('../app/subscribers/change.ts');
  const { warnUnknown } = await import('./subscriber-names.ts');
  const { email } = wish;
  await warnUnknown(cli, [wish]);
  const rules = { now: cli.now(), mayReturn: true, dryRun: false };
  const change = await changeSubscriber(store, wish, rules);
  if (change.outcome === 'refused') {
    cli.tell(change.reason);
    cli.fail(1);
    return;
  }
  const { schedule, zone, preferences } = change.terms;
  const words = [describeSchedule(schedule, zone), ...describePreferences(preferences)];
  const what = change.outcome === 'same' ? 'unchanged' : change.outcome;
  cli.print(`${email} ${what}: ${words.join('; ')}`);
}

async function list(cli: Cli, store: Store, { json }: { readonly json?: true }): Promise<void> {
  const { factsOf } = await import('./subscriber-facts.ts');
  const [subscribers, suppressions] = await Promise.all([
    store.subscribers.list(),
    store.suppressions.list(),
  ]);
  const suppressed = new Map(suppressions.map(({ email, reason }) => [email, reason]));
  if (subscribers.length === 0) cli.tell('nobody yet; see `flagbearer subscribers add --help`');
  for (const one of subscribers) {
    const facts = factsOf(one, suppressed);
    cli.print(json ? JSON.stringify(facts) : lineOf(one, facts.suppressed, cli.now()));
  }
}

function lineOf(one: StoredSubscriber, suppressed: string | null, now: Date): string {
  const { email, state, schedule, zone, preferences, pausedUntil, nextDigestAt } = one;
  const words = [
    describeSchedule(schedule, zone),
    ...describePreferences(preferences),
    ...(suppressed === null ? [] : [`suppressed: ${suppressed}`]),
    ...(pausedUntil !== null && pausedUntil > now
      ? [`paused until ${pausedUntil.toISOString()}`]
      : []),
    ...(nextDigestAt === null ? [] : [`next ${nextDigestAt.toISOString()}`]),
    ...(one.managedBy === 'file' ? ['from subscribers.yaml'] : []),
  ];
  return `${harmless(email)}  ${state}  ${words.join(', ')}`;
}

async function show(
  cli: Cli,
  store: Store,
  email: string,
  { json }: { readonly json?: true },
): Promise<void> {
  const { factsOf } = await import('./subscriber-facts.ts');
  const { printSettled, settledBy } = await import('./subscriber-settled.ts');
  const one = await store.subscribers.find(email);
  const settled = await settledBy(store, email, cli.now());
  if (one === undefined) {
    const isKnown = settled.signUps.length > 0;
    if (json && isKnown) cli.print(JSON.stringify(settled));
    else printSettled(cli, settled);
    tellNobody(cli, email);
    return;
  }
  const suppression = await store.suppressions.find(email);
  const suppressed = new Map(
    suppression === undefined ? [] : [[suppression.email, suppression.reason]],
  );
  const facts = factsOf(one, suppressed);
  if (json) {
    cli.print(JSON.stringify({ ...facts, ...settled }));
    return;
  }
  for (const [name, value] of Object.entries(facts)) {
    const empty = value === null || (Array.isArray(value) && value.length === 0);
    const shown = Array.isArray(value) ? value.join(', ') : String(value);
    cli.print(`${name.padEnd(18)} ${empty ? '-' : harmless(shown)}`);
  }
  printSettled(cli, settled);
}

async function pause(
  cli: Cli,
  store: Store,
  email: string,
  pausedUntil: Date | null,
): Promise<void> {
  const one = await store.subscribers.find(email);
  if (one === undefined) {
    tellNobody(cli, email);
    return;
  }
  if (one.managedBy === 'file') {
    cli.tell(`config/subscribers.yaml decides on ${email}: change it there`);
    cli.fail(1);
    return;
  }
  await store.subscribers.pause(email, pausedUntil);
  cli.print(
    pausedUntil === null
      ? `${email} gets mail again`
      : `${email} gets nothing until ${pausedUntil.toISOString()}`,
  );
}

async function remove(cli: Cli, store: Store, email: string): Promise<void> {
  const one = await store.subscribers.find(email);
  if (one === undefined) {
    tellNobody(cli, email);
    return;
  }
  if (one.managedBy === 'file' && one.state === 'active') {
    cli.tell(`config/subscribers.yaml decides on ${email}: take the row out there`);
    cli.fail(1);
    return;
  }
  await store.subscribers.leaveByEmail(email, cli.now());
  cli.print(`${email} gets no more mail`);
}

function tellNobody(cli: Cli, email: string): void {
  cli.tell(`${email} is no subscriber; see \`flagbearer subscribers list\``);
  cli.fail(1);
}

function readList(text: string): string[] {
  if (text.trim() === 'all') return [];
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function readNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It is no number.');
}
