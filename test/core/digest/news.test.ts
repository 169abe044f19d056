import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tellingOf, type NewsFacts, type ReportCorrection } from '../../../src/core/digest/news.ts';
import {
  AGREEMENT_DIRECTIONS,
  SANCTION_DIRECTIONS,
  type Direction,
  type Verdict,
} from '../../../src/core/verdict.ts';
import { aVerdict } from '../../support/records.ts';

const NOON = new Date('2026-11-14T12:00:00Z');

type Report = NewsFacts<{
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly outlet: string;
  readonly publishedAt: Date;
  readonly verdict: Verdict;
}>['lead'];

/** A report of its own: other outlet, other words. */
function report(
  id: number,
  direction: Direction | null,
  { margin = 1, ...change }: Partial<Verdict> & { readonly margin?: number } = {},
): Report {
  const label = AGREEMENT_DIRECTIONS.some((one) => one === direction) ? 'agreement' : 'sanction';
  const isSanction = SANCTION_DIRECTIONS.some((one) => one === direction);
  const verdict = aVerdict({ label: isSanction ? 'sanction' : label, direction, ...change });
  const found =
    direction === null ? null : { value: direction, margin, runnerUp: null, toward: null };
  return {
    id: String(id),
    title: WORDS.slice(id * 5, id * 5 + 5).join(' '),
    summary: '',
    outlet: `${id}.example`,
    publishedAt: new Date(NOON.getTime() + id * 60_000),
    verdict: { ...verdict, evidence: { ...verdict.evidence, direction: found } },
  };
}

const WORDS = Array.from({ length: 200 }, (_, at) => `word${at}`);

function story(
  reports: readonly Report[],
  more: Partial<NewsFacts<Report>> = {},
): NewsFacts<Report> {
  const [lead = report(0, 'imposed')] = reports;
  return { lead, reports, ...more };
}

function told(...keys: string[]): Pick<NewsFacts<Report>, 'told'> {
  return { told: { at: NOON, keys } };
}

function correction(kind: ReportCorrection['kind'], itemId: string, id = '1'): ReportCorrection {
  return { id, itemId, outlet: 'a.example', kind, before: 'a', after: 'b', seenAt: NOON };
}

describe('a story that was not told yet', () => {
  test.each<[string, Report[], Direction | null, number]>([
    ['is told by its lead', [report(0, 'imposed'), report(1, 'imposed')], 'imposed', 0],
    [
      'is told by who says that it came further',
      [report(0, 'proposed'), report(1, 'rejected')],
      'rejected',
      1,
    ],
    [
      'is told by its lead while nobody is sure that it came further',
      [report(0, 'proposed'), report(1, 'rejected', { margin: 0.1 })],
      'proposed',
      0,
    ],
    [
      'is told by the further step when two are half sure of it',
      [
        report(0, 'meeting'),
        report(1, 'signed', { margin: 0 }),
        report(2, 'signed', { margin: 0 }),
      ],
      'signed',
      1,
    ],
    [
      'is not led back by what was planned',
      [report(0, 'lifted'), report(1, 'proposed')],
      'lifted',
      0,
    ],
    ['is told by its lead when no report says what happens', [report(0, null)], null, 0],
  ])('%s', (_what, reports, direction, by) => {
    const telling = tellingOf(story(reports));
    expect(telling?.report.verdict.direction).toBe(direction);
    expect(telling?.report).toBe(reports[by]);
    expect(telling?.keys.includes(direction ?? '')).toBe(direction !== null);
  });

  test('says how its articles were changed, and that is told with it', () => {
    const corrections = [correction('headline', '0')];
    const telling = tellingOf(story([report(0, 'imposed')], { corrections }));
    expect(telling?.news).toEqual([{ kind: 'correction', correction: corrections[0] }]);
    expect(telling?.keys).toContain('correction:1');
  });

  test('is not told by an article that was withdrawn while another one stands', () => {
    const corrections = [correction('withdrawn', '1')];
    const telling = tellingOf(
      story([report(0, 'proposed'), report(1, 'imposed')], { corrections }),
    );
    expect(telling?.report.verdict.direction).toBe('proposed');
  });
});

