import type { Language } from '../source.ts';
import { compileRules, type Automaton, type Owner, type Rule } from './automaton.ts';
import type { Entity, Keywords, Lexicon } from './keywords.ts';
import { patternReader, type Slot } from './pattern.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** The lexicon of one language, ready to be run over texts: names first, then masks, then all that may refer to names. */
export type CompiledLexicon = {
  readonly language: Language;
  readonly vocabulary: Vocabulary;
  readonly entities: Automaton;
  readonly masks: Automaton;
  readonly concepts: Automaton;
  /** Stems that are left out of comparisons. */
  readonly stopStems: ReadonlySet<string>;
};

/** Compiles a language's lexicon together with the entities' patterns of this language and of none. */
export function compileLexicon(keywords: Keywords, lexicon: Lexicon): CompiledLexicon {
  const { language } = lexicon;
  const vocabulary = createVocabulary(language);
  const read = patternReader(language);
  const lists = new Map<string, Slot>();
  for (const [name, words] of lexicon.words) {
    lists.set(name, { atoms: words.flatMap((word) => atomsOf(read(word).steps[0])), names: [] });
  }
  const common = new Set(
    lexicon.stopwords.flatMap((word) => atomsOf(read(word).steps[0]).map(({ value }) => value)),
  );
  const compile = (rules: readonly Rule[]): Automaton =>
    compileRules(rules, lists, vocabulary, ({ value }) => common.has(value));
  const rulesOf = (kind: Owner['kind'], table: ReadonlyMap<string, readonly string[]>): Rule[] =>
    [...table].flatMap(([id, patterns]) =>
      patterns.map((pattern) => ({ owner: { kind, id }, pattern: read(pattern) })),
    );
  return {
    language,
    vocabulary,
    entities: compile(entityRules(keywords.entities, language)),
    masks: compile(rulesOf('mask', lexicon.masks)),
    concepts: compile([
      ...rulesOf('concept', lexicon.concepts),
      ...rulesOf('negative', lexicon.negatives),
      ...rulesOf('background', new Map([['background', lexicon.background]])),
    ]),
    stopStems: new Set(lexicon.stopwords.map((word) => vocabulary.look(word).stem)),
  };
}

function entityRules(entities: readonly Entity[], language: Language): Rule[] {
  const reader = patternReader(language);
  const plainReader = patternReader('any');
  return entities.flatMap(({ id, patterns }) => {
    const owner: Owner = { kind: 'entity', id };
    return [
      ...(patterns[language] ?? []).map((source) => ({ owner, pattern: reader(source) })),
      ...(patterns.any ?? []).map((source) => ({ owner, pattern: plainReader(source) })),
    ];
  });
}

function atomsOf(step: { readonly slot: Slot } | undefined): Slot['atoms'] {
  return step?.slot.atoms ?? [];
}
