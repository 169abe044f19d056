import { beforeAll, describe, expect, test } from '@jest/globals';
import { readLearned } from '../../src/config/learned.ts';
import { compileClassifier } from '../../src/core/classify/classifier.ts';
import type { Keywords } from '../../src/core/classify/keywords.ts';
import { fit, type Fit } from '../../src/fit/fit.ts';
import { shippedKeywords } from '../support/keywords.ts';
import { taughtItems } from './some-items.ts';

let keywords: Keywords;
let fitted: Fit;
const heard: string[] = [];

beforeAll(() => {
  const shipped = shippedKeywords();
  // One lexicon is compiled faster than seven.
  const lexicons = shipped.lexicons.filter(({ language }) => language === 'ru');
  keywords = { ...shipped, lexicons };
  fitted = fit(keywords, [], taughtItems(), (what) => heard.push(what));
});

test('a word is learned from families and helps with a family that was not seen', () => {
  const [families] = fitted.report.comparisons;
  expect(families).toMatchObject({ set: 'families left out', learned: { n: 48 } });
  expect(families?.rules.recall).toBeLessThan(0.2);
  expect(families?.learned.recall).toBeGreaterThan(0.9);
  expect(families?.learned.precision).toBeGreaterThan(0.9);
  expect(fitted.report.gains).toMatchObject([{ language: 'ru', n: 48 }]);
  expect(fitted.isGain).toBe(true);
  expect(heard.length).toBeGreaterThan(3);
});

test('the file can be read again, and judges as the fit said', () => {
  const learned = readLearned('learned.json', fitted.text);
  const title = 'Федерация закапканила теннисистов России перед чемпионатом';
  const item = { title, summary: '', language: 'ru' } as const;
  const before = compileClassifier(keywords, []).judge(item);
  const after = compileClassifier({ ...keywords, learned }, []).judge(item);
  expect([before.label, after.label]).toEqual(['none', 'sanction']);
  expect(after.evidence.hits.filter(({ concept }) => concept === 'word')).toContainEqual(
    expect.objectContaining({ text: 'закапканила', role: 'concept' }),
  );
});

test('the same items give the same file, in whatever order they come', () => {
  const again = fit(keywords, [], taughtItems().toReversed(), () => undefined);
  expect(again.text).toBe(fitted.text);
});

test('labels that follow nothing are no gain', () => {
  const tossed = taughtItems({}, (_, index) => (index % 2 === 0 ? 'sanction' : 'none'));
  expect(fit(keywords, [], tossed, () => undefined).isGain).toBe(false);
});

describe('items from outside', () => {
  test('are measured half by half, by heads that saw the other outlets only', () => {
    const items = [...taughtItems(), ...taughtItems({ isOutside: true })];
    const { report, text } = fit(keywords, [], items, () => undefined);
    const sets = report.comparisons.map(({ set }) => set);
    expect(sets).toContain('outlets left out');
    expect(sets.filter((set) => set.includes('half'))).toHaveLength(2);
    expect(text).toContain('"word:cyrillic:закапканила"');
  });

  test('teach no word of a single outlet', () => {
    const alone = taughtItems({ isOutside: true, group: 'outlet:one' });
    const { text } = fit(keywords, [], [...alone, ...taughtItems().slice(0, 1)], () => undefined);
    expect(text).not.toContain('капкан');
  });
});
