import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Config } from '../config/load.ts';
import { compileClassifier, type Classifier, type Judged } from '../core/classify/classifier.ts';
import { evaluate, type Evaluation, type Judgement } from '../core/classify/evaluate.ts';
import { LANGUAGES } from '../core/source.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS } from '../core/verdict.ts';
import { messageOf, UsageError } from '../errors.ts';

/** An evaluation, with what it costs: items per second of CPU time, and the process's memory in MiB. */
export type FileEvaluation = Evaluation & {
  readonly itemsPerCpuSecond: number;
  readonly rssMb: number;
};

export type EvaluationOptions = {
  /** Leaves the reference articles out, to see what they are worth. */
  readonly withoutSeeds: boolean;
  /** A file for one line of JSON per item; null: none. */
  readonly out: string | null;
};

const Row = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  title: z.string(),
  summary: z.string().nullish(),
  label: z.enum(['sanction', 'agreement', 'none']),
  direction: z.enum([...SANCTION_DIRECTIONS, ...AGREEMENT_DIRECTIONS]).nullish(),
  authority: z.string().nullish(),
  sport: z.string().nullish(),
  kind: z.string().nullish(),
});
type Row = z.output<typeof Row>;

/** CPU time that is measured, in milliseconds, after one pass to warm up. */
const MEASURED_MS = 2_000;

/**
 * Judges the labelled items of a file, one JSON object a line, by title and summary alone.
 * Throws UsageError with the line that cannot be read.
 */
export async function evaluateFile(
  file: string,
  config: Config,
  options: EvaluationOptions,
): Promise<FileEvaluation> {
  const rows = await readRows(file);
  const classifier = compileClassifier(config.keywords, options.withoutSeeds ? [] : config.seeds);
  const judgements = rows.map((row) => judgementOf(row, classifier));
  if (options.out !== null) await writeFile(options.out, linesOf(rows, judgements));
  return {
    ...evaluate(judgements),
    itemsPerCpuSecond: Math.round(measure(rows, classifier)),
    rssMb: Math.round(process.memoryUsage.rss() / 1024 ** 2),
  };
}

async function readRows(file: string): Promise<Row[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  });
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
  if (lines.length === 0) throw new UsageError(`${file} holds no item`);
  return lines.map(({ line, at }) => {
    try {
      return Row.parse(JSON.parse(line));
    } catch (error) {
      const why = error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error);
      throw new UsageError(`${file}:${at + 1}: ${why}`);
    }
  });
}

/** The label is never looked at here: only language, title and summary are. */
function itemOf({ lang, title, summary }: Row): Judged {
  return { language: lang, title, summary: summary ?? '' };
}

function judgementOf(row: Row, classifier: Classifier): Judgement {
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
    verdict: classifier.judge(itemOf(row)),
  };
}

/** Items judged per second of CPU time, in whole passes over the file. */
function measure(rows: readonly Row[], classifier: Classifier): number {
  const items = rows.map(itemOf);
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

function linesOf(rows: readonly Row[], judgements: readonly Judgement[]): string {
  const lines = judgements.map(({ verdict }, at) => {
    const { label, direction, score, authority, sport } = verdict;
    return JSON.stringify({ id: rows[at]?.id, label, direction, score, authority, sport });
  });
  return `${lines.join('\n')}\n`;
}
