import { describe, expect, test } from '@jest/globals';
import { nameKey, placeKey } from '../../../src/core/stories/names.ts';
import type { Language } from '../../../src/core/source.ts';

describe('nameKey', () => {
  test.each<[string, [string, Language][]]>([
    [
      'Degtyarev',
      [
        ['Degtyarev', 'en'],
        ['Дегтярёв', 'ru'],
        ['Дегтярёву', 'ru'],
        ['Degtjarew', 'de'],
      ],
    ],
    [
      'Sabalenka',
      [
        ['Sabalenka', 'en'],
        ['Соболенко', 'ru'],
        ['Сабаленка', 'be'],
        ['Sabalenka', 'es'],
      ],
    ],
    [
      'Lukashenko',
      [
        ['Lukashenko', 'en'],
        ['Лукашенко', 'ru'],
        ['Lukaschenko', 'de'],
        ['Loukachenko', 'fr'],
      ],
    ],
    [
      'Madrid',
      [
        ['Madrid', 'en'],
        ['Мадриде', 'ru'],
        ['Мадриді', 'uk'],
      ],
    ],
    [
      'Harare',
      [
        ['Harare', 'en'],
        ['Хараре', 'ru'],
      ],
    ],
  ])('%s is one name in every script and case', (_, forms) => {
    const keys = new Set(forms.map(([form, language]) => nameKey(form, language)));
    expect(keys.size).toBe(1);
    expect([...keys][0]).not.toBe('');
  });

  test.each<[string, string, Language]>([
    ['Madrid', 'Minsk', 'en'],
    ['Соболенко', 'Свентек', 'ru'],
    ['Tashkent', 'Harare', 'en'],
  ])('%s and %s are two names', (a, b, language) => {
    expect(nameKey(a, language)).not.toBe(nameKey(b, language));
  });

  test('a short word is no name', () => {
    expect(nameKey('Oma', 'de')).toBe('');
  });
});

describe('placeKey', () => {
  test.each<[string, [string, Language][]]>([
    [
      'Kazan',
      [
        ['Kazan', 'en'],
        ['Казани', 'ru'],
        ['Kasan', 'de'],
      ],
    ],
    [
      'Sochi',
      [
        ['Sochi', 'en'],
        ['Сочи', 'ru'],
        ['Sotschi', 'de'],
      ],
    ],
  ])('%s is one town in every script and case', (_, forms) => {
    const keys = new Set(forms.map(([form, language]) => placeKey(form, language)));
    expect(keys.size).toBe(1);
    expect(keys).not.toContain('');
  });

  test.each<[string, Language]>([
    ['Moscow', 'en'],
    ['Москве', 'ru'],
    ['Moskau', 'de'],
    ['Minsk', 'en'],
    ['Мінску', 'be'],
  ])('%s (%s) stands for its country', (form, language) => {
    expect(placeKey(form, language)).toBe('');
  });
});
