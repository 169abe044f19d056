import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fingerprint, likeness } from '../../../src/core/stories/copies.ts';
import { placeReports, type PlacedReport, type Report } from '../../../src/core/stories/place.ts';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-03-04T12:00:00Z');
const rules = { windowMs: 72 * HOUR, similarity: 0.5 };

const wire = {
  title: 'Curling federation suspends Russia and Belarus until next summer',
  summary: 'The board voted by nine to two on Tuesday, the federation said in Perth.',
};

describe('likeness', () => {
  test.each([
    ['the same text', wire, 1],
    [
      'the same title in other case and punctuation',
      { ...wire, title: `${wire.title.toUpperCase()}!`, summary: 'Other words.' },
      1,
    ],
    ['a copy with a word changed', { ...wire, title: wire.title.replace('suspends', 'bars') }, 0.6],
  ])('%s is a copy', (_, other, least) => {
    expect(likeness(fingerprint(wire), fingerprint(other))).toBeGreaterThanOrEqual(least);
  });

  test.each([
    [
      'another sport in the same phrase',
      {
        title: 'Rowing federation readmits Russia from next summer',
        summary: 'The council met in Lucerne.',
      },
    ],
    ['an empty report', { title: '', summary: '' }],
    ['a title too short to prove anything', { title: 'Sport in brief', summary: 'Tennis, golf.' }],
  ])('%s is no copy', (_, other) => {
    expect(likeness(fingerprint(wire), fingerprint(other))).toBeLessThan(0.5);
  });

  test('Russian copies are seen through ё and case', () => {
    const a = {
      title: 'Федерация лыжных гонок приняла решение о недопуске',
      summary: 'Всё решено.',
    };
    const b = {
      title: 'ФЕДЕРАЦИЯ ЛЫЖНЫХ ГОНОК ПРИНЯЛА РЕШЕНИЕ О НЕДОПУСКЕ',
      summary: 'Все решено',
    };
    expect(likeness(fingerprint(a), fingerprint(b))).toBe(1);
  });
});

describe('placeReports', () => {
  test('a report that resembles nothing opens a story', () => {
    expect(placeReports([report('1', wire)], [], rules)).toEqual([
      { kind: 'opens', itemIds: ['1'] },
    ]);
  });

  test('a copy joins the story of what it copies', () => {
    const placed = [{ ...report('1', wire), storyId: '7' }];
    expect(placeReports([report('2', wire, 5)], placed, rules)).toEqual([
      { kind: 'joins', itemIds: ['2'], storyId: '7' },
    ]);
  });

  test('the same headline a week later is another event', () => {
    const placed = [{ ...report('1', wire), storyId: '7' }];
    expect(placeReports([report('2', wire, 24 * 7)], placed, rules)).toEqual([
      { kind: 'opens', itemIds: ['2'] },
    ]);
  });

  test('a report that links two stories shows that they are one, the older', () => {
    const placed = [
      { ...report('1', wire, 0), storyId: '10' },
      { ...report('2', wire, 100), storyId: '9' },
    ];
    expect(placeReports([report('3', wire, 50)], placed, rules)).toEqual([
      { kind: 'merges', itemIds: ['3'], into: '9', merged: ['10'] },
    ]);
  });

  test('however reports arrive and are batched, the same ones end up together', () => {
    fc.assert(
      fc.property(worlds(), fc.array(fc.integer({ min: 1, max: 5 })), (reports, cuts) => {
        expect(replay(reports, cuts)).toEqual(replay(reports.toReversed(), []));
      }),
    );
  });
});

function report(itemId: string, text: { title: string; summary: string }, hours = 0): Report {
  return { itemId, ...text, publishedAt: new Date(NOON + hours * HOUR) };
}

/** Reports that copy one another to different degrees, over ten days. */
function worlds(): fc.Arbitrary<Report[]> {
  const words = ['ban', 'flag', 'ski', 'vote', 'court', 'chess'];
  const text = fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 7 });
  return fc
    .array(fc.record({ title: text, hours: fc.integer({ min: 0, max: 240 }) }), { maxLength: 14 })
    .map((rows) =>
      rows.map(({ title, hours }, at) =>
        report(String(at + 1), { title: title.join(' '), summary: '' }, hours),
      ),
    );
}

/** Places reports batch by batch and returns the groups, each sorted. */
function replay(reports: readonly Report[], cuts: readonly number[]): string[][] {
  const stories = new Map<string, string>();
  const placed = (): PlacedReport[] =>
    reports.flatMap((one) => {
      const storyId = stories.get(one.itemId);
      return storyId === undefined ? [] : [{ ...one, storyId }];
    });
  let rest = [...reports];
  let next = 1;
  for (const size of [...cuts, reports.length]) {
    const batch = rest.slice(0, size);
    rest = rest.slice(size);
    for (const placement of placeReports(batch, placed(), rules)) {
      const into =
        placement.kind === 'opens'
          ? String(next++)
          : placement.kind === 'joins'
            ? placement.storyId
            : placement.into;
      for (const id of placement.itemIds) stories.set(id, into);
      if (placement.kind !== 'merges') continue;
      for (const [id, story] of stories)
        if (placement.merged.includes(story)) stories.set(id, into);
    }
  }
  const groups = new Map<string, string[]>();
  for (const [id, story] of stories)
    groups.set(story, [...(groups.get(story) ?? []), id].toSorted());
  return [...groups.values()].toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
