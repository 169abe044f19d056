import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assignStories, type Report } from '../../../src/core/stories/assign.ts';
import { clusterReports } from '../../../src/core/stories/cluster.ts';
import { fingerprint } from '../../../src/core/stories/copies.ts';
import type { Signature } from '../../../src/core/stories/signature.ts';
import { aSignature, COPIES_ONLY, NOON } from '../../support/records.ts';

const HOUR = 3_600_000;
const wire = 'Curling federation suspends Russia and Belarus until next summer';

describe('clusterReports', () => {
  test.each([
    [
      'a copy five hours later is of the same event',
      [report('1', wire), report('2', wire, 5)],
      '12',
    ],
    [
      'the same headline a week later is another',
      [report('1', wire), report('2', wire, 168)],
      '1 2',
    ],
    [
      'a report between two that are far apart joins them',
      [report('1', wire), report('2', wire, 100), report('3', wire, 50)],
      '132',
    ],
    [
      'other words about the same sport, country and person are of the same event',
      [
        report('1', 'Rowers may return', 0, slots({ countries: ['FRA'], persons: ['president'] })),
        report('2', 'Door reopens', 3, slots({ countries: ['FRA'], persons: ['president'] })),
      ],
      '12',
    ],
    [
      'one template filled with two countries is two events',
      [
        report(
          '1',
          'Minsk signs a sports pact with Cuba for years',
          0,
          slots({ countries: ['CUB'] }),
        ),
        report(
          '2',
          'Minsk signs a sports pact with Iran for years',
          3,
          slots({ countries: ['IRN'] }),
        ),
      ],
      '1 2',
    ],
    [
      'what an operator bound together stays together',
      [bound('1', 'Unlike anything'), bound('2', 'Nothing in common')],
      '12',
    ],
    [
      'what an operator parted stays apart',
      [parted('1', wire, '5/a'), parted('2', wire, '5/b'), report('3', 'Other news', 1)],
      '1 2 3',
    ],
  ])('%s', (_, reports, expected) => {
    expect(grouped(reports)).toBe(expected);
  });

  test('the order of the reports does not matter', () => {
    fc.assert(
      fc.property(worlds(), ({ reports, shuffled }) => {
        expect(groups(shuffled)).toEqual(groups(reports));
      }),
    );
  });

  test('every report is in exactly one group', () => {
    fc.assert(
      fc.property(worlds(), ({ reports }) => {
        const members = clusterReports(reports, COPIES_ONLY).flat();
        expect(members.map(({ itemId }) => itemId).toSorted()).toEqual(
          reports.map(({ itemId }) => itemId).toSorted(),
        );
      }),
    );
  });
});

describe('assignStories', () => {
  test.each([
    ['fresh reports open a story', [[placed('1', null), placed('2', null)]], ['new 1,2']],
    ['a fresh report joins', [[placed('1', '7'), placed('2', null)]], ['7 1,2']],
    [
      'of stories that come together the oldest stays',
      [[placed('1', '10'), placed('2', '9'), placed('3', null)]],
      ['9 1,2,3 absorbs 10'],
    ],
    [
      'a story that is cut keeps its larger part',
      [[placed('1', '7')], [placed('2', '7'), placed('3', '7'), placed('4', null)]],
      ['new 1', '7 2,3,4'],
    ],
  ])('%s', (_, reports, expected) => {
    expect(
      assignStories(reports).map(
        ({ storyId, itemIds, absorbed }) =>
          `${storyId ?? 'new'} ${itemIds.join(',')}${absorbed.length > 0 ? ` absorbs ${absorbed.join(',')}` : ''}`,
      ),
    ).toEqual(expected);
  });
});

function report(itemId: string, title: string, hours = 0, parts: Partial<Signature> = {}): Report {
  return {
    itemId,
    key: `https://paper.example/${itemId}`,
    publishedAt: new Date(NOON.getTime() + hours * HOUR),
    print: fingerprint({ title, summary: '' }),
    signature: aSignature(parts),
    bonds: [],
    sides: [],
    storyId: null,
  };
}

function slots(parts: Partial<Signature>): Partial<Signature> {
  return { topic: 'sanction', direction: 'eased', sports: ['rowing'], ...parts };
}

function bound(itemId: string, title: string): Report {
  return { ...report(itemId, title), bonds: ['merge 3'] };
}

function parted(itemId: string, title: string, side: string): Report {
  return { ...report(itemId, title), sides: [side] };
}

function placed(itemId: string, storyId: string | null): Report {
  return { ...report(itemId, wire), storyId };
}

function grouped(reports: readonly Report[]): string {
  return clusterReports(reports, COPIES_ONLY)
    .map((group) => group.map(({ itemId }) => itemId).join(''))
    .join(' ');
}

function groups(reports: readonly Report[]): string[] {
  return clusterReports(reports, COPIES_ONLY)
    .map((group) => group.map(({ itemId }) => itemId).join(' '))
    .toSorted();
}

/** Reports that agree with one another to different degrees, over ten days, in two orders. */
function worlds(): fc.Arbitrary<{ reports: Report[]; shuffled: Report[] }> {
  const words = fc.array(fc.constantFrom('ban', 'flag', 'ski', 'vote', 'court', 'chess'), {
    minLength: 3,
    maxLength: 7,
  });
  const some = (...values: string[]): fc.Arbitrary<string[]> => fc.subarray(values);
  const row = fc.record({
    title: words,
    hours: fc.integer({ min: 0, max: 240 }),
    sports: some('rowing', 'judo'),
    countries: some('FRA', 'CUB'),
    direction: fc.constantFrom('imposed' as const, 'eased' as const),
    bond: fc.constantFrom(null, null, null, 'story 1', 'story 2'),
    side: fc.constantFrom(null, null, null, '1/a', '1/b'),
  });
  return fc.array(row, { maxLength: 12 }).chain((rows) => {
    const reports = rows.map(({ title, hours, sports, countries, direction, bond, side }, at) => ({
      ...report(String(at + 1), title.join(' '), hours, {
        topic: 'sanction',
        sports,
        countries,
        direction,
      }),
      bonds: bond === null ? [] : [bond],
      sides: side === null ? [] : [side],
    }));
    return fc
      .shuffledSubarray(reports, { minLength: reports.length, maxLength: reports.length })
      .map((shuffled) => ({ reports, shuffled }));
  });
}
