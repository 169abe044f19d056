import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Change } from '../../../src/core/matters/change.ts';
import { changesOf } from '../../../src/core/matters/changes.ts';
import type { MatterKey, MatterReport, MatterStory } from '../../../src/core/matters/facts.ts';
import { aReport, aStory, hour } from './some-reports.ts';

const FIS: MatterKey = { topic: 'sanction', a: 'FIS', b: 'RUS', sport: 'skiing' };
const PAIR: MatterKey = { topic: 'agreement', a: 'RUS', b: 'CHN', sport: 'multi' };

/** `story @hour direction`, a change a line: the form in which tests write what came of it. */
const told = (changes: readonly Change[]): string[] =>
  changes.map(
    ({ kind, storyId, party }) => `${storyId} ${kind}${party === null ? '' : ` ${party}`}`,
  );

let nextId = 1;
function report(at: number, parts: Partial<MatterReport>): MatterReport {
  nextId += 1;
  return aReport(String(nextId), { publishedAt: hour(at), ...parts });
}
const direct = (
  at: number,
  direction: MatterReport['direction'],
  parts: Partial<MatterReport> = {},
) => report(at, { direction, concepts: [], ...parts });
const own = (at: number, direction: MatterReport['direction'], parts: Partial<MatterReport> = {}) =>
  direct(at, direction, { isPrimary: true, sourceId: 'fis', outlet: 'FIS', ...parts });

const DAY = 24;

describe('a measure', () => {
  test('goes from a plan to its end, a change a story', () => {
    const stories = [
      aStory('a', [direct(0, 'proposed')]),
      aStory('b', [direct(2 * DAY, 'imposed')]),
      aStory('c', [direct(6 * DAY, 'proposed', { concepts: ['appeal'] })]),
      aStory('d', [direct(20 * DAY, 'upheld')]),
      aStory('e', [direct(40 * DAY, 'eased', { concepts: ['neutral'] })]),
      aStory('f', [direct(60 * DAY, 'lifted')]),
      aStory('g', [direct(80 * DAY, 'imposed')]),
    ];
    expect(told(changesOf(FIS, stories))).toEqual([
      'a proposed',
      'b imposed',
      'c appealed',
      'd upheld',
      'e eased',
      'f lifted',
      'g reimposed',
    ]);
  });

  test('that is in force is told of again, not imposed again; one part more is imposed', () => {
    const stories = [
      aStory('a', [direct(0, 'imposed')]),
      aStory('b', [direct(9 * DAY, 'imposed')]),
      aStory('c', [direct(12 * DAY, 'imposed', { concepts: ['host-removal'] })]),
      aStory('d', [direct(20 * DAY, 'lifted')]),
      aStory('e', [direct(29 * DAY, 'lifted')]),
    ];
    expect(told(changesOf(FIS, stories))).toEqual([
      'a imposed',
      'b restated',
      'c imposed',
      'd lifted',
      'e restated',
    ]);
  });

  test('is appealed where the text begins with that, and discussed where it only speaks of it', () => {
    const about = (...concepts: string[]): string[] =>
      told(changesOf(FIS, [aStory('a', [direct(0, 'proposed', { concepts })])]));
    expect(about('group', 'appeal', 'consider')).toEqual(['a appealed']);
    expect(about('consider', 'appeal')).toEqual(['a proposed']);
  });

  test('is not changed by reactions', () => {
    expect(changesOf(FIS, [aStory('a', [direct(0, 'criticised')])])).toEqual([]);
  });

  test('takes in the other country', () => {
    const stories = [
      aStory('a', [direct(0, 'imposed')]),
      aStory('b', [direct(5 * DAY, 'extended', { targets: ['RUS', 'BLR'] })]),
      aStory('c', [direct(9 * DAY, 'extended', { targets: ['RUS', 'BLR'] })]),
    ];
    expect(told(changesOf(FIS, stories))).toEqual([
      'a imposed',
      'b extended',
      'b new-party BLR',
      'c extended',
    ]);
  });

  test('is not changed by what its stories tell of the other country alone', () => {
    const reports = [
      direct(0, 'imposed', { targets: ['RUS', 'BLR'] }),
      direct(3, 'lifted', { targets: ['BLR'] }),
    ];
    expect(told(changesOf(FIS, [aStory('a', reports)]))).toEqual(['a imposed']);
    expect(told(changesOf({ ...FIS, b: 'BLR' }, [aStory('a', reports)]))).toEqual([
      'a imposed',
      'a contradiction',
    ]);
  });

  test('is one change however many report it, and rests on all of them', () => {
    const [change, ...rest] = changesOf(FIS, [
      aStory('a', [direct(0, 'imposed'), direct(3, 'imposed'), own(5, 'imposed')]),
    ]);
    expect(rest).toEqual([]);
    expect(change).toMatchObject({ kind: 'imposed', at: hour(0), isPrimary: true });
    expect(change?.itemIds).toHaveLength(3);
  });
});

test('how much a measure covers is what most of the independent reports say', () => {
  const part = { concepts: ['visa-refusal'] };
  const scopes = (...reports: MatterReport[]): string[] =>
    changesOf(FIS, [aStory('a', reports)]).map(({ scope }) => scope);
  expect(scopes(direct(0, 'imposed', part))).toEqual(['part']);
  expect(scopes(direct(0, 'imposed', part), direct(1, 'imposed'))).toEqual(['part']);
  expect(scopes(direct(0, 'imposed', part), direct(1, 'imposed'), direct(2, 'imposed'))).toEqual([
    'whole',
  ]);
});

