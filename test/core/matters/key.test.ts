import { describe, expect, test } from '@jest/globals';
import type { MatterReport } from '../../../src/core/matters/facts.ts';
import { keyText, matterKeysOf } from '../../../src/core/matters/key.ts';
import { aReport, aStory, DIRECTORY } from './some-reports.ts';

const keys = (...reports: Partial<MatterReport>[]): string[] =>
  matterKeysOf(
    aStory(
      's',
      reports.map((parts, at) => aReport(String(at + 1), parts)),
    ),
    DIRECTORY,
  ).map(keyText);

const AGREEMENT = { topic: 'agreement', direction: 'signed', authority: null } as const;

test.each<readonly [string, Partial<MatterReport>, readonly string[]]>([
  ['the body, the country and the sport', {}, ['sanction|FIS|RUS|skiing']],
  [
    'a matter for each country that it is aimed at',
    { targets: ['RUS', 'BLR'] },
    ['sanction|FIS|RUS|skiing', 'sanction|FIS|BLR|skiing'],
  ],
  ['the body’s own sport where none is named', { sport: null }, ['sanction|FIS|RUS|skiing']],
  ['a branch of its sport', { sport: 'ski-jumping' }, ['sanction|FIS|RUS|ski-jumping']],
  [
    'a sport beside its own',
    { authority: 'ISU', sport: 'speed-skating' },
    ['sanction|ISU|RUS|speed-skating'],
  ],
  ['not a sport of another body', { sport: 'football' }, ['sanction|FIS|RUS|skiing']],
  [
    'a sport that a continental body shares',
    { authority: 'UEFA', sport: 'futsal' },
    ['sanction|UEFA|RUS|futsal'],
  ],
  ['any sport of a body for all', { authority: 'IOC', sport: 'judo' }, ['sanction|IOC|RUS|judo']],
  ['all sports of a body for all', { authority: 'IOC', sport: null }, ['sanction|IOC|RUS|multi']],
  [
    'the body whose measure a court rules on',
    { authority: 'CAS', named: ['CAS', 'FLGR', 'IJF', 'FIS'], sport: 'judo' },
    ['sanction|IJF|RUS|judo'],
  ],
  [
    'of a court that names no body, the one that decides in the sport',
    { authority: 'CAS', named: ['CAS'], sport: 'skiing' },
    ['sanction|FIS|RUS|skiing'],
  ],
  [
    'no matter of a body whose guests a state keeps out',
    { titleConcepts: ['visa-refusal'], concepts: ['visa-refusal'] },
    [],
  ],
  ['no matter where nobody decides', { authority: null, named: ['FIS'] }, []],
])('a measure is of %s', (_, parts, expected) => {
  expect(keys(parts)).toEqual(expected);
});

test.each<readonly [string, Partial<MatterReport>, readonly string[]]>([
  ['two countries', { countries: ['CHN'], sport: null }, ['agreement|RUS|CHN|multi']],
  [
    'the target countries with one another',
    { targets: ['RUS', 'BLR'] },
    ['agreement|RUS|BLR|skiing'],
  ],
  ['a country and a body', { authority: 'OCA', sport: null }, ['agreement|RUS|OCA|multi']],
  [
    'two countries, whatever is said of Ukraine',
    { countries: ['UKR', 'SRB'] },
    ['agreement|RUS|SRB|skiing'],
  ],
  ['nobody, where games of many are told of', { countries: ['CHN', 'IND', 'BRA', 'ZAF'] }, []],
])('an agreement is of %s', (_, parts, expected) => {
  expect(keys({ ...AGREEMENT, named: ['RUS'], ...parts })).toEqual(expected);
});

describe('of several reports', () => {
  test('most decide, so that one that was read wrongly opens no matter', () => {
    expect(keys({}, {}, { authority: 'IOC', targets: ['BLR'], sport: null })).toEqual([
      'sanction|FIS|RUS|skiing',
    ]);
  });

  test('a country counts that half of them name', () => {
    expect(keys({}, { targets: ['RUS', 'BLR'] })).toHaveLength(2);
    expect(keys({}, {}, { targets: ['RUS', 'BLR'] })).toHaveLength(1);
  });

  test('the label of most decides what kind of matter it is', () => {
    expect(keys({ ...AGREEMENT, countries: ['CHN'] }, {}, {})).toEqual(['sanction|FIS|RUS|skiing']);
  });
});
