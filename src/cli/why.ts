import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseDuration } from '../config/duration.ts';
import { UsageError } from '../errors.ts';
import type { Cli } from './context.ts';

type WhyOptions = { readonly json?: true; readonly since: number };

/** `flagbearer why`: what became of an article. */
export function addWhy(program: Command, cli: Cli): void {
  program
    .command('why')
    .description('say what became of an article: read, judged, grouped, told, or why not')
    .argument('<what>', 'its address, its headline or a part of that, or an item’s id')
    .addOption(
      new Option('--since <span>', 'compare headlines of items read in this time')
        .argParser(readSpan)
        .default(90 * DAY_MS, '90d'),
    )
    .option('--json', 'everything as one JSON object')
    .addHelpText(
      'after',
      `
Changes nothing and fetches nothing: all is told from the records.
Exit code: 0 when there is an answer, also "it was never read"; 1 when there are no records; 2 for wrong usage.

Examples:
  flagbearer why https://paper.example/2026/03/04/ban.html
  flagbearer why "FIS lifts ban on Russian skiers"
  flagbearer why 4711 --json | jq .untold`,
    )
    .action((what: string, options: WhyOptions) => run(cli, what, options));
}

const DAY_MS = 86_400_000;

async function run(cli: Cli, what: string, { json, since }: WhyOptions): Promise<void> {
  if (what.trim() === '') throw new UsageError('give an address, a headline or an id (see --help)');
  const { why } = await import('../app/why.ts');
  const { loadConfig } = await import('../config/load.ts');
  const { withStore } = await import('./with-archive.ts');
  const { answerLines } = await import('./why-text.ts');
  const now = cli.now();
  const answer = await withStore(cli, (store) =>
    why(store, what, {
      now,
      since: new Date(now.getTime() - since),
      compared: (titles) => {
        if (titles % 20_000 === 0) cli.tell(`${titles} headlines compared …`);
      },
      sources: async () => (await loadConfig(cli.settings().configFolder)).sources,
    }),
  );
  if (json) cli.print(JSON.stringify(answer));
  else for (const line of answerLines(answer)) cli.print(line);
}

function readSpan(text: string): number {
  const span = parseDuration(text);
  if (span !== null && span > 0) return span;
  throw new InvalidArgumentError('Write a span such as 90d or 12h.');
}
