import { backtest } from '../../backtest.ts';
import { measure, readGolden, type Measured } from '../../golden.ts';
import type { JudgedItem } from '../../judged-items.ts';
import { ConfigError } from '../../../config/error.ts';
import { revisionOf } from '../../../config/load.ts';
import { shortPath } from '../../../config/read-text.ts';
import type { Judged, Priors } from '../../../core/classify/classifier.ts';
import type { Comparison } from '../../../core/classify/compare.ts';
import { explain, type Explanation } from '../../../core/classify/explain.ts';
import type { Source } from '../../../core/source.ts';
import { messageOf, SetupError } from '../../../errors.ts';
import type { Refused } from '../../../web/ops/tune/ports.ts';
import {
  compileTexts,
  readJudgingTexts,
  type Judging,
  type JudgingTexts,
} from './judging-texts.ts';

/** A file of a configuration folder with a text that it might hold. */
export type FolderDraft = {
  readonly folder: string;
  readonly name: string;
  readonly text: string;
};

/** An explanation, and the titles of the seeds that it may name. Plain data. */
export type Looked = {
  readonly ok: true;
  readonly explanation: Explanation;
  readonly seedTitles: Readonly<Record<string, string>>;
};

/** What went wrong, for whoever wrote the keywords. */
export type Failed = { readonly ok: false; readonly refused: Refused };

/** Judges an item by a folder in which one file holds another text. Never throws for what the texts hold. */
export async function look(input: {
  readonly draft: FolderDraft;
  readonly item: Judged;
  readonly priors: Priors;
}): Promise<Looked | Failed> {
  return attempt(async () => {
    const { classifier, seeds } = await draftJudging(input.draft);
    return {
      ok: true,
      explanation: explain(classifier, input.item, input.priors),
      seedTitles: Object.fromEntries(seeds.map(({ id, title }) => [id, title])),
    };
  });
}

/** Compiles the same; null where nothing is wrong. */
export async function check(draft: FolderDraft): Promise<Failed | null> {
  return attempt(async () => {
    await draftJudging(draft);
    return null;
  });
}

/** Two configurations, each with a name by which it is known when it comes again. */
export type Sides = Readonly<
  Record<'before' | 'after', { readonly key: string; readonly texts: JudgingTexts }>
> & { readonly folder: string };

/** Judges some items by two configurations and compares. */
export async function compare(input: {
  readonly sides: Sides;
  readonly items: readonly JudgedItem[];
  readonly sources: readonly Source[];
  readonly samples: number;
}): Promise<Comparison> {
  const { sides, items, sources, samples } = input;
  return backtest(each(items), bothOf(sides), { sources, samples, judged: () => undefined });
}

/** Measures both by a golden set. */
export async function measureBoth(input: {
  readonly sides: Sides;
  readonly goldenFile: string;
}): Promise<{ readonly before: Measured; readonly after: Measured }> {
  const golden = await readGolden(input.goldenFile);
  const [before, after] = bothOf(input.sides);
  return { before: await measure(before, golden), after: await measure(after, golden) };
}

function bothOf({ before, after, folder }: Sides): [Judging['classifier'], Judging['classifier']] {
  const [first, second] = [before, after].map(({ key, texts }) =>
    remembered(key, () => compileTexts(texts, shortPath(folder))),
  );
  if (first === undefined || second === undefined) throw new Error('two sides were expected');
  return [first.classifier, second.classifier];
}

async function draftJudging({ folder, name, text }: FolderDraft): Promise<Judging> {
  const texts = new Map(await readJudgingTexts(folder)).set(name, text);
  return remembered(revisionOf(texts), () => compileTexts(texts, shortPath(folder)));
}

/** What was compiled last: to compile takes half a second, and the next question is mostly of the same. */
const compiled = new Map<string, Judging>();
const MOST_COMPILED = 2;

function remembered(key: string, make: () => Judging): Judging {
  const known = compiled.get(key);
  compiled.delete(key);
  // Room is made before: three at once would take half as much memory again.
  const [oldest] = compiled.keys();
  if (known === undefined && compiled.size >= MOST_COMPILED && oldest !== undefined) {
    compiled.delete(oldest);
  }
  const judging = known ?? make();
  compiled.set(key, judging);
  return judging;
}

async function attempt<T>(run: () => Promise<T>): Promise<T | Failed> {
  try {
    return await run();
  } catch (error) {
    return { ok: false, refused: refusedBy(error) };
  }
}

/** What an error says to whoever wrote the keywords. */
export function refusedBy(error: unknown): Refused {
  const mistakes =
    error instanceof ConfigError
      ? error.problems.map(({ file, line, column, path, message }) => ({
          file,
          line,
          column,
          path,
          message,
        }))
      : [];
  const mend = error instanceof SetupError ? error.mend : 'Correct what the message names.';
  return { kind: 'refused', mistakes, problem: messageOf(error), mend };
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
