import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { Language } from '../../../src/core/source.ts';
import type { Label } from '../../../src/core/verdict.ts';
import { shippedKeywords } from '../../support/keywords.ts';

const classifier = compileClassifier(shippedKeywords(), []);

/** A wording that must be found, and the same words about something else. */
type Pair = {
  readonly lang: Language;
  readonly concept: string;
  readonly match: string;
  readonly not: string;
};

/** An item of a kind that is never reported; `case` is its row in the labelling rules, x: none. */
type Unreported = {
  readonly lang: Language;
  readonly case: string;
  readonly title: string;
  readonly summary: string;
};

function linesOf<T>(name: string): T[] {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));
}

function labelOf(language: Language, title: string, summary = ''): Label {
  return classifier.judge({ language, title, summary }).label;
}

describe.each(['en', 'de', 'fr', 'es'] as const)('in %s, by title alone,', (language) => {
  const pairs = linesOf<Pair>('counter-examples.jsonl').filter(({ lang }) => lang === language);

  test('every wording that reports a measure or an agreement is found', () => {
    const missed = pairs.filter(({ match }) => labelOf(language, match) === 'none');
    expect(missed.map(({ concept, match }) => `${concept}: ${match}`)).toEqual([]);
  });

  test('the same words about something else are not', () => {
    const flagged = pairs.filter(({ not }) => labelOf(language, not) !== 'none');
    expect(flagged.map(({ concept, not }) => `${concept}: ${not}`)).toEqual([]);
  });

  test('there are such pairs for most concepts', () => {
    expect(new Set(pairs.map(({ concept }) => concept)).size).toBeGreaterThan(20);
  });
});

test('results, transfers, single doping cases, home affairs and the like are not reported', () => {
  const items = linesOf<Unreported>('unreported.jsonl');
  const flagged = items.filter(
    ({ lang, title, summary }) => labelOf(lang, title, summary) !== 'none',
  );
  expect(flagged.map(({ case: row, title }) => `${row}: ${title}`)).toEqual([]);
  expect(items.length).toBeGreaterThan(60);
});

test('an idiom counts beside a target in a sentence that speaks of nothing else', () => {
  const said = (title: string) =>
    classifier
      .judge({ language: 'en', title, summary: '' })
      .evidence.hits.find(({ concept }) => concept === 'ban-idiom')?.masked;
  expect(said('Russian fencers shown the door')).toBeNull();
  expect(said('Fencers of Malta shown the door. Russia watches')).toBe('figure');
  expect(said('Russian fencers shown the door after losing the final')).toBe('figure');
});
