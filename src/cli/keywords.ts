import { Option, type Command } from 'commander';
import { UsageError } from '../errors.ts';
import type { Cli } from './context.ts';
import { DAY_MS, readSpan } from './spans.ts';

/** `flagbearer keywords …`: look at the keywords before they judge. */
export function addKeywords(program: Command, cli: Cli): void {
  const keywords = program
    .command('keywords')
    .description('look at the keywords before they judge');
  keywords
    .command('lint')
    .description('look for patterns that do not do what they are there for')
    .addOption(
      new Option('--since <span>', 'with an archive: what patterns found in items of this time')
        .argParser(readSpan)
        .default(90 * DAY_MS, '90d'),
    )
    .option('--of <id>', 'only patterns of this concept, family, mask or name')
    .option('--notes', 'also what is only worth knowing')
    .option('--strict', 'warnings fail as well')
    .option('--json', 'everything as one JSON object, with every pattern’s most frequent matches')
    .addHelpText(
      'after',
      `
Where there is an archive its items are searched with the patterns as they are now: which never matched, and
which match many different words. Nothing is changed.
Exit code: 0 without errors, 1 with errors, or with warnings under --strict.

Examples:
  flagbearer keywords lint
  flagbearer keywords lint --of ban --since 30d
  flagbearer keywords lint --json | jq '.archive.used[] | select(.pattern == "проб*") | .texts'`,
    )
    .action((options: LintOptions) => lint(cli, options));
  keywords
    .command('test')
    .description('judge the golden set, and compare with the configuration in force')
    .option('--file <file>', 'another set of labelled items, as for `eval`')
    .option('--accept', 'let this configuration judge from now on, whatever the golden set says')
    .option('--json', 'everything as one JSON object')
    .addHelpText(
      'after',
      `
The golden set is golden.jsonl of the configuration folder; the shipped one where there is none. A service measures
every changed configuration by it, and refuses one whose F1 falls by more than 0.02.
Exit code: 0 when the configuration may judge, 1 when it would be refused.

Examples:
  flagbearer keywords test
  flagbearer keywords test --file labels.jsonl
  flagbearer keywords test --accept`,
    )
    .action((options: TestOptions) => test(cli, options));
}

type LintOptions = {
  readonly since: number;
  readonly of?: string;
  readonly notes?: true;
  readonly strict?: true;
  readonly json?: true;
};

async function lint(cli: Cli, options: LintOptions): Promise<void> {
  const { lintFolder, usageOf } = await import('../app/lint.ts');
  const { lintLines, only } = await import('./keywords-text.ts');
  const { withArchive } = await import('./with-archive.ts');
  const { painter } = await import('./paint.ts');
  const found = only(await lintFolder(cli.settings().configFolder), options.of ?? null);
  if (found.patterns.length === 0 && options.of !== undefined) {
    throw new UsageError(`no concept, family, mask or name is called \`${options.of}\``);
  }
  const { config, findings, patterns } = found;
  const since = new Date(cli.now().getTime() - options.since);
  const searched = (items: number): void => {
    if (items % 10_000 === 0 && items > 0) cli.tell(`${items} items searched …`);
  };
  const { archive, absent } = await withArchive(cli, async (store, why) => ({
    archive:
      store === null || config === null
        ? null
        : await usageOf(store, { config, patterns }, { since, searched }),
    absent: why,
  }));
  if (options.json) cli.print(JSON.stringify({ findings, archive }));
  else {
    const look = { paint: painter(cli.colours), notes: options.notes ?? false };
    for (const line of lintLines(found, archive, look)) cli.print(line);
    if (archive === null && absent !== '') cli.tell(`not compared with real items: ${absent}`);
  }
  const failing = findings.filter(
    ({ level }) => level === 'error' || (level === 'warning' && options.strict === true),
  );
  if (failing.length > 0) cli.fail(1);
}

type TestOptions = {
  readonly file?: string;
  readonly accept?: true;
  readonly json?: true;
};

async function test(cli: Cli, { file, accept, json }: TestOptions): Promise<void> {
  if (accept && file !== undefined) {
    throw new UsageError('--accept goes by the golden set: leave --file out');
  }
  const { acceptConfig, testConfig } = await import('../app/test-config.ts');
  const { testLines } = await import('./keywords-text.ts');
  const { withArchive, withStore } = await import('./with-archive.ts');
  const { configFolder } = cli.settings();
  const run = await (accept
    ? withStore(cli, async (store) => {
        const tested = await testConfig(configFolder, file ?? null, store);
        await acceptConfig(store, tested, cli.now());
        return tested;
      })
    : withArchive(cli, (store) => testConfig(configFolder, file ?? null, store)));
  if (json) cli.print(JSON.stringify(run.result));
  else for (const line of testLines(run.result)) cli.print(line);
  if (accept) {
    cli.print(
      `revision ${run.result.revision.slice(0, 12)} judges from now on; a running service takes it up within seconds`,
    );
    return;
  }
  if (run.result.refusal !== null) {
    cli.tell(`${run.result.refusal.problem}\n  what to do: ${run.result.refusal.mend}`);
    cli.fail(1);
  }
}
