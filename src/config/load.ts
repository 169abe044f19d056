import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Keywords } from '../core/classify/keywords.ts';
import { namesIn, unknownWords } from '../core/subscribers/unknown-words.ts';
import type { SubscriberWish } from '../core/subscribers/wish.ts';
import type { Seed } from '../core/seed.ts';
import { LANGUAGES, type Source } from '../core/source.ts';
import { ConfigError, type Problem } from './error.ts';
import { keywordSchemas, readKeywords } from './keywords.ts';
import { listFiles, readText, type TextFile } from './read-text.ts';
import { LEARNED_FILE } from './learned.ts';
import { isSeedFile, readSeeds } from './seeds.ts';
import { readService, type ServiceConfig } from './service.ts';
import { readSources } from './sources.ts';
import { nearest } from './suggest.ts';
import { readSubscribers } from './subscribers.ts';

/** Everything the configuration folder says. */
export type Config = {
  readonly service: ServiceConfig;
  readonly sources: readonly Source[];
  readonly keywords: Keywords;
  readonly seeds: readonly Seed[];
  /** Everybody whom subscribers.yaml signs up; null where there is no such file, which then says nothing. */
  readonly subscribers: readonly SubscriberWish[] | null;
  /** SHA-256, in hex, of `texts`: the same for the same words, however the files are ordered or their lines end. */
  readonly revision: string;
  /** What judges: the keywords, seeds and sources by their names below the folder. */
  readonly texts: ReadonlyMap<string, string>;
};

/**
 * Reads the configuration folder: flagbearer.yaml, sources.yaml, keywords/, seeds/ and, if there, subscribers.yaml.
 * Throws one ConfigError with the problems of all files, or a SetupError where a file or folder cannot be opened.
 */
export async function loadConfig(folder: string): Promise<Config> {
  const serviceFile = await readText(folder, 'flagbearer.yaml');
  const sourcesFile = await readText(folder, 'sources.yaml');
  const keywordFiles = await readFolder(folder, 'keywords', isKeywordFile);
  const seedFiles = await readFolder(folder, 'seeds', isSeedFile);
  const subscribersFile = await readIfThere(folder, SUBSCRIBERS_FILE);
  const problems: Problem[] = [];
  const use = <T>(files: readonly TextFile[], read: () => T): T | null =>
    attempt(files, read, problems);

  const service = use([serviceFile], () => readService(serviceFile.shown, serviceFile.text));
  const maxAge = service === null ? null : service.items.maxAge;
  const sources = use([sourcesFile], () =>
    readSources(sourcesFile.shown, sourcesFile.text, { maxAge }),
  );
  problems.push(...strayProblems(keywordFiles));
  const keywords = use(keywordFiles, () => readKeywords(shownTexts(keywordFiles)));
  const seeds = use(seedFiles, () => readSeeds(shownTexts(seedFiles)));
  const subscribers =
    subscribersFile === null
      ? null
      : use([subscribersFile], () => readSubscribers(subscribersFile.shown, subscribersFile.text));
  if (subscribersFile !== null && keywords !== null) {
    problems.push(...unknownNames(subscribersFile.shown, subscribers ?? [], keywords));
  }
  if (!service || !sources || !keywords || !seeds || problems.length > 0) {
    throw new ConfigError(problems);
  }
  const texts = new Map(
    [sourcesFile, ...keywordFiles, ...seedFiles].map(({ name, text }) => [name, text]),
  );
  return { service, sources, keywords, seeds, subscribers, revision: revisionOf(texts), texts };
}

const SUBSCRIBERS_FILE = 'subscribers.yaml';

/** A sport or a body that nothing is ever judged to be about would leave all stories out, without a word. */
function unknownNames(
  file: string,
  subscribers: readonly SubscriberWish[],
  { entities }: Keywords,
): Problem[] {
  const known = namesIn(entities);
  return subscribers.flatMap((wish) =>
    unknownWords(wish, known).map(({ key, word }) => {
      const suggestion = nearest(word, [...known[key]]);
      const advice = suggestion === null ? '' : `, did you mean \`${suggestion}\`?`;
      const message = `keywords/entities.yaml has no \`${word}\`${advice}`;
      return { file, line: 1, column: 1, path: `${wish.email}.${key}`, message };
    }),
  );
}

async function readIfThere(folder: string, name: string): Promise<TextFile | null> {
  return existsSync(join(folder, name)) ? readText(folder, name) : null;
}

/** SHA-256 in hex of texts by name; neither their order nor their line ends matter. */
export function revisionOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, text] of [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(JSON.stringify([name, text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')]));
  }
  return hash.digest('hex');
}

async function readFolder(
  folder: string,
  name: string,
  isWanted: (file: string) => boolean,
): Promise<TextFile[]> {
  const files = await listFiles(`${folder}/${name}`);
  const wanted = files.filter(isWanted).map((file) => `${name}/${file}`);
  return await Promise.all(wanted.map((file) => readText(folder, file)));
}

/** Null when a file has broken bytes or its content is wrong; the problems are then added to the list. */
function attempt<T>(files: readonly TextFile[], read: () => T, problems: Problem[]): T | null {
  const broken = files.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  problems.push(...broken);
  if (broken.length > 0) return null;
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function shownTexts(files: readonly TextFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ shown, text }) => [shown, text]));
}

function isKeywordFile(name: string): boolean {
  return name === LEARNED_FILE || /\.ya?ml$/i.test(name);
}

/** A file with a mistyped name would else be left out without a word. */
function strayProblems(files: readonly TextFile[]): Problem[] {
  const known = [LEARNED_FILE, ...Object.keys(keywordSchemas)].flatMap((name) =>
    name.includes('*') ? LANGUAGES.map((language) => name.replace('*', language)) : [name],
  );
  return files.flatMap(({ name, shown }) => {
    const below = name.replace(/^keywords\//, '');
    if (known.includes(below)) return [];
    const suggestion = nearest(below, known);
    const advice = suggestion === null ? 'take it out' : `did you mean \`${suggestion}\`?`;
    const message = `no part of the keywords has this name, ${advice}`;
    return [{ file: shown, line: 1, column: 1, path: '', message }];
  });
}
