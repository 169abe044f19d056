import { InvalidArgumentError, type Command } from 'commander';
import type { AuditEntry } from '../store/audit-log.ts';
import type { Cli } from './context.ts';
import { accountName } from './matter-options.ts';
import { harmless } from './paint.ts';
import { withStore } from './with-archive.ts';

/** `flagbearer ops …`: who may sign in to the console, and what was done there. */
export function addOps(program: Command, cli: Cli): void {
  const ops = program
    .command('ops')
    .description('the operators’ console at /ops: who may sign in, and what was done there');
  ops
    .command('token')
    .description('make a token for an operator; needs no database, and keeps nothing')
    .argument('<name>', 'who it is for; what they do is in the audit log under this name', readName)
    .addHelpText(
      'after',
      `
The token is shown once: hand it over by a way that you trust. Only its hash goes into flagbearer.yaml. A row with another
hash ends the sessions of the one before.

Example:
  flagbearer ops token anna`,
    )
    .action((name: string) => token(cli, name));
  ops
    .command('sign-out')
    .description('end all sessions of an operator')
    .argument('<name>', 'their name in flagbearer.yaml')
    .addHelpText('after', '\nExample:\n  flagbearer ops sign-out anna')
    .action((name: string) => signOut(cli, name));
  ops
    .command('audit')
    .description('show what operators did, the latest first')
    .option('--operator <name>', 'of one operator only')
    .option('--subject <words>', 'of subjects with these words only, such as "source bbc"')
    .option('--limit <n>', 'so many entries at most', readLimit, 50)
    .option('--json', 'one JSON object a line')
    .addHelpText('after', '\nExample:\n  flagbearer ops audit --subject "source bbc-sport"')
    .action((options: AuditOptions) => audit(cli, options));
}

type AuditOptions = {
  readonly operator?: string;
  readonly subject?: string;
  readonly limit: number;
  readonly json?: true;
};

async function token(cli: Cli, name: string): Promise<void> {
  const { hashOfToken, newToken } = await import('../app/ops/tokens.ts');
  const fresh = newToken();
  cli.print(`token of ${name}, shown this once:`);
  cli.print(`  ${fresh}`);
  cli.print('for flagbearer.yaml, which a running service takes up by itself:');
  cli.print('  console:');
  cli.print('    operators:');
  cli.print(`      - { name: ${JSON.stringify(name)}, token: '${hashOfToken(fresh)}' }`);
}

async function signOut(cli: Cli, name: string): Promise<void> {
  const { endSessions } = await import('../app/ops/sessions.ts');
  await withStore(cli, async (store) => {
    const ended = await endSessions(store, name, { operator: accountName(), at: cli.now() });
    cli.print(`${ended} ${ended === 1 ? 'session' : 'sessions'} of ${name} ended`);
  });
}

async function audit(cli: Cli, { operator, subject, limit, json }: AuditOptions): Promise<void> {
  await withStore(cli, async (store) => {
    const filter = { operator: operator ?? null, subject: subject ?? null, before: null, limit };
    const entries = await store.audit.list(filter);
    if (entries.length === 0) cli.tell('nothing was done that fits');
    for (const entry of entries) cli.print(json ? JSON.stringify(entry) : lineOf(entry));
  });
}

function lineOf({ at, operator, action, subject, detail }: AuditEntry): string {
  const more = detail === null ? '' : `  (${harmless(detail)})`;
  return `${at.toISOString()}  ${harmless(operator)}  ${action}  ${harmless(subject)}${more}`;
}

function readName(text: string): string {
  if (/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u.test(text)) return text;
  throw new InvalidArgumentError('Up to 40 letters, digits, spaces, dots, hyphens.');
}

function readLimit(text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= 10_000) return n;
  throw new InvalidArgumentError('A whole number from 1 to 10000 is wanted.');
}
