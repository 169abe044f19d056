import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { placedPatterns } from '../../src/config/placed-patterns.ts';
import { shippedKeywordFiles, shippedKeywords } from '../support/keywords.ts';

const files = shippedKeywordFiles();
const { patterns, masks, stopwords } = placedPatterns(files);

test('every pattern of the shipped keywords is found where it stands', () => {
  const linesOf = new Map([...files].map(([file, text]) => [file, text.split('\n')]));
  for (const { file, line, column, source } of patterns) {
    const text = (linesOf.get(file)?.[line - 1] ?? '').slice(column - 1);
    // YAML may quote it, and folds long ones into several lines.
    const start = source.slice(0, 12).trimEnd();
    expect(text.replace(/^['"]/, '').startsWith(start) || text === '>-').toBe(true);
  }
});

test('no pattern is left out: there are as many as the keywords hold', () => {
  const { entities, lexicons } = shippedKeywords();
  const listed = lexicons.flatMap(
    ({ words, concepts, negatives, masks: cancelling, background }) => [
      ...[words, concepts, negatives, cancelling].flatMap((table) => [...table.values()].flat()),
      ...background,
    ],
  );
  const named = entities.flatMap(({ patterns: byLanguage }) => Object.values(byLanguage).flat());
  expect(patterns).toHaveLength(listed.length + named.length);
  expect([...masks.keys()]).toContain('no-act');
  expect(stopwords.get('en')).toContain('the');
});

test('what masks can cancel knows the kind of a name', () => {
  const scopeOf = (id: string) => patterns.find((one) => one.id === id)?.scope;
  expect([scopeOf('RUS'), scopeOf('FIFA'), scopeOf('ban')]).toEqual(['target', 'body', 'concept']);
});

test('files that fit no schema give what can be understood, whatever they hold', () => {
  const broken = new Map([
    ['k/lexicon/en.yaml', 'concepts: { ban: [bar, 7, null], lift: text }\nwords: []\nmore: x\n'],
    ['k/entities.yaml', 'targets:\n  RUS: { en: [russia] }\nnonsense: 3\n'],
    ['k/negatives.yaml', 'masks: { no-act: { cancels: [concept, moon] } }\n'],
    ['k/topics.yaml', ': ['],
  ]);
  const found = placedPatterns(broken);
  expect(found.patterns.map(({ id, source }) => `${id} ${source}`)).toEqual([
    'ban bar',
    'RUS russia',
  ]);
  expect(found.masks.get('no-act')).toEqual(['concept']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(placedPatterns(new Map([['en.yaml', text]])).patterns.length).toBeGreaterThanOrEqual(
        0,
      );
    }),
  );
});
