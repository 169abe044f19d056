import type { z } from 'zod';
import type {
  Concept,
  Entity,
  EntityKind,
  Keywords,
  Lexicon,
  Patterns,
  TopicRules,
} from '../core/classify/keywords.ts';
import type { LearnedModel } from '../core/classify/learned/model.ts';
import { LANGUAGES, type Language } from '../core/source.ts';
import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Topic,
} from '../core/verdict.ts';
import { ConfigError, type Problem } from './error.ts';
import { findMistakes } from './keyword-mistakes.ts';
import {
  entitiesSchema,
  lexiconSchema,
  negativesSchema,
  target,
  topicsSchema,
  type entry,
} from './keyword-schemas.ts';
import { LEARNED_FILE, readLearned } from './learned.ts';
import { parseYaml } from './yaml.ts';

/** The schemas of the files in config/keywords by name; `lexicon/*.yaml` stands for the file of each language. */
export const keywordSchemas: Readonly<Record<string, z.ZodType>> = {
  'entities.yaml': entitiesSchema,
  'topics.yaml': topicsSchema,
  'negatives.yaml': negativesSchema,
  'lexicon/*.yaml': lexiconSchema,
};

/**
 * Reads the files of config/keywords (path as shown to people → text) into sorted plain data.
 * Throws a ConfigError with every mistake: of form, of patterns, and of names that one file uses and another lacks.
 */
export function readKeywords(files: ReadonlyMap<string, string>): Keywords {
  const problems: Problem[] = [];
  const entities = readOne(files, 'entities.yaml', entitiesSchema, problems);
  const topics = readOne(files, 'topics.yaml', topicsSchema, problems);
  const negatives = readOne(files, 'negatives.yaml', negativesSchema, problems);
  const lexicons = readLexicons(files, problems);
  const learned = readLearnedIn(files, problems);
  if (entities === null || topics === null || negatives === null || problems.length > 0) {
    throw new ConfigError(problems);
  }
  const keywords: Keywords = {
    entities: entitiesOf(entities).toSorted(byId),
    concepts: TOPICS.flatMap((topic) => conceptsOf(topic, topics[topic])).toSorted(byId),
    topics: TOPICS.map((topic) => rulesOf(topic, topics[topic])),
    negatives: Object.entries(negatives.negatives)
      .map(([id, { sanction, agreement, unless }]) => ({
        id,
        weights: { sanction, agreement },
        unless: (unless ?? []).toSorted(),
      }))
      .toSorted(byId),
    masks: Object.entries(negatives.masks)
      .map(([id, { cancels }]) => ({ id, cancels: cancels.toSorted() }))
      .toSorted(byId),
    lexicons,
    zones: topics.zones,
    background: topics.background,
    learned,
  };
  const written = [...files].filter(([path]) => !isLearned(path));
  const mistakes = findMistakes(keywords, new Map(written));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return keywords;
}

const TOPICS: readonly Topic[] = ['sanction', 'agreement'];

function readOne<T>(
  files: ReadonlyMap<string, string>,
  name: string,
  schema: z.ZodType<T>,
  problems: Problem[],
): T | null {
  const found = [...files].find(([path]) => path === name || path.endsWith(`/${name}`));
  if (found === undefined) {
    const message = 'this file is missing: copy it from the default configuration';
    problems.push({ file: `config/keywords/${name}`, line: 1, column: 1, path: '', message });
    return null;
  }
  try {
    return parseYaml(schema, found[0], found[1]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function isLearned(path: string): boolean {
  return path === LEARNED_FILE || path.endsWith(`/${LEARNED_FILE}`);
}

function readLearnedIn(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
): LearnedModel | null {
  const found = [...files].find(([path]) => isLearned(path));
  if (found === undefined) return null;
  try {
    return readLearned(found[0], found[1]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function readLexicons(files: ReadonlyMap<string, string>, problems: Problem[]): Lexicon[] {
  return LANGUAGES.flatMap((language) => {
    const name = `lexicon/${language}.yaml`;
    const read = readOne(files, name, lexiconSchema, problems);
    return read === null ? [] : [lexiconOf(language, read)];
  });
}

function lexiconOf(language: Language, file: z.infer<typeof lexiconSchema>): Lexicon {
  return {
    language,
    words: sortedMap(file.words),
    concepts: sortedMap(file.concepts),
    negatives: sortedMap(file.negatives),
    masks: sortedMap(file.masks),
    background: file.background.toSorted(),
    stopwords: file.stopwords.toSorted(),
  };
}

function sortedMap(table: Readonly<Record<string, string[]>>): ReadonlyMap<string, string[]> {
  return new Map(
    Object.keys(table)
      .toSorted()
      .map((id) => [id, (table[id] ?? []).toSorted()]),
  );
}

type Entry = z.infer<typeof entry>;

function entitiesOf(file: z.infer<typeof entitiesSchema>): Entity[] {
  return [
    ...listOf('target', file.targets).map(pointsAtItself),
    ...listOf('person', file.officials),
    ...listOf('club', file.clubs),
    ...listOf('body', file.bodies),
    ...listOf('body', file.courts).map((court) => ({ ...court, court: true })),
    ...listOf('country', file.countries).map((state) => ({ ...state, country: state.id })),
    ...listOf('country', file['country-groups']),
    ...listOf('sport', file.sports).map((sport) => ({ ...sport, sport: sport.id })),
    ...listOf('sport', file['sport-words']),
  ];
}

function listOf(kind: EntityKind, table: Readonly<Record<string, Entry>>): Entity[] {
  return Object.entries(table).map(([id, value]) => entityOf(id, kind, value));
}

function entityOf(id: string, kind: EntityKind, value: Entry): Entity {
  return {
    id,
    kind,
    targets: (value.targets ?? []).toSorted(),
    strength: value.strength ?? 1,
    sport: value.sport ?? null,
    decides: value.decides ?? null,
    court: false,
    country: null,
    patterns: patternsOf(value),
  };
}

/** Under targets, RUS and BLR need not say that they point at themselves. */
function pointsAtItself(entity: Entity): Entity {
  const own = target.options.filter((country) => country === entity.id);
  return entity.targets.length > 0 ? entity : { ...entity, targets: own };
}

function patternsOf(value: Entry): Patterns {
  const keys = [...LANGUAGES, 'any'] as const;
  return Object.fromEntries(
    keys.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key].toSorted()]])),
  );
}

type TopicFile = z.infer<typeof topicsSchema>[Topic];

function conceptsOf(topic: Topic, file: TopicFile): Concept[] {
  return Object.entries(file.concepts).map(([id, { role, direction, weight, figure }]) => ({
    id,
    topic,
    role,
    direction: direction ?? null,
    weight,
    figure: figure ?? false,
  }));
}

function rulesOf(topic: Topic, { thresholds, weights, precedence }: TopicFile): TopicRules {
  const directions: readonly Direction[] =
    topic === 'sanction' ? SANCTION_DIRECTIONS : AGREEMENT_DIRECTIONS;
  const precedences: Readonly<Partial<Record<string, number>>> = precedence;
  return {
    topic,
    thresholds,
    weights: new Map(Object.entries(weights).flatMap(given).toSorted(byKey)),
    precedence: new Map(directions.map((direction) => [direction, precedences[direction] ?? 0])),
  };
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

/** A partial record's entries without those that are left open. */
function given([key, weight]: readonly [string, number | undefined]): [string, number][] {
  return weight === undefined ? [] : [[key, weight]];
}

function byKey(a: readonly [string, number], b: readonly [string, number]): number {
  return a[0] < b[0] ? -1 : 1;
}
