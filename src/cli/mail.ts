import type { Command } from 'commander';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { addMailCheck } from './mail-check.ts';
import { addMailSuppressed } from './mail-suppressed.ts';
import { readInput } from './read-input.ts';
import { withRecords } from './with-records.ts';

/** `flagbearer mail …`: whether mail arrives, and what to do where it does not. */
export function addMail(program: Command, cli: Cli): void {
  const mail = program
    .command('mail')
    .description('whether mail arrives: the sender’s records, bounces, complaints, what is held');
  addMailCheck(mail, cli);
  mail
    .command('bounce')
    .description('take in a mail that came back (RFC 3464), or a complaint (RFC 5965)')
    .argument('[file]', 'the message as it came; default: standard input', '-')
    .option('--json', 'as a JSON object')
    .addHelpText(
      'after',
      `
Only a report about a mail that this service sent counts: it is known by its return address or its Message-ID.
No such mailbox, or a complaint: nothing more is sent there. Other failures count when they come on five days of thirty.

Exit code: 0 also where the message is no report of ours, so that a mail server never sends it back.

Examples:
  flagbearer mail bounce < message.eml
  | "flagbearer mail bounce"          in /etc/aliases of a mail server, behind the bounce address`,
    )
    .action((file: string, options: JsonOption) =>
      withRecords(cli, (store) => takeBounce(cli, store, file, options)),
    );
  mail
    .command('unsubscribe')
    .description('take in a mail that was written to the unsubscribe address')
    .argument('[file]', 'the message as it came; default: standard input', '-')
    .addHelpText('after', '\nExample:\n  flagbearer mail unsubscribe < message.eml')
    .action((file: string) => withRecords(cli, (store) => takeRequest(cli, store, file)));
  mail
    .command('status')
    .description('show what is held back, and how many mails are in which state')
    .option('--json', 'as a JSON object')
    .addHelpText('after', '\nExample:\n  flagbearer mail status')
    .action((options: JsonOption) => withRecords(cli, (store) => status(cli, store, options)));
  mail
    .command('release')
    .description('send what is held back after all')
    .addHelpText('after', '\nExample:\n  flagbearer mail status && flagbearer mail release')
    .action(() => withRecords(cli, (store) => release(cli, store)));
  addMailSuppressed(mail, cli);
}

type JsonOption = { readonly json?: true };

async function takeBounce(
  cli: Cli,
  store: Store,
  file: string,
  { json }: JsonOption,
): Promise<void> {
  const { takeBounceMessage } = await import('../app/subscribers/take-bounce.ts');
  const taken = await takeBounceMessage(store, await readInput(file), cli.now());
  if (json) cli.print(JSON.stringify(taken));
  else cli.print(BOUNCE_WORDS[taken.outcome](taken.kind ?? '', taken.suppressed));
}

const BOUNCE_WORDS = {
  'no-report': () => 'no report of a failure, and no complaint: nothing to do',
  'not-ours': (kind: string) => `a report (${kind}) of a mail that is none of ours: nothing to do`,
  known: (kind: string) => `a report (${kind}) that is on record already`,
  recorded: (kind: string, suppressed: string | null) =>
    suppressed === null
      ? `on record: ${kind}`
      : `on record: ${kind}; nothing more is sent to this address (${suppressed})`,
} as const;

async function takeRequest(cli: Cli, store: Store, file: string): Promise<void> {
  const { unsubscribeToken } = await import('../mail/inbound/unsubscribe-request.ts');
  const { endSubscription } = await import('../app/subscribers/end.ts');
  const token = unsubscribeToken(await readInput(file));
  const request = { token: token ?? '', scope: 'this', now: cli.now() } as const;
  const known = token !== null && (await endSubscription(store, request));
  cli.print(known ? 'unsubscribed' : 'no subscription that it is about: nothing to do');
}

async function status(cli: Cli, store: Store, { json }: JsonOption): Promise<void> {
  const [holds, digests, deliveries] = await Promise.all([
    store.holds.open(),
    store.holds.deliveries(),
    store.deliveries.count(),
  ]);
  if (json) {
    cli.print(JSON.stringify({ holds, digests, deliveries }));
    return;
  }
  for (const { at, reason } of holds) {
    cli.print(`no digest is sent since ${at.toISOString()}: ${reason}`);
  }
  for (const { email, at, reason } of digests) {
    cli.print(`held since ${at.toISOString()}, for ${email}: ${reason}`);
  }
  const counts = Object.entries(deliveries).map(([state, count]) => `${count} ${state}`);
  cli.print(counts.length === 0 ? 'no mail yet' : counts.toSorted().join(', '));
  if (holds.length + digests.length > 0) cli.tell('let all of it go: flagbearer mail release');
}

async function release(cli: Cli, store: Store): Promise<void> {
  const { holds, digests } = await store.holds.release(cli.now());
  cli.print(
    holds + digests === 0
      ? 'nothing was held'
      : `sending goes on; ${digests} digests that were held or refused go out`,
  );
}
