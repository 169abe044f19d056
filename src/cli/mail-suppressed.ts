import { InvalidArgumentError, type Command } from 'commander';
import { isAddress } from '../core/subscribers/address.ts';
import type { Cli } from './context.ts';
import { harmless } from './paint.ts';
import { withRecords } from './with-records.ts';

/** `flagbearer mail suppressed …`: the addresses that nothing is sent to, whatever else says so. */
export function addMailSuppressed(mail: Command, cli: Cli): void {
  const suppressed = mail
    .command('suppressed')
    .description('the addresses that nothing is sent to, whatever else says so');
  suppressed
    .command('list')
    .description('show them, the latest first')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nExample:\n  flagbearer mail suppressed list --json')
    .action(({ json }: { readonly json?: true }) =>
      withRecords(cli, async (store) => {
        for (const one of await store.suppressions.list()) {
          const detail = one.detail === null ? '' : `  (${harmless(one.detail)})`;
          const line = `${harmless(one.email)}  ${one.reason}  ${one.at.toISOString()}${detail}`;
          cli.print(json ? JSON.stringify(one) : line);
        }
      }),
    );
  suppressed
    .command('add')
    .description('send nothing to an address any more')
    .argument('<email>', 'mail address', readAddress)
    .option('--reason <words>', 'why', 'put there by an operator')
    .addHelpText(
      'after',
      '\nExample:\n  flagbearer mail suppressed add anna@example.org --reason "asked by phone"',
    )
    .action((email: string, { reason }: { readonly reason: string }) =>
      withRecords(cli, async (store) => {
        await store.suppressions.add({ email, reason, detail: null, at: cli.now() });
        cli.print(`nothing is sent to ${email} any more`);
      }),
    );
  suppressed
    .command('remove')
    .description('let mail go to an address again, and forget why it did not')
    .argument('<email>', 'mail address')
    .addHelpText('after', '\nExample:\n  flagbearer mail suppressed remove anna@example.org')
    .action((email: string) =>
      withRecords(cli, async (store) => {
        if (await store.suppressions.remove(email)) {
          cli.print(`mail may go to ${email} again`);
          return;
        }
        cli.tell(`${email} is not on the list`);
        cli.fail(1);
      }),
    );
}

function readAddress(text: string): string {
  if (isAddress(text)) return text;
  throw new InvalidArgumentError('It is no mail address.');
}
