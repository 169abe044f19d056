import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRules } from '../../../src/core/classify/automaton.ts';
import { patternReader } from '../../../src/core/classify/pattern.ts';
import { createVocabulary } from '../../../src/core/classify/vocabulary.ts';
import { tokenise } from '../../../src/core/text/tokens.ts';
import type { Language } from '../../../src/core/source.ts';

/** What a pattern matches in a text, as `word…word`. */
function matches(language: Language, source: string, text: string): string[] {
  const vocabulary = createVocabulary(language);
  const owner = { kind: 'concept', id: 'it' } as const;
  const pattern = patternReader(language)(source);
  const { find } = compileRules([{ owner, pattern }], new Map(), vocabulary);
  const tokens = tokenise(text);
  const line = {
    words: tokens.map(({ raw }) => vocabulary.look(raw)),
    sentences: tokens.map(({ sentence }) => sentence),
    classes: [],
  };
  return find(line).map(({ places }) => places.map((place) => tokens[place]?.raw).join(' '));
}

describe('a pattern matches', () => {
  test.each([
    ['en', 'suspend', 'FIS suspended skiers', 'suspended'],
    ['en', '=ban', 'a ban', 'ban'],
    ['en', '=ROC', 'the ROC team', 'ROC'],
    ['en', '=ROC', "the ROC's team", 'ROC'],
    ['en', 'call ~2 for', 'called at once for', 'called for'],
    ['en', 'ban|bar', 'they barred him', 'barred'],
    ['en', '!not allow', 'they allow', 'allow'],
    ['en', 'allow !not', 'allow us', 'allow'],
    ['ru', 'отстран*', 'сборную отстранили.', 'отстранили'],
    ['ru', 'отстран*', '«отстранённые» россияне', 'отстранённые'],
    ['ru', 'росси*', 'Россия', 'Россия'],
    ['ru', 'флаг', 'под флаг', 'флаг'],
    ['uk', "пом'якш*", 'пом’якшили', 'пом’якшили'],
    ['de', '*verband', 'der Ruderverband', 'Ruderverband'],
    ['de', 'sperre', 'die Sperren', 'Sperren'],
    ['fr', 'belarus*', 'au Bélarus', 'Bélarus'],
    ['es', 'sancion', 'las sanciones', 'sanciones'],
    ['be', 'беларус*', 'з Беларусі', 'Беларусі'],
  ] as const)('in %s %j in %j', (language, source, text, found) => {
    expect(matches(language, source, text)).toEqual([found]);
  });
});

describe('a pattern does not match', () => {
  test.each([
    ['en', '=ban', 'bans', 'another form of an exact word'],
    ['en', '=ROC', 'a roc', 'an acronym in small letters'],
    ['en', '=ROC', 'ROCK', 'a longer acronym'],
    ['en', 'call ~2 for', 'called one two three for', 'a gap too wide'],
    ['en', 'call ~2 for', 'he called. For us', 'the next sentence'],
    ['en', '!not allow', 'not allow', 'after the refused word'],
    ['en', '!not ~2 allow', 'not at all allow', 'shortly after the refused word'],
    ['en', 'allow !not', 'allow not', 'before the refused word'],
    ['en', 'a b', 'b a', 'another order'],
    ['ru', 'росси*', 'хроссия', 'inside a word'],
    ['ru', 'флаг', 'флагами', 'another form of a bare Slavic word'],
    ['ru', 'в', 'вне', 'a part of a word'],
    ['de', '*verband', 'Verbandstag', 'the beginning of a word'],
  ] as const)('in %s %j in %j: %s', (language, source, text, _why) => {
    expect(matches(language, source, text)).toEqual([]);
  });
});

test('the nearest words are taken', () => {
  expect(matches('en', 'lift ~3 ban', 'lift the ban ban')).toEqual(['lift ban']);
});

describe('a pattern that makes no sense is refused', () => {
  test.each([
    ['', 'has no word'],
    ['!not', 'has no word'],
    ['a ~3', 'gap'],
    ['~3 a', 'gap'],
    ['a ~x b', 'is no gap'],
    ['a ~99 b', 'is no gap'],
    ['a !b c', 'open or close'],
    ['anti-doping', 'hyphens'],
    ['a|', 'has no word'],
    ['=a*', 'only one of'],
    ['@Target', 'names no class'],
    ['what?', 'no word has'],
    ['a ~9 b ~9 c ~9 d ~9 e', 'too many wide gaps'],
    ['a b c d e f g', 'more than 6'],
  ])('%j: %s', (source, message) => {
    expect(() => patternReader('en')(source)).toThrow(message);
  });
});

test('reading any text as a pattern gives a pattern or a PatternError', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (source) => {
      try {
        expect(patternReader('en')(source).steps.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ name: 'PatternError' });
      }
    }),
  );
});
