import { randomBytes } from 'node:crypto';
import { InvalidArgumentError, type Command } from 'commander';
import { describeSchedule, isZone, nextDigestAt, parseSchedule } from '../core/digest/schedule.ts';
import type { Schedule } from '../core/subscriber.ts';
import { messageOf, UsageError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';

/** `flagbearer subscribers …`: who gets digests, and when. */
export function addSubscribers(program: Command, cli: Cli): void {
  const subscribers = program.command('subscribers').description('who gets digests, and when');
  subscribers
    .command('add')
    .description('sign an address up, or change its schedule')
    .argument('<email>', 'mail address')
    .option('--schedule <when>', '"instant", "daily 08:00" or "weekly mon 07:30"', readSchedule, {
      kind: 'daily',
      time: '08:00',
    })
    .option('--zone <zone>', 'IANA time zone of the schedule', readZone, 'UTC')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer subscribers add anna@example.org --schedule "daily 08:00" --zone Europe/Berlin
  flagbearer subscribers add desk@example.org --schedule instant`,
    )
    .action((email: string, options: AddOptions) =>
      withStore(cli, (store) => add(cli, store, email, options)),
    );
  subscribers
    .command('list')
    .description('show everybody')
    .option('--json', 'one JSON object a line')
    .action((options: { readonly json?: true }) =>
      withStore(cli, (store) => list(cli, store, options)),
    );
  subscribers
    .command('remove')
    .description('end a subscription at once')
    .argument('<email>', 'mail address')
    .addHelpText('after', '\nExample:\n  flagbearer subscribers remove anna@example.org')
    .action((email: string) => withStore(cli, (store) => remove(cli, store, email)));
}

type AddOptions = { readonly schedule: Schedule; readonly zone: string };

async function add(
  cli: Cli,
  store: Store,
  email: string,
  { schedule, zone }: AddOptions,
): Promise<void> {
  if (!/^[^\s@<>",;:\\]{1,64}@[^\s@<>",;:\\]{1,255}$/u.test(email)) {
    throw new UsageError(`"${email}" is no mail address`);
  }
  const now = cli.now();
  const saved = await store.subscribers.save({
    email,
    schedule,
    zone,
    since: now,
    nextDigestAt: nextDigestAt(schedule, zone, now),
    unsubscribeToken: randomBytes(24).toString('base64url'),
  });
  const what = saved.isNew ? 'added' : 'changed';
  cli.print(`${email} ${what}: ${describeSchedule(schedule, zone)}`);
}

async function list(cli: Cli, store: Store, { json }: { readonly json?: true }): Promise<void> {
  const subscribers = await store.subscribers.list();
  if (subscribers.length === 0) cli.tell('nobody yet; see `flagbearer subscribers add --help`');
  for (const { email, schedule, zone, state, nextDigestAt: next } of subscribers) {
    const row = { email, schedule, zone, state, nextDigestAt: next?.toISOString() ?? null };
    const when = row.nextDigestAt === null ? '' : `, next ${row.nextDigestAt}`;
    cli.print(
      json ? JSON.stringify(row) : `${email}  ${state}  ${describeSchedule(schedule, zone)}${when}`,
    );
  }
}

async function remove(cli: Cli, store: Store, email: string): Promise<void> {
  if (await store.subscribers.leaveByEmail(email, cli.now())) {
    cli.print(`${email} gets no more mail`);
    return;
  }
  cli.tell(`${email} is no subscriber; see \`flagbearer subscribers list\``);
  cli.fail(1);
}

async function withStore(cli: Cli, run: (store: Store) => Promise<void>): Promise<void> {
  const { openRecords } = await import('../app/records.ts');
  const options = { schema: 'require', log: cli.log(), now: cli.now } as const;
  const records = await openRecords(cli.settings(), options);
  try {
    await run(records.store);
  } finally {
    await records.close();
  }
}

function readSchedule(text: string): Schedule {
  try {
    return parseSchedule(text);
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}

function readZone(name: string): string {
  if (isZone(name)) return name;
  throw new InvalidArgumentError('It is no IANA time zone; write for example Europe/Berlin.');
}
