import { describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../../src/config/error.ts';
import { keywordSchemas, readKeywords } from '../../src/config/keywords.ts';
import { compileClassifier } from '../../src/core/classify/classifier.ts';
import { labelledItems, shippedKeywordFiles, shippedKeywords } from '../support/keywords.ts';

const shipped = shippedKeywordFiles();

const EMPTY = stringify({
  words: {},
  concepts: {},
  negatives: {},
  masks: {},
  background: [],
  stopwords: [],
});

/** The shipped files, where only one of the lexicons holds words: for each mistake all files are read. */
function withLexicon(name: string): [string, string][] {
  return [...shipped].map(([path, text]) =>
    path.includes('/lexicon/') && !path.endsWith(name) ? [path, EMPTY] : [path, text],
  );
}

/** The same, with one text replaced in one of the files. */
function changed(name: string, from: string, to: string): Map<string, string> {
  const path = `config/keywords/${name}`;
  const text = shipped.get(path) ?? '';
  expect(text).toContain(from);
  const files = withLexicon(name.startsWith('lexicon/') ? name : 'lexicon/es.yaml');
  return new Map([...files, [path, text.replace(from, to)]]);
}

function problemsOf(files: ReadonlyMap<string, string>): ConfigError['problems'] {
  try {
    readKeywords(files);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('the shipped keywords can be read', () => {
  expect(problemsOf(shipped)).toEqual([]);
  expect(problemsOf(new Map(withLexicon('lexicon/es.yaml')))).toEqual([]);
});

test('at least fifty bodies of sport are known', () => {
  const bodies = shippedKeywords().entities.filter(({ kind }) => kind === 'body');
  expect(bodies.length).toBeGreaterThan(50);
});

describe('mistakes are told with file, place and a near spelling', () => {
  test.each([
    ['lexicon/en.yaml', '\n  ban:\n', '\n  bann:\n', 'concepts.bann', 'did you mean `ban`?'],
    ['lexicon/en.yaml', '\n  injury:\n', '\n  injry:\n', 'negatives.injry', '`injury`'],
    ['lexicon/en.yaml', '\n  no-act:\n', '\n  no-akt:\n', 'masks.no-akt', '`no-act`'],
    ['lexicon/en.yaml', '@measures', '@measurs', '', 'did you mean `@measures`?'],
    ['lexicon/en.yaml', '- outlaw', '- out-law', '', 'write a space'],
    ['lexicon/ru.yaml', '- недопуск*|', '- недопуск* ~77 x|', '', 'is no gap'],
    ['entities.yaml', 'sport: judo', 'sport: juddo', '', 'did you mean `judo`?'],
    ['entities.yaml', '[=FEI]', "['@body']", '', 'cannot call classes'],
    ['topics.yaml', 'role: noun', 'role: nuon', 'sanction.concepts.measure.role', '`noun`'],
    ['topics.yaml', 'act-title:', 'act-titel:', 'sanction.weights', ''],
    ['negatives.yaml', '[group,', '[grup,', 'negatives.one-athlete.unless.0', '`group`'],
  ])('%s: %j → %j', (name, from, to, path, message) => {
    const [problem] = problemsOf(changed(name, from, to));
    expect(problem?.file).toBe(`config/keywords/${name}`);
    expect(problem?.line).toBeGreaterThan(1);
    expect(problem?.path).toContain(path);
    expect(problem?.message).toContain(message);
  });

  test('an id that stands twice is told, with the other place', () => {
    const files = changed('entities.yaml', '\n  FIFA:', '\n  IOC2: {}\n  CAS: {}\n  FIFA:');
    expect(problemsOf(files)).toMatchObject([
      { path: 'courts.CAS', message: expect.stringContaining('bodies') },
    ]);
  });

  test('a missing file is told by its path', () => {
    const files = new Map(
      withLexicon('lexicon/es.yaml').filter(([path]) => !path.endsWith('topics.yaml')),
    );
    expect(problemsOf(files)).toMatchObject([{ file: 'config/keywords/topics.yaml' }]);
  });

  test('several mistakes are told at once', () => {
    const files = changed('lexicon/en.yaml', '\n  ban:\n', '\n  bann:\n    - a-b\n');
    expect(problemsOf(files).length).toBe(2);
  });
});

test('the order of keys and of patterns makes no difference', () => {
  const turned = new Map([...shipped].toReversed().map(([path, text]) => [path, backwards(text)]));
  const [asShipped, asTurned] = [readKeywords(shipped), readKeywords(turned)];
  expect(asTurned).toEqual(asShipped);
  const [one, other] = [asShipped, asTurned].map((keywords) => compileClassifier(keywords, []));
  for (const item of labelledItems().filter((_, index) => index % 4 === 0)) {
    expect(other?.judge(item)).toEqual(one?.judge(item));
  }
});

test('every schema can be written as JSON Schema', () => {
  for (const schema of Object.values(keywordSchemas)) {
    expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object', additionalProperties: false });
  }
});

/** The same YAML with all keys and all lists of patterns in reverse order. */
function backwards(text: string): string {
  return stringify(turn(parse(text)));
}

function turn(value: unknown): unknown {
  if (Array.isArray(value)) return value.toReversed();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turn(inner)]),
  );
}
