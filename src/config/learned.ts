import { z } from 'zod';
import type { Head, LearnedModel, LearnedTopic } from '../core/classify/learned/model.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS, type Direction } from '../core/verdict.ts';
import { messageOf } from '../errors.ts';
import { ConfigError } from './error.ts';
import { check } from './sentence.ts';

/** The file of config/keywords that \`npm run fit\` writes; the service runs without it. */
export const LEARNED_FILE = 'learned.json';

/** Weights beyond this come from a fit that went wrong: the score would rest on one word. Log-odds. */
const GREATEST = 20;

const weight = z.number().min(-GREATEST).max(GREATEST);
const head = z.strictObject({ bias: weight, weights: z.record(z.string(), weight) });

function topicSchema<const D extends Direction>(directions: readonly D[]) {
  return z.strictObject({
    bias: weight,
    rules: z.number().min(0).max(2),
    'ruled-direction': weight,
    weights: z.record(z.string(), weight),
    directions: z.record(z.enum(directions), head),
  });
}

/** learned.json */
export const learnedSchema = z.strictObject({
  format: z.literal(1),
  /** What the fit was told and what it measured; for people, not used. */
  trained: z.record(z.string(), z.unknown()),
  sanction: topicSchema(SANCTION_DIRECTIONS),
  agreement: topicSchema(AGREEMENT_DIRECTIONS),
});
export type LearnedFile = z.infer<typeof learnedSchema>;

/** Reads learned.json. Throws a ConfigError with every mistake; as nobody writes it by hand, without places. */
export function readLearned(file: string, text: string): LearnedModel {
  const value = parseJson(file, text);
  const result = check(learnedSchema, value);
  if ('mistakes' in result) {
    throw new ConfigError(
      result.mistakes.map(({ path, message }) =>
        problem(file, path.map(String).join('.'), message),
      ),
    );
  }
  const { sanction, agreement } = result.value;
  return {
    sanction: topicOf(sanction, SANCTION_DIRECTIONS),
    agreement: topicOf(agreement, AGREEMENT_DIRECTIONS),
  };
}

function topicOf(
  topic: LearnedFile['sanction' | 'agreement'],
  directions: readonly Direction[],
): LearnedTopic {
  const heads: Readonly<Partial<Record<Direction, z.infer<typeof head>>>> = topic.directions;
  return {
    ...headOf(topic),
    rules: topic.rules,
    ruledDirection: topic['ruled-direction'],
    directions: new Map(
      directions.map((direction) => [direction, headOf(heads[direction] ?? NO_HEAD)]),
    ),
  };
}

const NO_HEAD = { bias: 0, weights: {} };

function headOf({ bias, weights }: z.infer<typeof head>): Head {
  return { bias, weights: new Map(Object.entries(weights)) };
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError([problem(file, '', `${messageOf(error)}: write it anew by npm run fit`)]);
  }
}

function problem(file: string, path: string, message: string): ConfigError['problems'][number] {
  return { file, line: 1, column: 1, path, message };
}
