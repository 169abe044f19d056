import { describe, expect, test } from '@jest/globals';
import type { Matter, RecordedChange } from '../../src/core/matters/recorded.ts';
import { measureWeeks, WEEKS } from '../../src/core/measure-weeks.ts';
import { aStep } from '../web/matter-data.ts';

/** A Sunday evening: its week began on Monday, 9 March. */
const NOW = new Date('2026-03-15T23:59:59Z');
const TRUST = { ownSites: new Map<string, string[]>(), courtSites: [], trustOwnSites: false };

/** Tightening and easing of the weeks that have either, by their Mondays. */
function countsOf(...matters: readonly Matter[]): Record<string, readonly [number, number]> {
  const weeks = measureWeeks(matters, TRUST, NOW).filter(
    ({ tighter, looser }) => tighter + looser > 0,
  );
  return Object.fromEntries(
    weeks.map(({ start, tighter, looser }) => [
      start.toISOString().slice(0, 10),
      [tighter, looser],
    ]),
  );
}

function matter(target: string, ...changes: readonly RecordedChange[]): Matter {
  return { id: target, key: { topic: 'sanction', a: 'FIS', b: target, sport: 'skiing' }, changes };
}

let steps = 0;
function step(
  kind: 'imposed' | 'lifted' | 'eased' | 'refused' | 'proposed' | 'restated',
  at: string,
  facts: Partial<RecordedChange> = {},
): RecordedChange {
  steps += 1;
  const direction = kind === 'refused' ? 'rejected' : kind === 'restated' ? 'imposed' : kind;
  return aStep({ id: String(steps), kind, direction, at: new Date(at), storyId: 's', ...facts });
}

describe('weeks', () => {
  test('begin on Mondays, the last one being the present', () => {
    const weeks = measureWeeks([], TRUST, NOW);
    expect(weeks).toHaveLength(WEEKS);
    expect(weeks.at(-1)?.start).toEqual(new Date('2026-03-09T00:00:00Z'));
    expect(weeks.at(0)?.start).toEqual(new Date('2025-09-15T00:00:00Z'));
    expect(countsOf()).toEqual({});
  });

  test('hold what falls between their Monday and the next', () => {
    const changes = [
      step('imposed', '2026-03-09T00:00:00Z'),
      step('lifted', '2026-03-08T23:59:59.999Z'),
      step('imposed', '2025-09-14T23:59:59Z', { storyId: 'too old' }),
      step('lifted', '2026-03-16T00:00:00Z', { storyId: 'not yet' }),
    ];
    expect(countsOf(matter('RUS', ...changes))).toEqual({
      '2026-03-09': [1, 0],
      '2026-03-02': [0, 1],
    });
  });
});

test('a decision on both countries is one; those of another story, body or sport are others', () => {
  const both = ['RUS', 'BLR'].map((target) =>
    matter(target, step('eased', '2026-03-10T12:00:00Z')),
  );
  const other = matter('RUS', step('eased', '2026-03-10T12:00:00Z', { storyId: 'other' }));
  const biathlon = { ...other, id: 'b', key: { ...other.key, sport: 'biathlon' } };
  expect(countsOf(...both)).toEqual({ '2026-03-09': [0, 1] });
  expect(countsOf(...both, other, biathlon)).toEqual({ '2026-03-09': [0, 3] });
});

test.each<readonly [string, RecordedChange, readonly [number, number] | undefined]>([
  ['an opening refused', step('refused', '2026-03-10', { toward: 'tighter' }), [1, 0]],
  ['a closing refused', step('refused', '2026-03-10', { toward: 'looser' }), [0, 1]],
  ['a refusal of who knows what', step('refused', '2026-03-10'), undefined],
  ['a plan', step('proposed', '2026-03-10'), undefined],
  ['what was told before', step('restated', '2026-03-10'), undefined],
  [
    'what an operator rejects',
    step('imposed', '2026-03-10', {
      word: { word: 'rejected', by: 'a', note: null, at: NOW },
    }),
    undefined,
  ],
])('%s', (_, change, counts) => {
  expect(countsOf(matter('RUS', change))['2026-03-09']).toEqual(counts);
});
