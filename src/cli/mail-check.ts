import type { Command } from 'commander';
import type { IdentityFinding } from '../mail/identity/records.ts';
import { UsageError } from '../errors.ts';
import type { Cli } from './context.ts';
import { harmless } from './paint.ts';

type CheckOptions = {
  readonly selector?: string;
  readonly ip?: readonly string[];
  readonly server?: readonly string[];
  readonly json?: true;
};

/** `flagbearer mail check DOMAIN`: what receivers find of a sender in the DNS, and which records to set. */
export function addMailCheck(mail: Command, cli: Cli): void {
  mail
    .command('check')
    .description('look up SPF, DKIM, DMARC, MX and PTR of a sender, and print the records to set')
    .argument('[domain]', 'of the address that mail is from; default: that of flagbearer.yaml')
    .option('--selector <name>', 'of the DKIM key; default: that of flagbearer.yaml')
    .option('--ip <address...>', 'that mail leaves from; default: the host of SMTP_URL')
    .option('--server <address...>', 'name servers to ask, as host:port; default: this machine’s')
    .option('--json', 'one JSON object a finding')
    .addHelpText(
      'after',
      `
Exit code: 0 when nothing failed (warnings allowed), 1 otherwise.

Examples:
  flagbearer mail check example.org
  flagbearer mail check example.org --selector news --ip 203.0.113.7`,
    )
    .action((domain: string | undefined, options: CheckOptions) => check(cli, domain, options));
}

async function check(cli: Cli, domain: string | undefined, options: CheckOptions): Promise<void> {
  const { checkIdentity } = await import('../mail/identity/check.ts');
  const { identityOf } = await import('../app/mail-identity.ts');
  const { openLookup } = await import('../mail/identity/lookup.ts');
  const identity = await identityOf(cli.settings(), domain, options);
  const findings = await checkIdentity(identity, lookupOf(openLookup, options.server ?? []));
  for (const finding of findings) {
    if (options.json) cli.print(JSON.stringify(finding));
    else for (const line of linesOf(finding)) cli.print(harmless(line));
  }
  if (findings.some(({ state }) => state === 'failed')) cli.fail(1);
}

function lookupOf<T>(open: (servers: readonly string[]) => T, servers: readonly string[]): T {
  try {
    return open(servers);
  } catch {
    throw new UsageError('write name servers as an address and a port, such as 192.0.2.1:53');
  }
}

const SIGNS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

function linesOf({ name, state, detail, record }: IdentityFinding): string[] {
  const line = `${SIGNS[state]}  ${name.padEnd(5)}  ${detail}`;
  if (record === null) return [line];
  return [line, `                → set ${record.name}  ${record.type}  ${record.value}`];
}
