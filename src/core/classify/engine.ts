import { SetupError } from '../../errors.ts';
import type { Language } from '../source.ts';
import type { Keywords } from './keywords.ts';
import { compileLearned, type Learned } from './learned/learned.ts';
import { compileLexicon, type CompiledLexicon } from './lexicon.ts';
import { scan, type Names, type Scan, type ZoneText } from './scan.ts';
import { readItem, type Reading, type Tables } from './strength.ts';

/** The keywords, compiled for every language. */
export type Engine = {
  readonly keywords: Keywords;
  readonly tables: Tables;
  readonly names: Names;
  readonly lexicons: ReadonlyMap<Language, CompiledLexicon>;
  readonly learned: Learned | null;
};

/** Compiles the keywords. Throws PatternError for patterns that make no sense. */
export function createEngine(keywords: Keywords): Engine {
  const entities = byId(keywords.entities);
  const concepts = byId(keywords.concepts);
  return {
    keywords,
    tables: {
      entities,
      concepts,
      negatives: byId(keywords.negatives),
      zones: keywords.zones,
      background: keywords.background,
    },
    names: { concepts, entities, masks: byId(keywords.masks) },
    lexicons: new Map(
      keywords.lexicons.map((lexicon) => [lexicon.language, compileLexicon(keywords, lexicon)]),
    ),
    learned: keywords.learned === null ? null : compileLearned(keywords.learned, keywords),
  };
}

/** What was found in an item's texts, and what it weighs. */
export type Understood = {
  readonly found: Scan;
  readonly reading: Reading;
  readonly lexicon: CompiledLexicon;
};

/** Scans and weighs an item's texts. Throws a SetupError when there is no lexicon for the language. */
export function understand(
  engine: Engine,
  language: Language,
  texts: readonly ZoneText[],
): Understood {
  const lexicon = engine.lexicons.get(language);
  if (lexicon === undefined) {
    throw new SetupError(
      `there is no lexicon for the language ${language}`,
      `Add config/keywords/lexicon/${language}.yaml, or give the source another language.`,
    );
  }
  const found = scan(texts, lexicon, engine.names);
  return { found, reading: readItem(found, engine.tables), lexicon };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((entry) => [entry.id, entry]));
}
