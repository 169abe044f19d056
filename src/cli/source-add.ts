import { Option, type Command } from 'commander';
import type { Found, Proposal, RowWishes } from '../app/sources/add-source.ts';
import type { Desk } from '../app/sources/open-desk.ts';
import type { Trial } from '../app/sources/trial.ts';
import { LANGUAGES } from '../core/source.ts';
import type { Cli } from './context.ts';
import { nothingFound, proposalLines, severalFound, triedLine } from './source-add-words.ts';
import { readId, readName, readTimeZone } from './source-options.ts';
import { trialFacts } from './source-words.ts';

type AddOptions = RowWishes & {
  readonly yes?: true;
  readonly dryRun?: true;
  readonly json?: true;
};

/** `flagbearer source add URL`: finds the feed of a site, shows what it yields and writes its row. */
export function addSourceAdd(source: Command, cli: Cli): void {
  source
    .command('add')
    .description('find the feed of a site, show what it yields, and add it to sources.yaml')
    .argument('<url>', 'a feed, or a page that leads to one')
    .option('--id <id>', 'its name in records and logs; default: made of its name', readId)
    .option('--name <name>', 'its name for readers; default: its own title', readName)
    .addOption(
      new Option('--kind <kind>', 'read the address as this; default: look for a feed').choices([
        'feed',
        'html-list',
        'news-sitemap',
        'sitemap',
      ]),
    )
    .addOption(
      new Option('--language <code>', 'of all its texts; default: as they look').choices(LANGUAGES),
    )
    .option('--timezone <zone>', 'of dates that name none; default: UTC', readTimeZone)
    .addOption(
      new Option('--role <role>', 'who speaks; default: paper').choices([
        'federation',
        'court',
        'agency',
        'paper',
        'aggregator',
      ]),
    )
    .option('--sport', 'all of it is about sport')
    .addOption(
      new Option('--domestic <country>', 'mostly home affairs of it').choices(['RUS', 'BLR']),
    )
    .option('--yes', 'write the row without asking')
    .option('--dry-run', 'look only, write nothing')
    .option('--json', 'one JSON object; writes only with --yes')
    .addHelpText(
      'after',
      `
Exit code: 0 when the row was written (or could be, with --dry-run), 1 when not, 2 when nobody is there to ask.

Examples:
  flagbearer source add https://www.example.org/news
  flagbearer source add https://www.example.org/rss --id example --sport --timezone Europe/Kyiv --yes
  flagbearer source add https://federation.example/news --kind html-list --role federation --dry-run`,
    )
    .action((url: string, options: AddOptions) => add(cli, url, options));
}

async function add(cli: Cli, typed: string, options: AddOptions): Promise<void> {
  const { readTypedAddress, lookAt } = await import('../app/sources/add-source.ts');
  const { openDesk } = await import('../app/sources/open-desk.ts');
  const { rowAt } = await import('../app/sources/same-feed.ts');
  const url = readTypedAddress(typed);
  const desk = await openDesk(cli.settings(), cli.now);
  try {
    const known = rowAt(desk.rows, [url]);
    if (known !== undefined) {
      tellTwin(cli, options, url, { row: known, why: 'address' });
      return;
    }
    const found = await lookAt(url, options, desk, (trial) => cli.tell(triedLine(trial)));
    const chosen = await choose(cli, found, options);
    if (chosen === null) await giveUp(cli, found, options, url);
    else await settle(cli, desk, chosen, found, options);
  } finally {
    await desk.close();
  }
}

/** The one feed, or the one that a person picks; null where there is none, or nobody picks. */
async function choose(cli: Cli, found: Found, { json }: AddOptions): Promise<Trial | null> {
  const { feeds } = found;
  if (feeds.length <= 1 || json) return feeds.length === 1 ? (feeds[0] ?? null) : null;
  for (const line of severalFound(found)) cli.tell(line);
  const answer = await cli.ask(`which one? [1-${feeds.length}] `);
  return feeds[Number(answer) - 1] ?? null;
}

async function giveUp(cli: Cli, found: Found, { json }: AddOptions, url: string): Promise<void> {
  cli.fail(1);
  const { feeds, tried, guess } = found;
  if (json) {
    const now = cli.now();
    const outcome = feeds.length > 1 ? 'several' : 'none';
    const all = {
      feeds: feeds.map((feed) => trialFacts(feed, now)),
      tried: tried.map((trial) => trialFacts(trial, now)),
    };
    cli.print(JSON.stringify({ outcome, row: null, guess, ...all }));
    return;
  }
  if (feeds.length > 1) {
    cli.tell(
      'nothing written: the page leads to several feeds, so give the address of one of them',
    );
    return;
  }
  for (const line of nothingFound(url, found)) cli.tell(line);
}

async function settle(
  cli: Cli,
  desk: Desk,
  trial: Trial,
  found: Found,
  options: AddOptions,
): Promise<void> {
  const { propose } = await import('../app/sources/add-source.ts');
  const proposal = await propose(trial, options, desk);
  if (proposal.twin !== null) {
    tellTwin(cli, options, trial.source.url, proposal.twin);
    return;
  }
  if (!options.json)
    for (const line of proposalLines(trial, proposal.row, found, cli.now())) cli.print(line);
  const written = await write(cli, proposal, options);
  if (!options.json) return;
  const outcome = written ? 'added' : 'proposed';
  cli.print(
    JSON.stringify({
      outcome,
      row: proposal.row,
      feed: { ...trialFacts(trial, cli.now()), id: proposal.row.id },
    }),
  );
}

async function write(cli: Cli, { row }: Proposal, options: AddOptions): Promise<boolean> {
  const { writeRows } = await import('../app/sources/rows.ts');
  if (options.dryRun || (options.json && !options.yes)) return false;
  const { configFolder } = cli.settings();
  if (!options.yes) {
    const answer = await cli.ask(`write this row into ${configFolder}/sources.yaml? [y/N] `);
    if (answer === null || !/^y(es)?$/i.test(answer)) {
      cli.tell(
        answer === null ? 'nothing written: nobody to ask; repeat with --yes' : 'nothing written',
      );
      cli.fail(answer === null ? 2 : 1);
      return false;
    }
  }
  await writeRows(configFolder, [row]);
  cli.tell(`written: ${row.id}; a running service takes it in by itself`);
  return true;
}

function tellTwin(
  cli: Cli,
  { json }: AddOptions,
  url: string,
  { row, why }: NonNullable<Proposal['twin']>,
): void {
  const { id } = row.source;
  cli.fail(1);
  if (json) {
    cli.print(JSON.stringify({ outcome: 'known', row: null, twin: { id, why } }));
    return;
  }
  const how = why === 'address' ? 'reads this address' : 'lists the same articles';
  const off = row.enabled ? '' : `; it is switched off: flagbearer source enable ${id}`;
  cli.tell(`nothing written: the source "${id}" ${how} already (${url})${off}`);
}
