import { ConfigError } from '../../../config/error.ts';
import { readKeywords } from '../../../config/keywords.ts';
import { LEARNED_FILE } from '../../../config/learned.ts';
import { listFiles, readText } from '../../../config/read-text.ts';
import { isSeedFile, readSeeds } from '../../../config/seeds.ts';
import { compileClassifier, type Classifier } from '../../../core/classify/classifier.ts';
import type { Seed } from '../../../core/seed.ts';

/** Texts of keywords and seeds by their names below the configuration folder. */
export type JudgingTexts = ReadonlyMap<string, string>;

/** A configuration that judges, compiled. */
export type Judging = { readonly classifier: Classifier; readonly seeds: readonly Seed[] };

/** Whether a file of the configuration folder is of those that judge, sources left out. */
export function isJudging(name: string): boolean {
  const [folder, ...rest] = name.split('/');
  const below = rest.join('/');
  if (folder === 'keywords') return below === LEARNED_FILE || /\.ya?ml$/i.test(below);
  return folder === 'seeds' && isSeedFile(below);
}

/** Reads the keywords and seeds of a folder as they are now. Throws ConfigError and SetupError. */
export async function readJudgingTexts(folder: string): Promise<JudgingTexts> {
  const names = await Promise.all(
    ['keywords', 'seeds'].map(async (part) =>
      (await listFiles(`${folder}/${part}`)).map((name) => `${part}/${name}`),
    ),
  );
  const files = await Promise.all(
    names
      .flat()
      .filter(isJudging)
      .map((name) => readText(folder, name)),
  );
  const problems = files.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (problems.length > 0) throw new ConfigError(problems);
  return new Map(files.map(({ name, text }) => [name, text]));
}

/** Compiles keywords and seeds; mistakes name files below `folder`. Throws ConfigError, PatternError and SetupError. */
export function compileTexts(texts: JudgingTexts, folder: string): Judging {
  const part = (name: string): ReadonlyMap<string, string> =>
    new Map(
      [...texts]
        .filter(([file]) => file.startsWith(`${name}/`) && isJudging(file))
        .map(([file, text]) => [`${folder}/${file}`, text]),
    );
  const keywords = readKeywords(part('keywords'));
  const seeds = readSeeds(part('seeds'));
  return { classifier: compileClassifier(keywords, seeds), seeds };
}
