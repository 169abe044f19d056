import { describe, expect, test } from '@jest/globals';
import { bareTitle, bareWords } from '../../../src/core/stories/bare-text.ts';
import { numberOf } from '../../../src/core/stories/numbers.ts';

const HEADLINE = 'Curling board shuts Russia out';

describe('bareTitle', () => {
  test.each([
    `${HEADLINE} - BBC Sport`,
    `${HEADLINE} | Reuters`,
    `${HEADLINE} – Süddeutsche Zeitung`,
    `${HEADLINE} - sport.example.ru`,
    `Update: ${HEADLINE}`,
    `LIVE – BREAKING: ${HEADLINE}`,
  ])('"%s" loses what the outlet added', (title) => {
    expect(bareTitle(title)).toBe(HEADLINE);
  });

  test.each([
    `${HEADLINE} – for a fresh start`,
    `${HEADLINE} - over transport`,
    'Curling - Sport',
    'Live pictures shut out Russia',
  ])('"%s" is a headline as it stands', (title) => {
    expect(bareTitle(title)).toBe(title);
  });

  test('a title of spaces and dashes is read at once', () => {
    expect(bareTitle(' - '.repeat(100_000)).length).toBeLessThanOrEqual(1000);
  });
});

test('bareWords sees through look-alike letters, invisible characters and ё', () => {
  expect(bareWords('Всё р\u0435шено в М\u006Fскв\u00ADе')).toEqual([
    'все',
    'решено',
    'в',
    'москве',
  ]);
});

describe('numberOf', () => {
  test.each([
    ['seven', 'en', '7'],
    ['семи', 'ru', '7'],
    ['sieben', 'de', '7'],
    ['sept', 'fr', '7'],
    ['siete', 'es', '7'],
    ['сімох', 'uk', '7'],
    ['сямі', 'be', '7'],
    ['35', 'en', '35'],
    ['2026', 'en', null],
    ['two', 'en', null],
    ['семья', 'ru', null],
  ] as const)('%s (%s) is %s', (word, language, expected) => {
    expect(numberOf(word, language)).toBe(expected);
  });
});
