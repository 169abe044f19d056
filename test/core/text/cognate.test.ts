import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { soundOf } from '../../../src/core/text/cognate.ts';

describe('words that languages share', () => {
  test.each([
    ['mtsn', ['matytsin', 'matyzin', 'матыцин']],
    ['tpnk', ['doping', 'допинг', 'допінг', 'допінгу']],
    ['kpls', ['kovalchuk', 'kowaltschuk', 'ковальчук', 'кавальчук']],
    ['prst', ['brest', 'брест', 'брэст']],
    ['klp', ['club', 'klub', 'клуб']],
  ])('sound %s however they are written', (sound, words) => {
    expect(words.map(soundOf)).toEqual(words.map(() => sound));
  });

  test.each([
    ['matytsin', 'марков'],
    ['doping', 'деньги'],
    ['brest', 'берлин'],
  ])('%s does not sound like %s', (one, other) => {
    expect(soundOf(one)).not.toBe(soundOf(other));
  });

  test.each(['', 'a', 'io', 'токио', '12345'])('%j is too short to be told apart', (word) => {
    expect(soundOf(word)).toBeNull();
  });
});

test('whatever a word is, its sound is three or four of eight classes, none twice in a row', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (word) => {
      const sound = soundOf(word);
      if (sound !== null) expect(sound).toMatch(/^(?!.*(.)\1)[ptkslmnr]{3,4}$/);
    }),
  );
});