describe('an agreement', () => {
  const agreed = (at: number, direction: MatterReport['direction'], countries = ['CHN']) =>
    direct(at, direction, { topic: 'agreement', countries, authority: null, sport: null });

  test('is planned, signed, joined and ended', () => {
    const stories = [
      aStory('a', [agreed(0, 'meeting')]),
      aStory('b', [agreed(2 * DAY, 'proposed')]),
      aStory('c', [agreed(9 * DAY, 'signed')]),
      aStory('d', [agreed(20 * DAY, 'held', ['CHN', 'IND'])]),
      aStory('e', [agreed(30 * DAY, 'ended')]),
    ];
    expect(told(changesOf(PAIR, stories))).toEqual([
      'a met',
      'b planned',
      'c signed',
      'd held',
      'd new-party IND',
      'e ended',
    ]);
  });
});

describe('contrary reports', () => {
  const disputed = (...more: MatterReport[]): string[] =>
    told(changesOf(FIS, [aStory('a', [direct(0, 'imposed'), direct(4, 'lifted'), ...more])]));

  test('of one event are marked, and neither side wins by being first or by number', () => {
    expect(disputed()).toEqual(['a imposed', 'a contradiction']);
    expect(disputed(direct(5, 'lifted'), direct(6, 'lifted'))).toEqual([
      'a imposed',
      'a contradiction',
    ]);
    expect(disputed(direct(5, 'imposed'))).toEqual(['a imposed', 'a contradiction']);
  });

  test('are settled by the body itself, whichever side it takes', () => {
    expect(disputed(own(9, 'lifted'))).toEqual([
      'a imposed',
      'a contradiction',
      'a lifted',
      'a settled',
    ]);
    expect(disputed(own(9, 'imposed'))).toEqual(['a imposed', 'a contradiction', 'a settled']);
  });

  test('are settled by the body’s word in a later story too', () => {
    const stories = [
      aStory('a', [direct(0, 'imposed'), direct(4, 'lifted')]),
      aStory('b', [own(10 * DAY, 'extended')]),
    ];
    expect(told(changesOf(FIS, stories))).toEqual([
      'a imposed',
      'a contradiction',
      'b extended',
      'b settled',
    ]);
  });

  test('that come after the body’s word are marked and decided at once', () => {
    expect(told(changesOf(FIS, [aStory('a', [own(0, 'lifted'), direct(2, 'imposed')])]))).toEqual([
      'a lifted',
      'a contradiction',
      'a settled',
    ]);
  });

  test('of two stories of one day are about one event, those of later days are changes', () => {
    const after = (hours: number): string[] =>
      told(
        changesOf(FIS, [
          aStory('a', [direct(0, 'imposed')]),
          aStory('b', [direct(hours, 'lifted')]),
        ]),
      );
    expect(after(20)).toEqual(['a imposed', 'b contradiction']);
    expect(after(30)).toEqual(['a imposed', 'b lifted']);
  });

  test.each<readonly [string, readonly MatterReport[]]>([
    [
      'copies of one text are no contradiction',
      [
        direct(0, 'imposed', { title: 'Ski body rules on Russian skiers today', outlet: 'One' }),
        direct(1, 'lifted', { title: 'Ski body rules on Russian skiers today', outlet: 'Two' }),
      ],
    ],
    [
      'what one agency sends is no contradiction',
      [
        direct(0, 'imposed', { outlet: 'ТАСС' }),
        direct(1, 'lifted', { summary: 'Решено, сообщает ТАСС.' }),
      ],
    ],
    [
      'a ban that stays for teams and is eased for others is no contradiction',
      [direct(0, 'extended'), direct(1, 'eased')],
    ],
    ['a body that changes its mind contradicts nobody', [own(0, 'imposed'), own(3, 'lifted')]],
    [
      'a plan against the country that is voted down contradicts nobody',
      [direct(0, 'lifted'), direct(3, 'rejected', { toward: 'looser' })],
    ],
  ])('%s', (_, reports) => {
    expect(told(changesOf(FIS, [aStory('a', reports)])).join()).not.toContain('contradiction');
  });
});

describe('withdrawn reports', () => {
  test('take their change back when nobody else tells it', () => {
    const gone = direct(0, 'imposed', { withdrawnAt: hour(25) });
    expect(told(changesOf(FIS, [aStory('a', [gone])]))).toEqual(['a imposed', 'a retracted']);
    expect(told(changesOf(FIS, [aStory('a', [gone, direct(3, 'imposed')])]))).toEqual([
      'a imposed',
    ]);
  });

  test('leave what comes after them as if they had never been', () => {
    const gone = direct(0, 'imposed', { withdrawnAt: hour(25) });
    const later = aStory('b', [direct(5 * DAY, 'imposed')]);
    expect(told(changesOf(FIS, [aStory('a', [gone]), later]))).toEqual([
      'a imposed',
      'a retracted',
      'b imposed',
    ]);
  });
});

test('the order of stories and reports makes no difference', () => {
  const directions = ['proposed', 'imposed', 'lifted', 'eased', 'extended', 'rejected'] as const;
  const someReport = fc.record({
    at: fc.integer({ min: 0, max: 200 }),
    direction: fc.constantFrom(...directions),
    isPrimary: fc.boolean(),
    gone: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(someReport, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      (all) => {
        const stories = all.map((reports, story): MatterStory =>
          aStory(
            `s${story}`,
            reports.map(({ at, direction, isPrimary, gone }, index) =>
              aReport(`${story + 1}${index}`, {
                publishedAt: hour(at),
                direction,
                isPrimary,
                withdrawnAt: gone ? hour(at + 24) : null,
              }),
            ),
          ),
        );
        const turned = stories
          .map((story) => ({ ...story, reports: story.reports.toReversed() }))
          .toReversed();
        expect(changesOf(FIS, turned)).toEqual(changesOf(FIS, stories));
      },
    ),
    { numRuns: 60 },
  );
});
