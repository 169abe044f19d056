import { z } from 'zod';
import { CONCEPT_ROLES, ENTITY_KINDS, FEATURES } from '../core/classify/keywords.ts';
import { AGREEMENT_DIRECTIONS, SANCTION_DIRECTIONS, type Direction } from '../core/verdict.ts';

const patternList = z.array(z.string().min(1));
const patternShape = {
  any: patternList.optional().describe('acronyms and names in Latin letters, for every language'),
  en: patternList.optional(),
  ru: patternList.optional(),
  uk: patternList.optional(),
  be: patternList.optional(),
  de: patternList.optional(),
  fr: patternList.optional(),
  es: patternList.optional(),
};
/** The target countries. */
export const target = z.enum(['RUS', 'BLR']);
const strength = z.number().min(0).max(1);
const entryShape = {
  ...patternShape,
  targets: z.array(target).optional().describe('the countries that the name points at'),
  strength: strength.optional().describe('how surely: 1 for the country, less for what implies it'),
  sport: z.string().min(1).optional().describe('an id under sports, or multi'),
  decides: z.string().min(1).optional().describe('for a sport or an event: the body that decides'),
};
/** A name with its patterns. */
export const entry = z.strictObject(entryShape);

/** entities.yaml */
export const entitiesSchema = z.strictObject({
  sports: z.record(z.string(), z.strictObject({ ...patternShape, decides: entryShape.decides })),
  'sport-words': z.record(z.string(), entry),
  targets: z.record(z.string(), entry),
  officials: z.record(z.string(), entry),
  clubs: z.record(z.string(), entry),
  bodies: z.record(z.string(), entry),
  courts: z.record(z.string(), entry),
  countries: z.record(z.string().regex(/^[A-Z]{3}$/u), z.strictObject(patternShape)),
  'country-groups': z.record(z.string(), z.strictObject(patternShape)),
});

/** negatives.yaml */
export const negativesSchema = z.strictObject({
  negatives: z.record(
    z.string(),
    z.strictObject({
      about: z.string(),
      sanction: z.number(),
      agreement: z.number(),
      unless: z.array(z.string()).optional(),
    }),
  ),
  masks: z.record(
    z.string(),
    z.strictObject({
      about: z.string(),
      cancels: z.array(z.enum([...ENTITY_KINDS, 'concept'])).min(1),
    }),
  ),
});

const lists = z.record(z.string(), patternList);
/** lexicon/<language>.yaml */
export const lexiconSchema = z.strictObject({
  words: lists,
  concepts: lists,
  negatives: lists,
  masks: lists,
  background: patternList,
  stopwords: z.array(z.string()),
});

const probability = z.number().gt(0).lt(1);

function topicSchema<const D extends Direction>(
  features: readonly string[],
  directions: readonly D[],
) {
  return z.strictObject({
    thresholds: z.strictObject({
      default: probability,
      domestic: probability,
      federation: probability,
    }),
    weights: z.partialRecord(z.enum(features), z.number()),
    precedence: z.partialRecord(z.enum(directions), z.number().min(0)),
    concepts: z.record(
      z.string(),
      z.strictObject({
        about: z.string(),
        role: z.enum(CONCEPT_ROLES),
        direction: z.enum(directions).optional(),
        weight: z.number().min(0).max(3),
        figure: z.boolean().optional().describe('counts only beside a target'),
      }),
    ),
  });
}

/** topics.yaml */
export const topicsSchema = z.strictObject({
  zones: z.strictObject({ title: strength, lede: strength, summary: strength, body: strength }),
  background: strength,
  sanction: topicSchema(FEATURES.sanction, SANCTION_DIRECTIONS),
  agreement: topicSchema(FEATURES.agreement, AGREEMENT_DIRECTIONS),
});
