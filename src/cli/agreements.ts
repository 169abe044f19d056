import type { Command } from 'commander';
import type { Agreement } from '../core/matters/agreements.ts';
import type { Store } from '../store/store.ts';
import type { Cli } from './context.ts';
import { addFormats, trust, type FormatOptions } from './matter-options.ts';
import { exportChanges } from './matter-export.ts';
import { withStore } from './with-archive.ts';

/** `flagbearer agreements …`: who arranges what with the two countries, as far as reports tell. */
export function addAgreements(program: Command, cli: Cli): void {
  const agreements = program
    .command('agreements')
    .description(
      'the register of agreements; `measures confirm` and `reject` take its entries too',
    );
  addFormats(agreements.command('list').description('show the register, the latest first'))
    .option('--party <code>', 'of one party only: a country such as CHN, or a body')
    .option('--sport <sport>', 'in one sport only')
    .option('--in-force', 'only what is not reported to have ended')
    .addHelpText(
      'after',
      `
Examples:
  flagbearer agreements list --party CHN
  flagbearer agreements list --json | jq -r .sources[].url`,
    )
    .action((options: ListOptions) => withStore(cli, (store) => list(cli, store, options)));
  addFormats(
    agreements
      .command('export')
      .description('write every change that was ever recorded, a line a report'),
  )
    .addHelpText('after', '\nExample:\n  flagbearer agreements export --csv > agreements.csv')
    .action((options: FormatOptions) =>
      withStore(cli, (store) => exportChanges(cli, store, 'agreement', options)),
    );
}

type ListOptions = FormatOptions & {
  readonly party?: string;
  readonly sport?: string;
  readonly inForce?: true;
};

async function list(cli: Cli, store: Store, options: ListOptions): Promise<void> {
  const { agreementRow, AGREEMENT_COLUMNS, csvLines } = await import('../app/matters/tables.ts');
  const { agreementLine } = await import('./measures-text.ts');
  const all = await store.matters.agreements(await trust(cli));
  const chosen = all.filter((agreement) => isWanted(agreement, options));
  const lines = options.csv
    ? csvLines(AGREEMENT_COLUMNS, chosen.map(agreementRow))
    : chosen.map((one) => (options.json ? JSON.stringify(one) : agreementLine(one)));
  for (const line of lines) cli.print(line);
  if (chosen.length > 0) return;
  cli.tell(
    all.length === 0
      ? 'nothing is in the register yet: it fills as stories are placed; `flagbearer doctor` tells whether they are'
      : `none of the ${all.length} entries is so; leave an option out`,
  );
}

function isWanted({ parties, sport, kind, endedAt }: Agreement, options: ListOptions): boolean {
  const { party, sport: wanted, inForce } = options;
  return (
    (party === undefined || parties.some((one) => one.toLowerCase() === party.toLowerCase())) &&
    (wanted === undefined || sport === wanted.toLowerCase()) &&
    (!inForce || (endedAt === null && kind !== 'ended'))
  );
}
