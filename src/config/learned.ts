import { z } from 'zod';
import type { LearnedModel, LearnedTopic } from '../core/classify/learned/model.ts';
import { LANGUAGES } from '../core/source.ts';
import { messageOf } from '../errors.ts';
import { ConfigError } from './error.ts';
import { check } from './sentence.ts';

/** The file of config/keywords that `npm run fit` writes; the service runs without it. */
export const LEARNED_FILE = 'learned.json';

/** Weights beyond this come from a fit that went wrong: the score would rest on one word. Log-odds. */
const GREATEST = 20;

const weight = z.number().min(-GREATEST).max(GREATEST);
const topic = z.strictObject({
  rules: z.number().min(0).max(2),
  bias: weight,
  weights: z.record(z.string(), weight),
});

/** learned.json */
export const learnedSchema = z.strictObject({
  format: z.literal(1),
  /** What the fit was told and what it measured; for people, not used. */
  trained: z.record(z.string(), z.unknown()),
  languages: z.array(z.enum(LANGUAGES)),
  sanction: topic,
  agreement: topic,
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
  const { languages, sanction, agreement } = result.value;
  return {
    languages: new Set(languages),
    sanction: topicOf(sanction),
    agreement: topicOf(agreement),
  };
}

function topicOf({ rules, bias, weights }: z.infer<typeof topic>): LearnedTopic {
  return { rules, bias, weights: new Map(Object.entries(weights)) };
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
