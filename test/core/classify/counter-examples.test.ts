import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { Language } from '../../../src/core/source.ts';
import type { Label } from '../../../src/core/verdict.ts';
import { shippedJudges, shippedSeeds } from '../../support/keywords.ts';

const classifier = compileClassifier(shippedJudges(), shippedSeeds());

/** One of two items that share their words: one reports a measure or an agreement, the other something else. */
type Wording = {
  readonly title: string;
  readonly label: Label;
  /** The concept by which it is found; null for the other one. */
  readonly family: string | null;
};

/** An item of a kind that is never reported; `case` is its row in the labelling rules, x: none. */
type Unreported = {
  readonly lang: Language;
  readonly case: string;
  readonly title: string;
  readonly summary: string;
};

function linesOf<T>(...path: readonly string[]): T[] {
  return readFileSync(join(import.meta.dirname, ...path), 'utf8')
    .trim()
    .split('\n')
    .map((line): T => JSON.parse(line));
}

function labelOf(language: Language, title: string, summary = ''): Label {
  return classifier.judge({ language, title, summary }).label;
}

describe.each(['en', 'de', 'fr', 'es'] as const)('in %s, by title alone,', (language) => {
  const items = linesOf<Wording>('../../../training', `${language}-d.jsonl`);

  test('every wording that reports a measure or an agreement is found', () => {
    const reports = items.filter(({ label }) => label !== 'none');
    const missed = reports.filter(({ title }) => labelOf(language, title) === 'none');
    expect(missed.map(({ family, title }) => `${family}: ${title}`)).toEqual([]);
    expect(new Set(reports.map(({ family }) => family)).size).toBeGreaterThan(20);
  });

  test('the same words about something else are not', () => {
    const others = items.filter(({ label }) => label === 'none');
    const flagged = others.filter(({ title }) => labelOf(language, title) !== 'none');
    expect(flagged.map(({ title }) => title)).toEqual([]);
    expect(others.length).toBe(items.length / 2);
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
