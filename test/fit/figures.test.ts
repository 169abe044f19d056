import { describe, expect, test } from '@jest/globals';
import type { Direction, Label } from '../../src/core/verdict.ts';
import { intervalsOf } from '../../src/fit/bootstrap.ts';
import { figuresOf, labelOf } from '../../src/fit/figures.ts';
import type { Prediction } from '../../src/fit/train.ts';
import { aLabelled } from './some-items.ts';

const EMPTY = { columns: new Int32Array(0), values: new Float64Array(0) };

type Case = {
  readonly label: Label;
  readonly sanction: number;
  readonly agreement?: number;
  readonly isOpen?: boolean;
  readonly wanted?: Direction;
  readonly got?: Direction;
};

function predictionOf(one: Case, at: number): Prediction {
  const { label, sanction, agreement = -1, isOpen = true, wanted = null, got = null } = one;
  const ruled = { logit: 0, isOpen, direction: got };
  return {
    example: {
      item: aLabelled(`item-${at}`, { label, direction: wanted, group: `outlet:${at % 5}` }),
      byTopic: { sanction: ruled, agreement: ruled },
      features: EMPTY,
    },
    logits: { sanction, agreement },
  };
}

describe('labelOf', () => {
  test.each<[string, Case, Label]>([
    ['the topic above 0', { label: 'none', sanction: 1 }, 'sanction'],
    ['the greater of two', { label: 'none', sanction: 1, agreement: 2 }, 'agreement'],
    ['sanction where they are equal', { label: 'none', sanction: 1, agreement: 1 }, 'sanction'],
    ['none below 0', { label: 'none', sanction: -0.1 }, 'none'],
    ['none where a gate is shut', { label: 'none', sanction: 9, isOpen: false }, 'none'],
  ])('is %s', (_, one, label) => {
    expect(labelOf(predictionOf(one, 0))).toBe(label);
  });
});

test('figures count what was found, missed and wrongly flagged', () => {
  const cases: Case[] = [
    { label: 'sanction', sanction: 1, wanted: 'imposed', got: 'imposed' },
    { label: 'sanction', sanction: 1, wanted: 'imposed', got: 'extended' },
    { label: 'sanction', sanction: 1, wanted: 'lifted', got: 'imposed' },
    { label: 'sanction', sanction: -1, wanted: 'lifted', got: 'lifted' },
    { label: 'none', sanction: 1 },
    { label: 'agreement', sanction: -1, agreement: 1 },
  ];
  const figures = figuresOf(cases.map(predictionOf));
  expect(figures).toMatchObject({ n: 6, precision: 4 / 5, recall: 4 / 5 });
  expect(figures.byTopic.sanction).toEqual({ precision: 3 / 4, recall: 3 / 4 });
  expect(figures.byTopic.agreement).toEqual({ precision: 1, recall: 1 });
  // Imposed and extended both tighten; the one that was missed does not count.
  expect([figures.direction, figures.polarity]).toEqual([1 / 3, 2 / 3]);
});

test('nothing divided by nothing is null', () => {
  const { precision, recall, f1, direction } = figuresOf([]);
  expect([precision, recall, f1, direction]).toEqual([null, null, null, null]);
});

test('intervals hold the figure, and are the same each time', () => {
  const predictions = Array.from({ length: 100 }, (_, at): Prediction =>
    predictionOf(
      { label: at % 3 === 0 ? 'none' : 'sanction', sanction: at % 4 === 0 ? -1 : 1 },
      at,
    ),
  );
  const { precision, recall } = figuresOf(predictions);
  const intervals = intervalsOf(predictions);
  expect(intervals).toEqual(intervalsOf(predictions));
  for (const [figure, [from, to]] of [
    [precision ?? 0, intervals.precision],
    [recall ?? 0, intervals.recall],
  ] as const) {
    expect(from).toBeLessThanOrEqual(figure);
    expect(to).toBeGreaterThanOrEqual(figure);
    expect(to - from).toBeGreaterThan(0.01);
  }
});
