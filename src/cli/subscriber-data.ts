import type { Command } from 'commander';
import type { Cli } from './context.ts';
import { withRecords } from './with-records.ts';

/** `flagbearer subscribers data` and `erase`: what somebody may ask for who cannot do it on the page of their preferences. */
export function addSubscriberData(subscribers: Command, cli: Cli): void {
  subscribers
    .command('data')
    .description('write everything that is kept about the owner of an address, as JSON')
    .argument('<email>', 'mail address')
    .addHelpText('after', '\nExample:\n  flagbearer subscribers data anna@example.org > anna.json')
    .action((email: string) =>
      withRecords(cli, async (store) => {
        const data = await store.people.data(email);
        if (data === undefined) {
          cli.tell(`nothing is kept about ${email}`);
          cli.fail(1);
          return;
        }
        cli.print(JSON.stringify(data, null, 2));
      }),
    );
  subscribers
    .command('erase')
    .description('erase everything about the owner of an address but a hash of it, for good')
    .argument('<email>', 'mail address')
    .requiredOption('--yes', 'it cannot be undone')
    .addHelpText(
      'after',
      `
The hash keeps lists and files from bringing the address back; if nothing may be sent to it, that stays so too.
Mails that were sent, and files of the outbox, are not touched.

Example:
  flagbearer subscribers erase anna@example.org --yes`,
    )
    .action((email: string) =>
      withRecords(cli, async (store) => {
        if ((await store.people.data(email)) === undefined) {
          cli.tell(`nothing is kept about ${email}`);
          cli.fail(1);
          return;
        }
        await store.people.erase(email, cli.now());
        cli.print(`everything about ${email} is erased`);
      }),
    );
}
