import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldAccents, normaliseWord } from '../../../src/core/text/normal.ts';
import { stemmerOf } from '../../../src/core/text/stems.ts';
import { LONGEST_TEXT, tokenise } from '../../../src/core/text/tokens.ts';

const words = (text: string): string[] => tokenise(text).map(({ raw }) => raw);
const sentences = (text: string): number[] => tokenise(text).map(({ sentence }) => sentence);

describe('words', () => {
  test.each([
    ['Russia-Belarus deal', ['Russia', 'Belarus', 'deal']],
    ["Russia's ban", ['Russia', 's', 'ban']],
    ["l'équipe russe", ['l', 'équipe', 'russe']],
    ["об'єднання збірних", ["об'єднання", 'збірних']],
    ['«Зенит», ЦСКА', ['Зенит', 'ЦСКА']],
    ['санкции\u00A0против', ['санкции', 'против']],
    ['sus\u00ADpended', ['sus\u00ADpended']],
    ['2025–2027', ['2025', '2027']],
    ['', []],
    ['—', []],
  ])('%j is cut into %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('the offsets of every word slice it out of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { raw, start, end } of tokenise(text)) expect(text.slice(start, end)).toBe(raw);
      }),
    );
  });

  test('words do not overlap and stand in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        for (const { start, end } of tokenise(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
      }),
    );
  });

  test('what lies beyond the longest text is not read', () => {
    const tokens = tokenise('слово '.repeat(LONGEST_TEXT));
    expect(tokens.at(-1)?.end).toBeLessThanOrEqual(LONGEST_TEXT);
  });
});

describe('sentences', () => {
  test.each([
    ['One two. Three', [0, 0, 1]],
    ['Really? Yes', [0, 1]],
    ['He said: "No." Then', [0, 0, 0, 1]],
    ['Dr. Smith spoke', [0, 0, 0]],
    ['A. Ivanov spoke', [0, 0, 0]],
    ['им. Ленина', [0, 0]],
    ['5.91 metres', [0, 0, 0]],
    ['first\nsecond', [0, 1]],
    ['Решение принято. Спортсмены', [0, 0, 1]],
  ])('%j has sentences %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });
});

describe('normal forms', () => {
  test.each([
    ['Ёлка', 'елка'],
    ['Фёдоров'.normalize('NFD'), 'федоров'],
    ['сан\u00ADкции', 'санкции'],
    ['спо\u0301рт', 'спорт'],
    ['Йод'.normalize('NFD'), 'йод'],
    ['об’єднання', "об'єднання"],
    ['ÉTÉ', 'été'],
    ['ﬁnal', 'final'],
  ])('%j becomes %j', (raw, expected) => {
    expect(normaliseWord(raw)).toBe(expected);
  });

  test('composed and decomposed spellings are one word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normaliseWord(text.normalize('NFD'))).toBe(normaliseWord(text.normalize('NFC')));
      }),
    );
  });

  test.each([
    ['bélarus', 'belarus'],
    ['weißrussland', 'weissrussland'],
    ['für', 'fur'],
    ['españa', 'espana'],
    ['йод', 'йод'],
    ['її', 'її'],
  ])('without accents %j is %j', (word, expected) => {
    expect(foldAccents(word)).toBe(expected);
  });

  test.each([
    ['en', 'suspended', 'suspend'],
    ['de', 'sanktionen', 'sanktion'],
    ['ru', 'отстранили', 'отстранили'],
  ] as const)('in %s the stem of %s is %s', (language, word, stem) => {
    expect(stemmerOf(language)(word)).toBe(stem);
  });
});