describe('a story that was told', () => {
  test.each<[string, Report[], string[], string[]]>([
    [
      'has no news when only more outlets report it',
      [report(0, 'imposed'), report(1, 'imposed')],
      ['imposed'],
      [],
    ],
    [
      'has news when a plan is decided',
      [report(0, 'proposed'), report(1, 'rejected')],
      ['proposed'],
      ['act rejected'],
    ],
    [
      'has none when one report may have been read wrongly',
      [report(0, 'proposed'), report(1, 'imposed', { margin: 0.1 })],
      ['proposed'],
      [],
    ],
    [
      'has none when somebody still asks for what is decided',
      [report(0, 'imposed'), report(1, 'proposed')],
      ['imposed'],
      [],
    ],
    [
      'is contradicted by one report',
      [report(0, 'imposed'), report(1, 'lifted')],
      ['imposed'],
      ['contrary lifted'],
    ],
    [
      'is contradicted once',
      [report(0, 'imposed'), report(1, 'lifted')],
      ['imposed', 'contrary:lifted'],
      [],
    ],
    [
      'has none by a single report of another decision',
      [report(0, 'imposed'), report(1, 'extended')],
      ['imposed'],
      [],
    ],
    [
      'has news when two report another decision',
      [report(0, 'imposed'), report(1, 'extended'), report(2, 'extended')],
      ['imposed'],
      ['act extended'],
    ],
    [
      'has news when two name a further country',
      [
        report(0, 'imposed'),
        report(1, 'imposed', { targets: ['RUS', 'BLR'] }),
        report(2, 'imposed', { targets: ['BLR'] }),
      ],
      ['imposed', 'target:RUS'],
      ['target BLR'],
    ],
    [
      'has none by a further country in one report',
      [report(0, 'imposed'), report(1, 'imposed', { targets: ['RUS', 'BLR'] })],
      ['imposed', 'target:RUS'],
      [],
    ],
    [
      'has news when talks end in a document',
      [report(0, 'meeting'), report(1, 'signed')],
      ['meeting'],
      ['act signed'],
    ],
  ])('%s', (_what, reports, keys, expected) => {
    const known = keys.some((key) => key.startsWith('target:')) ? keys : [...keys, 'target:RUS'];
    const news = tellingOf(story(reports, told(...known)))?.news ?? [];
    expect(news.map(describeNews)).toEqual(expected);
  });

  test('tells each correction once', () => {
    const corrections = [correction('headline', '0', '1'), correction('withdrawn', '0', '2')];
    const reports = [report(0, 'imposed')];
    const facts = { corrections, ...told('imposed', 'target:RUS', 'correction:1') };
    expect(tellingOf(story(reports, facts))?.keys).toEqual(['correction:2']);
  });

  test('has no news once everything was told, whatever its reports say', () => {
    const direction = fc.constantFrom<Direction | null>(...SANCTION_DIRECTIONS, null);
    const made = fc.record({ direction, margin: fc.constantFrom(0, 1), both: fc.boolean() });
    fc.assert(
      fc.property(fc.array(made, { minLength: 1, maxLength: 8 }), (all) => {
        const reports = all.map((one, at) =>
          report(at, one.direction, {
            margin: one.margin,
            targets: one.both ? ['RUS', 'BLR'] : ['RUS'],
          }),
        );
        let keys: string[] = [];
        for (let n = 1; n <= reports.length; n += 1) {
          const now = story(reports.slice(0, n));
          const telling = tellingOf(n === 1 ? now : { ...now, ...told(...keys) });
          const fresh = telling?.keys ?? [];
          // Nothing is told twice, and to ask again at once finds nothing.
          expect(fresh.filter((key) => keys.includes(key))).toEqual([]);
          keys = [...keys, ...fresh];
          expect(tellingOf({ ...now, ...told(...keys) })).toBeNull();
        }
      }),
    );
  });
});

function describeNews(
  news: NonNullable<ReturnType<typeof tellingOf<Report>>>['news'][number],
): string {
  if (news.kind === 'correction') return `${news.kind} ${news.correction.id}`;
  return `${news.kind} ${news.kind === 'target' ? news.target : news.direction}`;
}
