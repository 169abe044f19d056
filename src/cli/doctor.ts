import type { Command } from 'commander';
import { pino } from 'pino';
import type { Finding } from '../doctor/finding.ts';
import type { Cli } from './context.ts';

/** `flagbearer doctor`: checks the set-up and says what to do. */
export function addDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description(
      'check configuration, database, queue, mail, clock, disk and network, and say what to do',
    )
    .option('--json', 'one JSON object a check')
    .addHelpText(
      'after',
      `
Exit code: 0 when nothing failed (warnings allowed), 1 otherwise.

Examples:
  flagbearer doctor
  flagbearer doctor --json | jq 'select(.state == "failed")'`,
    )
    .action((options: { readonly json?: true }) => doctor(cli, options));
}

async function doctor(cli: Cli, { json }: { readonly json?: true }): Promise<void> {
  const tell = (finding: Finding): void =>
    cli.print(json ? JSON.stringify(finding) : lineOf(finding));
  const { examine } = await import('../doctor/examine.ts');
  // What the parts log on the way is told by the findings, in better words.
  const log = pino({ level: 'silent' });
  const findings = await examine({ settings: cli.settings, log, now: cli.now, tell });
  if (findings.some(({ state }) => state === 'failed')) cli.fail(1);
}

const SIGNS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

function lineOf({ name, state, detail, mend }: Finding): string {
  const line = `${SIGNS[state]}  ${name.padEnd(14)} ${detail.replaceAll('\n', '\n' + ' '.repeat(24))}`;
  return mend === null ? line : `${line}\n${' '.repeat(24)}→ ${mend}`;
}
