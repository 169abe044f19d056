import { InvalidArgumentError, type Command } from 'commander';
import type { ExplainedItem } from '../app/explain-item.ts';
import type { Subject } from '../app/find-items.ts';
import type { Config } from '../config/load.ts';
import { LANGUAGES, type Language } from '../core/source.ts';
import { UsageError } from '../errors.ts';
import type { Cli } from './context.ts';

type ExplainOptions = {
  readonly title?: string;
  readonly summary?: string;
  readonly language?: Language;
  readonly source?: string;
  readonly json?: true;
};

/** `flagbearer explain`: why something is flagged or not, and what would turn it. */
export function addExplain(program: Command, cli: Cli): void {
  program
    .command('explain')
    .description(
      'judge words, or an item of the archive, and say what decided and what would turn it',
    )
    .argument(
      '[what]',
      'a headline (further lines are its summary), an article’s address, or an id',
    )
    .option('--title <words>', 'the headline, instead of the argument')
    .option('--summary <words>', 'the summary')
    .option('--language <code>', `one of ${LANGUAGES.join(', ')}; else guessed`, readLanguage)
    .option('--source <id>', 'judge as if this row of sources.yaml had brought it')
    .option('--json', 'everything as one JSON object')
    .addHelpText(
      'after',
      `
Words need no database and no network. Addresses and ids are looked up in the archive and judged anew by the
configuration as it is now; nothing is fetched and nothing is changed.
In colour on a terminal, unless NO_COLOR is set; else [what counts] and (what does not) stand in brackets.
Exit code: 0 when something was explained, 1 when the archive does not have it, 2 for wrong usage.

Examples:
  flagbearer explain "FIS lifts ban on Russian skiers"
  flagbearer explain --title "Россиян допустили" --summary "Решение принял совет ФИС." --source fis-news
  flagbearer explain https://paper.example/2026/03/04/ban.html
  flagbearer explain 4711 --json | jq .flips`,
    )
    .action((what: string | undefined, options: ExplainOptions) => run(cli, what, options));
}

async function run(cli: Cli, what: string | undefined, options: ExplainOptions): Promise<void> {
  const { loadConfig } = await import('../config/load.ts');
  const { explainWords } = await import('../app/explain-item.ts');
  const { subjectOf } = await import('../app/find-items.ts');
  const subject = options.title === undefined && what !== undefined ? subjectOf(what) : null;
  const words = subject === null || subject.kind === 'words' ? wordsOf(what, options) : null;
  const config = await loadConfig(cli.settings().configFolder);
  if (subject === null || subject.kind === 'words') {
    const { language = null, source = null } = options;
    const explained = explainWords(config, words ?? { title: '', summary: '' }, {
      language,
      source,
    });
    await show(cli, explained, config, options);
    return;
  }
  refuseWordOptions(options);
  const explained = await lookUp(cli, subject, config);
  if (explained !== null) await show(cli, explained, config, options);
}

async function lookUp(
  cli: Cli,
  subject: Exclude<Subject, { kind: 'words' }>,
  config: Config,
): Promise<ExplainedItem | null> {
  const { explainStored } = await import('../app/explain-item.ts');
  const { withArchive } = await import('./with-archive.ts');
  const { explained, absent } = await withArchive(cli, async (store, why) => ({
    explained: store === null ? null : await explainStored(store, config, subject),
    absent: why,
  }));
  if (explained !== null) return explained;
  const name =
    subject.kind === 'id'
      ? `no item has the id ${subject.id}`
      : 'the archive does not have this address';
  cli.tell(absent === '' ? name : `${name}: ${absent}`);
  cli.tell(
    subject.kind === 'id'
      ? 'To find one: flagbearer why "its headline".'
      : [
          `Nothing is fetched for an explanation. To judge its words: flagbearer explain --title "…" --summary "…"`,
          `To have ${subject.host} read: flagbearer source add https://${subject.host}. To see why it was not: flagbearer why ${subject.address}`,
        ].join('\n'),
  );
  cli.fail(1);
  return null;
}

async function show(
  cli: Cli,
  explained: ExplainedItem,
  { seeds }: Config,
  { json }: ExplainOptions,
): Promise<void> {
  if (json) {
    cli.print(JSON.stringify(explained));
    return;
  }
  const { explanationLines } = await import('./explain-text.ts');
  const { painter } = await import('./paint.ts');
  const seedTitle = (id: string): string => seeds.find((seed) => seed.id === id)?.title ?? id;
  for (const line of explanationLines(explained, {
    paint: painter(cli.colours),
    seedTitle,
    colours: cli.colours,
  })) {
    cli.print(line);
  }
}

/** The argument's first line is the headline; what follows is the summary, unless that is given. */
function wordsOf(
  what: string | undefined,
  { title, summary }: ExplainOptions,
): { readonly title: string; readonly summary: string } {
  const [first = '', ...rest] = (what ?? '').trim().split('\n');
  if (title !== undefined && what !== undefined) {
    throw new UsageError('give the headline as the argument or by --title, not both (see --help)');
  }
  const words = { title: title ?? first.trim(), summary: summary ?? rest.join('\n').trim() };
  if (words.title === '' && words.summary === '') {
    throw new UsageError('nothing to explain: give a headline, an address or an id (see --help)');
  }
  return words;
}

function refuseWordOptions({ summary, language, source }: ExplainOptions): void {
  if (summary === undefined && language === undefined && source === undefined) return;
  throw new UsageError(
    '--summary, --language and --source go with words; an item of the archive has its own',
  );
}

function readLanguage(code: string): Language {
  const language = LANGUAGES.find((known) => known === code.toLowerCase());
  if (language !== undefined) return language;
  throw new InvalidArgumentError(`There are lexicons for ${LANGUAGES.join(', ')}.`);
}
