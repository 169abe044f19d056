import { describe, expect, test } from '@jest/globals';
import type { Example } from '../../src/fit/examples.ts';
import { selectFeatures } from '../../src/fit/select.ts';
import { aLabelled } from './some-items.ts';

const NAMES = ['word:en:ban', 'part:latin:<ban', 'title:ban'];
const PENALTIES = { word: 1, part: 2, sign: 3 };
const RULED = { logit: 0, isOpen: true, direction: null };

/** An example in which all features stand. */
function anExample(id: string, outlet: string | null): Example {
  const features = { columns: Int32Array.from([0, 1, 2]), values: Float64Array.from([1, 1, 1]) };
  return {
    item: aLabelled(id, {
      isOutside: outlet !== null,
      group: outlet === null ? `none:${id}` : `outlet:${outlet}`,
    }),
    byTopic: { sanction: RULED, agreement: RULED },
    features,
  };
}

function keptOf(own: number, outlets: readonly string[]): string[] {
  const examples = [
    ...Array.from({ length: own }, (_, at) => anExample(`own-${at}`, null)),
    ...outlets.map((outlet, at) => anExample(`out-${at}`, outlet)),
  ];
  const { columns } = selectFeatures(examples, NAMES, PENALTIES);
  return columns.map((column) => NAMES[column] ?? '');
}

describe('what may carry weight', () => {
  test.each([
    ['a word of two own items, a part of four', 2, [], ['word:en:ban', 'title:ban']],
    ['everything that stands in many own items', 4, [], NAMES],
    ['what several outlets write', 0, ['a', 'a', 'b'], NAMES],
    ['of one outlet only what is of no text', 0, ['a', 'a', 'a', 'a'], ['title:ban']],
    ['of two items only what is of no text', 0, ['a', 'b'], ['title:ban']],
    ['nothing that stands once', 1, [], []],
  ])('%s', (_, own, outlets, kept) => {
    expect(keptOf(own, outlets)).toEqual(kept);
  });

  test('kinds of features without a penalty are left out', () => {
    const examples = [1, 2, 3, 4].map((at) => anExample(`own-${at}`, null));
    const { columns, penalties } = selectFeatures(examples, NAMES, {
      ...PENALTIES,
      part: null,
    });
    expect([columns, [...penalties]]).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });
});
