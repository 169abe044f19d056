import { describe, expect, test } from '@jest/globals';
import { boardOf } from '../../../src/core/matters/board.ts';
import type { Measure } from '../../../src/core/matters/board.ts';
import { decidingSites, sitesOf } from '../../../src/core/matters/own-sites.ts';
import type { Matter, Word } from '../../../src/core/matters/recorded.ts';
import type { MatterReport } from '../../../src/core/matters/facts.ts';
import { openLedger } from './ledger.ts';
import { aReport, aStory, ENTITIES, hour } from './some-reports.ts';

const TRUST = { ownSites: new Map([['FIS', ['fis']]]), courtSites: ['cas'], trustOwnSites: true };
const DAY = 24;

function report(
  id: string,
  at: number,
  direction: MatterReport['direction'],
  parts: Partial<MatterReport> = {},
) {
  return aStory(`s${id}`, [
    aReport(id, {
      publishedAt: hour(at),
      direction,
      concepts: direction === 'eased' ? ['neutral'] : [],
      ...parts,
    }),
  ]);
}

/** What was recorded of some stories, with what operators say by the number of the entry. */
function told(
  stories: Parameters<ReturnType<typeof openLedger>['record']>[0],
  words: Readonly<Record<string, Word['word']>> = {},
): Matter[] {
  const ledger = openLedger();
  ledger.record(stories, hour(0));
  return ledger.matters().map((matter) => ({
    ...matter,
    changes: matter.changes.map((change) => {
      const word = words[change.id];
      return word === undefined
        ? change
        : { ...change, word: { word, by: 'anna', note: null, at: hour(0) } };
    }),
  }));
}

const cell = (matters: readonly Matter[]): Partial<Measure> | undefined =>
  boardOf(matters, TRUST)[0];
const BANNED_THEN_EASED = [report('1', 0, 'imposed'), report('2', 9 * DAY, 'eased')];

describe('a cell', () => {
  test('rests on the change that made it so, and is confirmed by what says it again', () => {
    const [measure] = boardOf(
      told([
        report('1', 0, 'imposed'),
        report('2', 9 * DAY, 'extended'),
        report('3', 12 * DAY, 'proposed'),
      ]),
      TRUST,
    );
    expect(measure).toMatchObject({
      status: 'banned',
      since: hour(0),
      lastConfirmed: hour(9 * DAY),
      entry: '1',
      pending: [{ kind: 'proposed', at: hour(12 * DAY) }],
    });
    expect(measure?.sources.map(({ itemId }) => itemId)).toEqual(['1', '2']);
  });

  test('is a proposal until an operator confirms it, beside what is certain', () => {
    expect(cell(told(BANNED_THEN_EASED))).toMatchObject({
      status: 'neutral',
      standing: 'proposed',
      certain: null,
    });
    expect(cell(told(BANNED_THEN_EASED, { 1: 'confirmed' }))).toMatchObject({
      status: 'neutral',
      standing: 'proposed',
      certain: { status: 'banned', entry: '1' },
    });
    expect(cell(told(BANNED_THEN_EASED, { 2: 'confirmed' }))).toMatchObject({
      standing: 'confirmed',
      certain: null,
    });
  });

  test('goes back to what was before when an operator rejects its change', () => {
    expect(cell(told(BANNED_THEN_EASED, { 2: 'rejected' }))).toMatchObject({
      status: 'banned',
      entry: '1',
    });
  });

  test('is certain by the body’s own site, unless that has withdrawn it', () => {
    const own = { sourceId: 'fis', isPrimary: true };
    expect(cell(told([report('1', 0, 'imposed', own)]))).toMatchObject({ standing: 'confirmed' });
    expect(
      boardOf(told([report('1', 0, 'imposed', { ...own, withdrawnAt: hour(9) })]), TRUST),
    ).toEqual([]);
    expect(cell(told([report('1', 0, 'imposed', { ...own, sourceId: 'isu' })]))).toMatchObject({
      standing: 'proposed',
    });
  });
});

describe('a dispute', () => {
  const DISPUTED = [
    report('9', -90 * DAY, 'extended'),
    report('1', 0, 'lifted'),
    report('2', 5, 'extended'),
  ];
  const disputed = (words: Readonly<Record<string, Word['word']>>): string => {
    const [measure] = boardOf(told(DISPUTED, words), TRUST);
    return `${measure?.status}, ${measure?.conflicts.length} open`;
  };

  test('leaves what was before, with both sides to see', () => {
    const [measure] = boardOf(told(DISPUTED), TRUST);
    expect(measure).toMatchObject({
      status: 'banned',
      since: hour(-90 * DAY),
      lastConfirmed: hour(-90 * DAY),
    });
    expect(measure?.conflicts).toMatchObject([
      {
        sides: [
          { entry: '2', says: 'lifted' },
          { entry: '3', says: 'extended' },
        ],
      },
    ]);
  });

  test.each<readonly [string, Readonly<Record<string, Word['word']>>, string]>([
    ['its first side is confirmed', { 2: 'confirmed' }, 'none known, 0 open'],
    ['its second side is confirmed', { 3: 'confirmed' }, 'banned, 0 open'],
    ['its first side is rejected', { 2: 'rejected' }, 'banned, 0 open'],
    ['its second side is rejected', { 3: 'rejected' }, 'none known, 0 open'],
  ])('ends when %s', (_, words, expected) => {
    expect(disputed(words)).toBe(expected);
  });
});

describe('own sites', () => {
  const source = (
    id: string,
    name: string,
    role: 'federation' | 'court' | 'paper' = 'federation',
    country: string | null = null,
  ) => ({ id, name, role, country });
  const sites = sitesOf(
    [
      source('fis', 'Ski and Snowboard'),
      source('fie-letters', 'Fencing, letters'),
      source('world-athletics', 'World Athletics'),
      source('ski-ru', 'Федерация лыжных гонок России'),
      source('isu', 'A fan page', 'paper'),
      source('fisher', 'Fisher'),
      source('ministry', 'A ministry', 'federation', 'BLR'),
      source('cas', 'The court', 'court'),
    ],
    ENTITIES,
  );

  test.each([
    ['FIS', ['fis']],
    ['FIE', ['fie-letters']],
    ['WA', ['world-athletics']],
    ['FLGR', ['ski-ru']],
    ['RUS', ['ski-ru']],
    ['BLR', ['ministry']],
    ['ISU', []],
  ])('of %s are known by their ids or names: %j', (body, ids) => {
    expect(sites.ownSites.get(body)).toEqual(ids);
  });

  test('decide in the matters of their body, courts in all measures, and parties in their agreements', () => {
    const key = { a: 'FIS', b: 'RUS', sport: 'skiing' };
    expect(decidingSites({ ...key, topic: 'sanction' }, sites)).toEqual(['fis', 'cas']);
    expect(decidingSites({ ...key, a: 'RUS', b: 'FIE', topic: 'agreement' }, sites)).toEqual([
      'ski-ru',
      'fie-letters',
    ]);
  });
});
