import { describe, expect, test } from '@jest/globals';
import { evaluate, type Expectation, type Judgement } from '../../../src/core/classify/evaluate.ts';
import { aVerdict } from '../../support/records.ts';

const WANTED: Expectation = {
  language: 'en',
  label: 'sanction',
  direction: 'imposed',
  authority: 'FIS',
  sport: null,
  kind: null,
};
const NONE: Expectation = { ...WANTED, label: 'none', direction: null, authority: null };

function one(expected: Expectation, verdict: Parameters<typeof aVerdict>[0]): Judgement {
  return { expected, verdict: aVerdict(verdict) };
}

const found = one(WANTED, { score: 0.9 });
const missed = one(WANTED, { label: 'none', direction: null, score: 0.3 });
const wrong = one(NONE, { score: 0.8 });
const left = one(NONE, { label: 'none', direction: null, score: 0.1 });

describe('evaluate', () => {
  test('counts what was found, missed and wrongly flagged', () => {
    const { n, relevant } = evaluate([found, found, missed, wrong, left]);
    expect(n).toBe(5);
    expect(relevant.precision).toBeCloseTo(2 / 3);
    expect(relevant.recall).toBeCloseTo(2 / 3);
    expect(relevant.f1).toBeCloseTo(2 / 3);
  });

  test('ranks by score, and what a gate stopped last, whatever its score', () => {
    // Ranks: hit, hit, false alarm, hit: (1 + 1 + 3/4) / 3.
    const ranked = evaluate([found, found, wrong, missed]).relevant;
    expect(ranked.ap).toBeCloseTo((1 + 1 + 3 / 4) / 3);
    expect(ranked.recallAtPrecision95).toBeCloseTo(2 / 3);
    const evidence = { ...aVerdict().evidence, gate: 'no-sport' };
    const gated = one(NONE, { label: 'none', direction: null, score: 0.99, evidence });
    expect(evaluate([found, gated]).relevant.ap).toBe(1);
  });

  test('asks about the direction, the body and the sport only where a hit carries them', () => {
    const other = one({ ...WANTED, direction: 'eased', authority: null }, { direction: 'imposed' });
    const { directionAccuracy, authorityAccuracy, sportAccuracy, polarityAccuracy } = evaluate([
      found,
      other,
      missed,
    ]);
    expect(directionAccuracy).toBe(0.5);
    expect(polarityAccuracy).toBe(0.5);
    expect(authorityAccuracy).toBe(1);
    expect(sportAccuracy).toBeNull();
  });

  test('tells languages and kinds apart, in order', () => {
    const russian = one({ ...WANTED, language: 'ru', kind: 'visa' }, {});
    const { byLanguage, byKind } = evaluate([russian, found]);
    expect(Object.keys(byLanguage)).toEqual(['en', 'ru']);
    expect(byKind).toEqual({ visa: { n: 1, precision: 1, recall: 1, f1: 1 } });
  });

  test('notices a verdict whose contributions do not add up to its logit', () => {
    const sum = { feature: 'bias', value: 1, weight: 2.2, points: 2.2 };
    const right = one(WANTED, { evidence: { ...aVerdict().evidence, contributions: [sum] } });
    expect(evaluate([right]).contributionsSum).toBe(1);
    expect(evaluate([right, found]).contributionsSum).toBe(0.5);
  });

  test('divides by nothing', () => {
    expect(evaluate([]).relevant).toEqual({
      precision: null,
      recall: null,
      f1: null,
      ap: null,
      recallAtPrecision95: null,
    });
  });
});
