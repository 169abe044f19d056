import { basename, dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ConfigError } from '../config/error.ts';
import type { Config } from '../config/load.ts';
import { readText } from '../config/read-text.ts';
import { isSeedFile, readSeeds } from '../config/seeds.ts';
import { compileClassifier, compileParts, type Classifier } from '../core/classify/classifier.ts';
import { checkSeeds, type Flagged, type SeedFinding } from '../core/classify/seed-check.ts';
import type { CompiledSeed } from '../core/classify/seeds.ts';
import type { Seed } from '../core/seed.ts';
import { UsageError } from '../errors.ts';
import type { JudgedItem } from './judged-items.ts';

/** A reference article as it counts. */
export type SeedFacts = Pick<CompiledSeed, 'id' | 'language' | 'topic'> & {
  readonly direction: Seed['direction'];
  /** Flagged items that resemble it most. */
  readonly nearest: number;
};

/** What is to be said of the reference articles. Plain data. */
export type SeedCheck = {
  readonly seeds: readonly SeedFacts[];
  readonly findings: readonly SeedFinding[];
  readonly items: number;
  readonly flagged: number;
};

/** Flagged items that seeds are measured by. */
const MOST_FLAGGED = 20_000;
const AT_ONCE = 100;

/** Looks at the reference articles of a configuration, and at how the items that it flags resemble them; null: no items. */
export async function examineSeeds(
  { keywords, seeds, sources }: Config,
  items: AsyncIterable<JudgedItem> | null,
  judged: (items: number) => void,
): Promise<SeedCheck> {
  const parts = compileParts(keywords, seeds);
  const classifier = compileClassifier(keywords, seeds);
  const rows = new Map(sources.map((source) => [source.id, source]));
  const flagged: Flagged[] = [];
  let count = 0;
  for await (const item of items ?? []) {
    const priors = item.source === null ? undefined : rows.get(item.source);
    const verdict = classifier.judge(item, priors);
    if (verdict.label !== 'none') flagged.push({ title: item.title, verdict });
    count += 1;
    if (count % AT_ONCE === 0) {
      judged(count);
      await nextTurn();
    }
    if (flagged.length >= MOST_FLAGGED) break;
  }
  const facts = parts.seeds.map(({ id, language, topic }) => ({
    id,
    language,
    topic,
    direction: seeds.find((seed) => seed.id === id)?.direction ?? null,
    nearest: flagged.filter(({ verdict }) => verdict.evidence.seed?.seed === id).length,
  }));
  const findings = checkSeeds(seeds, parts.seeds, flagged);
  return { seeds: facts, findings, items: count, flagged: flagged.length };
}

/** A reference article that is tried, and the classifiers without and with it. */
export type SeedTrial = {
  readonly seed: Seed;
  /** Whether it takes the place of one with the same name. */
  readonly replaces: boolean;
  readonly classifiers: readonly [Classifier, Classifier];
};

/** Reads a reference article from anywhere and adds it to those of a configuration. Throws ConfigError, SetupError, UsageError. */
export async function trySeed({ keywords, seeds }: Config, file: string): Promise<SeedTrial> {
  if (!isSeedFile(file))
    throw new UsageError(`${file} is no reference article: it must end in .md or .txt`);
  const { shown, text, problem } = await readText(dirname(file), basename(file));
  if (problem !== null) throw new ConfigError([problem]);
  const [seed] = readSeeds(new Map([[shown, text]]));
  if (seed === undefined) throw new UsageError(`${file} holds no reference article`);
  const others = seeds.filter(({ id }) => id !== seed.id);
  return {
    seed,
    replaces: others.length < seeds.length,
    classifiers: [
      compileClassifier(keywords, seeds),
      compileClassifier(keywords, [...others, seed]),
    ],
  };
}
