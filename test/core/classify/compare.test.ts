import { expect, test } from '@jest/globals';
import { changeOf, startComparison } from '../../../src/core/classify/compare.ts';
import type { Evidence, Hit, Verdict } from '../../../src/core/verdict.ts';
import { aVerdict } from '../../support/records.ts';

const NONE = aVerdict({ label: 'none', direction: null, polarity: null, score: 0.2 });

test.each<[string, Verdict, Verdict, ReturnType<typeof changeOf>]>([
  ['flagged only by the second', NONE, aVerdict(), 'gained'],
  ['flagged only by the first', aVerdict(), NONE, 'lost'],
  ['of another label', aVerdict(), aVerdict({ label: 'agreement', direction: 'signed' }), 'moved'],
  ['of another direction', aVerdict(), aVerdict({ direction: 'eased' }), 'moved'],
  ['of another score only', aVerdict(), aVerdict({ score: 0.6 }), null],
  ['flagged by neither', NONE, NONE, null],
])('an item that is %s', (_, before, after, change) => {
  expect(changeOf(before, after)).toBe(change);
});

function evidence(points: Readonly<Record<string, number>>, hits: readonly Hit[]): Evidence {
  const contributions = Object.entries(points).map(([feature, value]) => ({
    feature,
    value,
    weight: 1,
    points: value,
  }));
  return { ...aVerdict().evidence, contributions, hits };
}

const HIT: Hit = {
  zone: 'title',
  start: 4,
  end: 8,
  text: 'bars',
  concept: 'ban',
  pattern: 'bar',
  role: 'concept',
  masked: null,
};

test('a sample names the summands and phrases that differ, and no others', () => {
  const comparison = startComparison(1);
  const item = { id: '1', title: 'T', language: 'en', source: 'paper' };
  comparison.add(
    item,
    aVerdict({ evidence: evidence({ bias: -4, act: 3, sport: 1 }, [HIT]) }),
    aVerdict({
      ...NONE,
      evidence: evidence({ bias: -4, sport: 0.5, noun: 0.2 }, [{ ...HIT, masked: 'no-act' }]),
    }),
  );
  const [sample] = comparison.result().samples.lost;
  expect(sample?.contributions).toEqual([
    { feature: 'act', before: 3, after: 0 },
    { feature: 'sport', before: 1, after: 0.5 },
    { feature: 'noun', before: 0, after: 0.2 },
  ]);
  expect(sample?.hits).toEqual({
    before: [{ concept: 'ban', pattern: 'bar', text: 'bars' }],
    after: [],
  });
});

test('every item is counted, but only so many samples of a kind are kept', () => {
  const comparison = startComparison(2);
  for (const [at, language] of ['en', 'ru', 'en', 'en'].entries()) {
    comparison.add({ id: String(at), title: 'T', language, source: null }, NONE, aVerdict());
  }
  const { samples, byLanguage, bySource, ...counts } = comparison.result();
  expect(counts).toEqual({ items: 4, gained: 4, lost: 0, moved: 0 });
  expect(byLanguage['en']).toEqual({ items: 3, gained: 3, lost: 0, moved: 0 });
  expect(bySource).toEqual({ unknown: counts });
  expect(samples.gained.map(({ id }) => id)).toEqual(['0', '1']);
});
