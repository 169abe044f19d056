import { describe, expect, test } from '@jest/globals';
import { compareFigures, figureOf } from '../../../src/core/classify/golden.ts';
import type { Label, Verdict } from '../../../src/core/verdict.ts';
import { aVerdict } from '../../support/records.ts';

function judged(id: string, label: Label, got: Label, score: number, gate: string | null = null) {
  const parts: Partial<Verdict> = {
    label: got,
    score,
    evidence: { ...aVerdict().evidence, gate },
  };
  return { id, title: `Title of ${id}`, label, verdict: aVerdict(parts) };
}

/** So many items that are judged rightly, and so many that are missed. */
function set(right: number, missed: number) {
  return [
    ...Array.from({ length: right }, (_, at) => judged(`r${at}`, 'sanction', 'sanction', 0.9)),
    ...Array.from({ length: missed }, (_, at) => judged(`m${at}`, 'sanction', 'none', 0.2)),
  ];
}

describe('a figure', () => {
  test('counts what is relevant, and names every other judgement the worst first', () => {
    const figure = figureOf([
      judged('right', 'sanction', 'sanction', 0.9),
      judged('other', 'agreement', 'sanction', 0.7),
      judged('missed', 'sanction', 'none', 0.4),
      judged('gated', 'sanction', 'none', 0.9, 'no-sport'),
      judged('alarm', 'none', 'sanction', 0.8),
      judged('quiet', 'none', 'none', 0.1),
    ]);
    expect(figure).toMatchObject({ n: 6, precision: 2 / 3, recall: 0.5 });
    expect(figure.f1).toBeCloseTo(4 / 7);
    expect(figure.errors.map(({ id }) => id)).toEqual(['gated', 'alarm', 'missed', 'other']);
  });

  test('of nothing is nothing', () => {
    expect(figureOf([])).toEqual({ n: 0, precision: 0, recall: 0, f1: 0, errors: [] });
  });
});

describe('two figures', () => {
  test.each([
    ['the same', 96, 4, false],
    ['two more errors of a hundred', 94, 6, false],
    ['ten more errors of a hundred', 86, 14, true],
    ['better', 99, 1, false],
  ])('%s: refused only where F1 falls by more than .02', (_, right, missed, falls) => {
    const before = figureOf(set(96, 4));
    expect(compareFigures(before, figureOf(set(right, missed))).falls).toBe(falls);
  });

  test('what was wrong before is no new error, and wrong in another way is one', () => {
    const before = figureOf([judged('a', 'sanction', 'none', 0.3), judged('b', 'none', 'none', 0)]);
    const after = figureOf([
      judged('a', 'sanction', 'agreement', 0.8),
      judged('b', 'none', 'sanction', 0.9),
    ]);
    expect(compareFigures(before, before).newErrors).toEqual([]);
    expect(compareFigures(before, after).newErrors.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
