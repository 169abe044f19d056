import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import {
  duration,
  durationOrNone,
  formatDuration,
  parseDuration,
} from '../../src/config/duration.ts';
import { parseYaml } from '../../src/config/yaml.ts';

test.each([
  ['50ms', 50],
  ['0s', 0],
  ['30s', 30_000],
  ['15m', 900_000],
  ['72h', 259_200_000],
  ['7d', 604_800_000],
  ['2w', 1_209_600_000],
])('%s is %i ms', (text, span) => {
  expect(parseDuration(text)).toBe(span);
});

test.each(['', '15', '15 m', '-1h', '1.5h', '1h30m', '4000d', '999999999w', 'm', '٣h'])(
  '%j is no time span',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);

test('every span is written so that it is read again as itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), (span) => {
      expect(parseDuration(formatDuration(span))).toBe(span);
    }),
  );
});

test.each([
  [0, '0s'],
  [50, '50ms'],
  [90_000, '90s'],
  [900_000, '15m'],
  [86_400_000, '1d'],
  [604_800_000, '7d'],
])('%i ms are written %s', (span, text) => {
  expect(formatDuration(span)).toBe(text);
});

describe('in a file', () => {
  const schema = z.strictObject({ span: duration, age: durationOrNone.prefault('none') });
  const read = (text: string) => parseYaml(schema, 'f.yaml', text);

  test('spans are milliseconds and none is null', () => {
    expect(read('span: 15m')).toEqual({ span: 900_000, age: null });
    expect(read('span: 0s\nage: 48h')).toEqual({ span: 0, age: 172_800_000 });
  });

  const wanted = 'a time span such as `30s`, `15m`, `72h` or `7d`';
  test.each([
    ['span: 5', `f.yaml:1:7 span: expected ${wanted}, got a number without unit`],
    ['span: 5 minutes', `f.yaml:1:7 span: expected ${wanted}, got "5 minutes"`],
    ['span: [5m]', `f.yaml:1:7 span: expected ${wanted}`],
    ['span: 4000d', 'f.yaml:1:7 span: is longer than ten years'],
    ['age: 5m', 'f.yaml:1:1 span: this key is missing'],
    [
      'span: 1s\nage: never',
      'f.yaml:2:6 age: expected `none` or a time span such as `15m`, `72h` or `7d`, got "never"',
    ],
  ])('%j is refused in a sentence', (text, message) => {
    expect(() => read(text)).toThrow(new Error(message));
  });
});
