import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { DigestPreview } from '../app/subscribers/preview.ts';
import { isAddress } from '../core/subscribers/address.ts';
import { SetupError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { harmless } from './paint.ts';
import { withRecords } from './with-records.ts';

type PreviewOptions = { readonly at?: Date; readonly html?: string; readonly json?: true };
type SendOptions = { readonly to: string; readonly test: true; readonly of?: string };

/** `flagbearer digest …`: what somebody would be sent. */
export function addDigest(program: Command, cli: Cli): void {
  const digest = program.command('digest').description('see what somebody would be sent');
  digest
    .command('preview')
    .description('show the mail that somebody would get, and what is left out of it and why')
    .argument('<subscriber>', 'mail address')
    .option('--at <time>', 'as if it were composed then; default: now', readTime)
    .option('--html <file>', 'write the HTML part into a file too')
    .option('--json', 'as a JSON object')
    .addHelpText(
      'after',
      `
Nothing is sent and nothing is written to the records: what was told before is left out here too.

Examples:
  flagbearer digest preview anna@example.org
  flagbearer digest preview anna@example.org --at 2026-12-24T07:00:00Z --html digest.html`,
    )
    .action((email: string, options: PreviewOptions) =>
      withRecords(cli, (store) => preview(cli, store, email, options)),
    );
  digest
    .command('send')
    .description('send a mail for trying things out; the records know nothing of it')
    .requiredOption('--to <address>', 'where it goes', readAddress)
    .addOption(new Option('--test', 'it is only a test').makeOptionMandatory())
    .option('--of <subscriber>', 'the digest that this subscriber would get; default: an empty one')
    .addHelpText(
      'after',
      `
It goes the way of every mail: signed, by SMTP_URL, or into the outbox folder. Its link to unsubscribe leads nowhere.

Examples:
  flagbearer digest send --to you@example.org --test
  flagbearer digest send --to you@example.org --test --of anna@example.org`,
    )
    .action((options: SendOptions) => withRecords(cli, (store) => send(cli, store, options)));
}

async function preview(
  cli: Cli,
  store: Store,
  email: string,
  { at, html, json }: PreviewOptions,
): Promise<void> {
  const { renderPreview } = await import('../app/subscribers/render-preview.ts');
  const shown = await previewFor(cli, store, email, at ?? cli.now());
  const rendered = await renderPreview(shown, cli.settings());
  if (html !== undefined) await writeFile(html, rendered.html);
  const { unsent, hold, leftOut } = shown;
  if (json) {
    const { subject, text } = rendered;
    cli.print(JSON.stringify({ subject, text, unsent, hold, leftOut, digest: shown.digest }));
    return;
  }
  cli.print(`Subject: ${harmless(rendered.subject)}`);
  for (const line of ['', ...rendered.text.split('\n')]) cli.print(harmless(line));
  for (const reason of [unsent, hold]) if (reason !== null) cli.tell(`not sent now: ${reason}`);
  for (const { title, reason } of leftOut) cli.tell(`left out: ${harmless(title)} (${reason})`);
}

async function send(cli: Cli, store: Store, { to, of }: SendOptions): Promise<void> {
  const { sendTest } = await import('../app/subscribers/send-test.ts');
  const suppression = await store.suppressions.find(to);
  if (suppression !== undefined) {
    throw new SetupError(
      `${to} is on the suppression list (${suppression.reason}), which always wins`,
      'send to another address, or see `flagbearer mail suppressed --help`',
    );
  }
  const shown = of === undefined ? null : await previewFor(cli, store, of, cli.now());
  const place = await sendTest(shown, to, {
    settings: cli.settings(),
    log: cli.log(),
    now: cli.now(),
  });
  cli.print(place === 'smtp' ? `sent to ${to}` : `for ${to}, into the outbox folder`);
}

async function previewFor(cli: Cli, store: Store, email: string, at: Date): Promise<DigestPreview> {
  const { loadConfig } = await import('../config/load.ts');
  const { previewOf } = await import('../app/subscribers/preview.ts');
  const config = await loadConfig(cli.settings().configFolder);
  const shown = await previewOf({ store, config }, email, at);
  if (shown !== undefined) return shown;
  throw new SetupError(`${email} is no subscriber`, 'see `flagbearer subscribers list`');
}

function readTime(text: string): Date {
  const at = new Date(text);
  if (!Number.isNaN(at.getTime())) return at;
  throw new InvalidArgumentError('It is no time; write for example 2026-12-24T08:00:00Z.');
}

function readAddress(text: string): string {
  if (isAddress(text)) return text;
  throw new InvalidArgumentError('It is no mail address.');
}
