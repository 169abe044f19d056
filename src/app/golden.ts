import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { shortPath } from '../config/read-text.ts';
import type { Classifier } from '../core/classify/classifier.ts';
import { figureOf, type GoldenFigure, type GoldenJudgement } from '../core/classify/golden.ts';
import { messageOf, SetupError } from '../errors.ts';
import { itemOf, parseLabelled, type LabelledLine } from './labelled-lines.ts';

/** The labelled items that every configuration is measured by before it judges. */
export type GoldenSet = {
  /** As people see it. */
  readonly file: string;
  /** SHA-256 of its text, in hex: figures of different sets cannot be compared. */
  readonly hash: string;
  readonly items: readonly LabelledLine[];
};

/** A figure with the set that it was measured on. */
export type Measured = { readonly set: string; readonly figure: GoldenFigure };

const NAME = 'golden.jsonl';
/** The set of the package, above both src/ and dist/. */
const SHIPPED = join(import.meta.dirname, '..', '..', 'config', NAME);
/** Items judged before others get their turn: a few milliseconds of work. */
const AT_ONCE = 20;

/** The golden set of a configuration folder; the shipped one where the folder has none. */
export function goldenFile(configFolder: string): string {
  const own = join(configFolder, NAME);
  return existsSync(own) ? own : SHIPPED;
}

/** Reads a golden set. Throws SetupError with the line that cannot be read. */
export async function readGolden(file: string): Promise<GoldenSet> {
  const shown = shortPath(file);
  try {
    const text = (await readFile(file, 'utf8')).replace(/\r\n?/g, '\n');
    const hash = createHash('sha256').update(text).digest('hex');
    return { file: shown, hash, items: parseLabelled(shown, text) };
  } catch (error) {
    throw new SetupError(
      messageOf(error),
      `Correct ${shown}, or take it away: the shipped golden set is used then.`,
      { cause: error },
    );
  }
}

/** Judges a golden set in small portions, so that whoever else waits for this thread gets turns. */
export async function measure(classifier: Classifier, golden: GoldenSet): Promise<Measured> {
  const judgements: GoldenJudgement[] = [];
  for (const [at, item] of golden.items.entries()) {
    if (at % AT_ONCE === 0) await nextTurn();
    const { id, title, label } = item;
    judgements.push({ id, title, label, verdict: classifier.judge(itemOf(item)) });
  }
  return { set: golden.hash, figure: figureOf(judgements) };
}
