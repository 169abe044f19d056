import { writeFile } from 'node:fs/promises';
import type { Config } from '../config/load.ts';
import { compileClassifier, type Classifier, type Judged } from '../core/classify/classifier.ts';
import { evaluate, type Evaluation, type Judgement } from '../core/classify/evaluate.ts';
import type { Verdict } from '../core/verdict.ts';
import { articleOf, itemOf, readLabelled, type LabelledLine } from './labelled-lines.ts';

/** An evaluation, with what it costs: items per second of CPU time, and the process's memory in MiB. */
export type FileEvaluation = Evaluation & {
  readonly itemsPerCpuSecond: number;
  readonly rssMb: number;
  /** What the articles' texts changed; only where they were read. */
  readonly byBody?: BodyFigure;
};

/** Items that an article's text decided, and those of them that it flagged or no longer let be flagged. */
export type BodyFigure = {
  readonly decided: number;
  readonly gained: number;
  /** Of those gained, how many the labels call relevant. */
  readonly gainedRightly: number;
  readonly lost: number;
  /** Of those lost, how many the labels do not call relevant. */
  readonly lostRightly: number;
};

export type EvaluationOptions = {
  /** Leaves the reference articles out, to see what they are worth. */
  readonly withoutSeeds: boolean;
  /** Reads the article's text of an item whose teaser leaves the label open. */
  readonly withBody: boolean;
  /** A file for one line of JSON per item; null: none. */
  readonly out: string | null;
};

/** CPU time that is measured, in milliseconds, after one pass to warm up. */
const MEASURED_MS = 2_000;

/**
 * Judges the labelled items of a file, one JSON object a line, by title and summary, and by the body where that is wanted.
 * Throws UsageError with the line that cannot be read.
 */
export async function evaluateFile(
  file: string,
  config: Config,
  options: EvaluationOptions,
): Promise<FileEvaluation> {
  const rows = await readLabelled(file);
  const classifier = compileClassifier(config.keywords, options.withoutSeeds ? [] : config.seeds);
  const texts = rows.map(options.withBody ? articleOf : itemOf);
  const judgements = rows.map((row, at) =>
    judgementOf(row, classifier.judge(texts[at] ?? itemOf(row))),
  );
  if (options.out !== null) await writeFile(options.out, linesOf(rows, judgements));
  return {
    ...evaluate(judgements),
    itemsPerCpuSecond: Math.round(measure(texts, classifier)),
    rssMb: Math.round(process.memoryUsage.rss() / 1024 ** 2),
    ...(options.withBody ? { byBody: bodyFigure(rows, judgements, classifier) } : {}),
  };
}

function judgementOf(row: LabelledLine, verdict: Verdict): Judgement {
  const { lang, label, direction, authority, sport, kind } = row;
  return {
    expected: {
      language: lang,
      label,
      direction: direction ?? null,
      authority: authority ?? null,
      sport: sport ?? null,
      kind: kind ?? null,
    },
    verdict,
  };
}

function bodyFigure(
  rows: readonly LabelledLine[],
  judgements: readonly Judgement[],
  classifier: Classifier,
): BodyFigure {
  const decided = judgements.flatMap(({ expected, verdict }, at) => {
    const row = rows[at];
    if (row === undefined || verdict.evidence.decidedBy !== 'body') return [];
    const before = classifier.judge(itemOf(row)).label !== 'none';
    return [{ before, after: verdict.label !== 'none', isRelevant: expected.label !== 'none' }];
  });
  const gained = decided.filter(({ before, after }) => !before && after);
  const lost = decided.filter(({ before, after }) => before && !after);
  return {
    decided: decided.length,
    gained: gained.length,
    gainedRightly: gained.filter(({ isRelevant }) => isRelevant).length,
    lost: lost.length,
    lostRightly: lost.filter(({ isRelevant }) => !isRelevant).length,
  };
}

/** Items judged per second of CPU time, in whole passes over the file. */
function measure(items: readonly Judged[], classifier: Classifier): number {
  const start = process.cpuUsage();
  let judged = 0;
  for (;;) {
    for (const item of items) classifier.judge(item);
    judged += items.length;
    const { user, system } = process.cpuUsage(start);
    const ms = (user + system) / 1_000;
    if (ms >= MEASURED_MS) return judged / (ms / 1_000);
  }
}

function linesOf(rows: readonly LabelledLine[], judgements: readonly Judgement[]): string {
  const lines = judgements.map(({ verdict }, at) => {
    const { label, direction, score, authority, sport } = verdict;
    return JSON.stringify({ id: rows[at]?.id, label, direction, score, authority, sport });
  });
  return `${lines.join('\n')}\n`;
}
