import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConfigError } from '../config/error.ts';
import { readKeywords } from '../config/keywords.ts';
import { LEARNED_FILE } from '../config/learned.ts';
import type { Config } from '../config/load.ts';
import { listFiles, readText, shortPath, type TextFile } from '../config/read-text.ts';
import { isSeedFile, readSeeds } from '../config/seeds.ts';
import type { Classifier } from '../core/classify/classifier.ts';
import { startComparison, type Comparison } from '../core/classify/compare.ts';
import type { Source } from '../core/source.ts';
import { SetupError } from '../errors.ts';
import type { JudgedItem } from './judged-items.ts';

/** What judges: all of a configuration that a comparison may change. */
export type Judging = Pick<Config, 'keywords' | 'seeds'>;

/**
 * Reads a folder to compare with: a whole configuration, or a folder of keywords. What it does not have is that of `others`.
 * Throws ConfigError and SetupError.
 */
export async function readJudging(folder: string, others: Judging): Promise<Judging> {
  const isKeywords = existsSync(join(folder, 'topics.yaml'));
  const keywordsFolder = isKeywords ? folder : join(folder, 'keywords');
  if (!existsSync(join(keywordsFolder, 'topics.yaml'))) {
    throw new SetupError(
      `${shortPath(folder)} holds no keywords`,
      'Name a folder that has topics.yaml, or one that has keywords/topics.yaml.',
    );
  }
  const keywords = readKeywords(await textsOf(keywordsFolder, isKeywordFile));
  const seedsFolder = join(folder, 'seeds');
  if (isKeywords || !existsSync(seedsFolder)) return { keywords, seeds: others.seeds };
  return { keywords, seeds: readSeeds(await textsOf(seedsFolder, isSeedFile)) };
}

function isKeywordFile(name: string): boolean {
  return name === LEARNED_FILE || /\.ya?ml$/i.test(name);
}

async function textsOf(
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const names = (await listFiles(folder)).filter(isWanted);
  const files: TextFile[] = await Promise.all(names.map((name) => readText(folder, name)));
  const problems = files.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  if (problems.length > 0) throw new ConfigError(problems);
  return new Map(files.map(({ shown, text }) => [shown, text]));
}

export type BacktestOptions = {
  /** Rows of sources.yaml, whose facts count for the items of the archive. */
  readonly sources: readonly Source[];
  /** Samples of each kind of change. */
  readonly samples: number;
  /** Told how many items were judged, every so often. */
  readonly judged: (items: number) => void;
};

/** Items judged before others get their turn: some ten milliseconds of work. */
const AT_ONCE = 100;

/** Judges items by two classifiers, one after the other, and compares. Holds no more than the samples. */
export async function backtest(
  items: AsyncIterable<JudgedItem>,
  [before, after]: readonly [Classifier, Classifier],
  { sources, samples, judged }: BacktestOptions,
): Promise<Comparison> {
  const rows = new Map(sources.map((source) => [source.id, source]));
  const comparison = startComparison(samples);
  for await (const item of items) {
    const priors = item.source === null ? undefined : rows.get(item.source);
    comparison.add(item, before.judge(item, priors), after.judge(item, priors));
    if (comparison.items() % AT_ONCE !== 0) continue;
    judged(comparison.items());
    await nextTurn();
  }
  return comparison.result();
}
