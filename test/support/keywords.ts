import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readKeywords } from '../../src/config/keywords.ts';
import { readSeeds } from '../../src/config/seeds.ts';
import { readLearned } from '../../src/config/learned.ts';
import type { Keywords } from '../../src/core/classify/keywords.ts';
import type { Judged } from '../../src/core/classify/classifier.ts';
import type { Seed } from '../../src/core/seed.ts';
import type { Language } from '../../src/core/source.ts';
import type { Direction, Label } from '../../src/core/verdict.ts';

const root = join(import.meta.dirname, '..', '..');

/** The texts of the shipped config/keywords by the path that people see. */
export function shippedKeywordFiles(): Map<string, string> {
  const names = ['entities.yaml', 'topics.yaml', 'negatives.yaml'];
  const lexicons = readdirSync(join(root, 'config/keywords/lexicon')).map(
    (name) => `lexicon/${name}`,
  );
  return new Map(
    [...names, ...lexicons].map((name) => {
      const path = `config/keywords/${name}`;
      return [path, readFileSync(join(root, path), 'utf8')];
    }),
  );
}

/** The shipped keywords, read: by the first suite that needs them, for all that come after it. */
export function shippedKeywords(): Keywords {
  const files = shippedKeywordFiles();
  const name = `${KEPT}${hashOf(files)}`;
  return readKept(name) ?? keep(name, readKeywords(files));
}

/** What judges in a service as shipped: the keywords with the weights that were learned over them. */
export function shippedJudges(): Keywords {
  const path = 'config/keywords/learned.json';
  return {
    ...shippedKeywords(),
    learned: readLearned(path, readFileSync(join(root, path), 'utf8')),
  };
}

/** The shipped reference articles. */
export function shippedSeeds(): Seed[] {
  const folder = join(root, 'config/seeds');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return readSeeds(new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])));
}

const kept = join(root, '.test-dist');
const KEPT = 'keywords-';

/** A hash in hex of all that the keywords come of: their files, and the code that reads them. */
function hashOf(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256').update(JSON.stringify([...files]));
  for (const folder of [
    'src/config',
    'src/core',
    'src/core/classify',
    'src/core/classify/learned',
  ]) {
    const code = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts'));
    for (const name of code) hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}

function readKept(name: string): Keywords | null {
  try {
    return deserialize(readFileSync(join(kept, name)));
  } catch {
    return null;
  }
}

/** Written whole or not at all, since suites run at once; what older files made goes. */
function keep(name: string, keywords: Keywords): Keywords {
  mkdirSync(kept, { recursive: true });
  const unfinished = join(kept, `unfinished-${process.pid}`);
  writeFileSync(unfinished, serialize(keywords));
  renameSync(unfinished, join(kept, name));
  for (const old of readdirSync(kept)) {
    if (old.startsWith(KEPT) && old !== name) rmSync(join(kept, old), { force: true });
  }
  return keywords;
}

/** An item of config/golden.jsonl. */
export type Labelled = Judged & {
  readonly id: string;
  readonly label: Label;
  readonly direction: Direction | null;
};

type Line = Omit<Labelled, 'language'> & { readonly lang: Language };

/** The labelled items of our own making. */
export function labelledItems(): Labelled[] {
  const text = readFileSync(join(root, 'config/golden.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const { lang, ...rest }: Line = JSON.parse(line);
      return { ...rest, language: lang };
    });
}

/** A seed with the given text; the rest is made up. */
export function seedOf(id: string, title: string, text: string, more: Partial<Seed> = {}): Seed {
  return {
    id,
    title,
    publisher: 'Example Sport',
    published: '2023-04-01',
    language: 'en',
    label: null,
    direction: null,
    parties: [],
    sport: 'multi',
    text,
    ...more,
  };
}
