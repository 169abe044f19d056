import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/error.ts';
import { readKeywords } from '../../src/config/keywords.ts';
import { readLearned } from '../../src/config/learned.ts';
import { shippedKeywordFiles } from '../support/keywords.ts';

const TOPIC = { rules: 0.8, bias: 0.5, weights: { 'word:en:shun': 1.25 } };
const FILE = {
  format: 1,
  trained: { items: 3 },
  languages: ['en', 'ru'],
  sanction: TOPIC,
  agreement: TOPIC,
};

test('the weights are read, and the keywords hold them', () => {
  const { sanction } = readLearned('learned.json', JSON.stringify(FILE));
  expect(sanction).toMatchObject({ bias: 0.5, rules: 0.8 });
  expect(sanction.weights.get('word:en:shun')).toBe(1.25);
  const files = shippedKeywordFiles();
  expect(readKeywords(files).learned).toBeNull();
  const path = 'config/keywords/learned.json';
  const withWeights = readKeywords(new Map([...files, [path, JSON.stringify(FILE)]]));
  expect(withWeights.learned?.agreement.bias).toBe(0.5);
});

describe('what cannot be used is told with its file', () => {
  test.each<[string, unknown, string, string]>([
    ['another format', { ...FILE, format: 2 }, 'format', '1'],
    ['an unknown key', { ...FILE, extra: 1 }, 'extra', 'unknown key'],
    [
      'a weight beyond all reason',
      { ...FILE, sanction: { ...FILE.sanction, weights: { 'word:en:x': 99 } } },
      'sanction.weights.word:en:x',
      '20',
    ],
    ['a language that is not known', { ...FILE, languages: ['eo'] }, 'languages', ''],
    ['a topic that is missing', { ...FILE, agreement: undefined }, 'agreement', ''],
  ])('%s', (_, file, path, message) => {
    expect(() => readLearned('learned.json', JSON.stringify(file))).toThrow(
      expect.objectContaining({
        problems: expect.arrayContaining([
          expect.objectContaining({
            file: 'learned.json',
            path: expect.stringContaining(path),
            message: expect.stringContaining(message),
          }),
        ]),
      }),
    );
  });

  test('broken JSON', () => {
    expect(() => readLearned('learned.json', '{"format": 1,')).toThrow(ConfigError);
    expect(() => readLearned('learned.json', '{"format": 1,')).toThrow('npm run fit');
  });
});
