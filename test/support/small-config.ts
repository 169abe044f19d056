import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** A configuration folder of a test's own, with a few words of English: it is read in a moment. */
export type SmallConfig = {
  readonly folder: string;
  /** What its entities.yaml holds. */
  readonly entities: typeof ENTITIES;
  /** Writes a file below the folder. */
  readonly write: (name: string, content: unknown) => Promise<void>;
  /** Writes the English lexicon with these words for a ban. */
  readonly bans: (patterns: readonly string[]) => Promise<void>;
  readonly remove: () => Promise<void>;
};

const shipped = join(import.meta.dirname, '..', '..', 'config');
const ENTITIES = {
  sports: { skiing: { en: ['skier', 'ski'] } },
  'sport-words': {},
  targets: { RUS: { en: ['russia', 'russian'] } },
  officials: {},
  clubs: {},
  bodies: { FIS: { any: ['=FIS'], sport: 'skiing' } },
  courts: {},
  countries: {},
  'country-groups': {},
};
const LEXICON = {
  words: {},
  concepts: {},
  negatives: {},
  masks: {},
  background: [],
  stopwords: [],
};
const VERBS = ['bans', 'suspends', 'excludes', 'bars'];

/** Makes the folder: `ban`, `suspend`, `exclude` and `bar` are bans, and the golden set holds four items of each. */
export async function smallConfig(): Promise<SmallConfig> {
  const folder = await mkdtemp(join(tmpdir(), 'flagbearer-small-config-'));
  const write = async (name: string, content: unknown): Promise<void> => {
    const text = typeof content === 'string' ? content : stringify(content);
    await writeFile(join(folder, name), text);
  };
  const bans = (patterns: readonly string[]): Promise<void> =>
    write('keywords/lexicon/en.yaml', { ...LEXICON, concepts: { ban: patterns } });
  await Promise.all(
    ['keywords/lexicon', 'seeds'].map((name) => mkdir(join(folder, name), { recursive: true })),
  );
  await Promise.all(
    ['topics.yaml', 'negatives.yaml'].map((name) =>
      cp(join(shipped, 'keywords', name), join(folder, 'keywords', name)),
    ),
  );
  await write('keywords/entities.yaml', ENTITIES);
  for (const language of ['ru', 'uk', 'be', 'de', 'fr', 'es']) {
    await write(`keywords/lexicon/${language}.yaml`, LEXICON);
  }
  await bans(['ban', 'suspend', 'exclude', 'bar']);
  await write('flagbearer.yaml', 'name: Small\n');
  await write('sources.yaml', { sources: [] });
  await write('golden.jsonl', goldenLines());
  // A database that was killed may still write into its folder below this one.
  const remove = () =>
    rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return { folder, entities: ENTITIES, write, bans, remove };
}

function goldenLines(): string {
  const items = VERBS.flatMap((verb) =>
    [1, 2, 3, 4].flatMap((round) => [
      { label: 'sanction', title: `FIS ${verb} Russian skiers, round ${round}` },
      { label: 'none', title: `FIS praises Russian skiers, round ${round} of ${verb.length}` },
    ]),
  );
  return items.map((item, at) => JSON.stringify({ id: `g${at}`, lang: 'en', ...item })).join('\n');
}
