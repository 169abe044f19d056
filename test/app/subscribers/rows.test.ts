import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvLine, readCsv } from '../../../src/app/subscribers/csv.ts';
import { readTable, tableLines, TABLE_FORMATS } from '../../../src/app/subscribers/rows.ts';
import { LANGUAGES } from '../../../src/core/source.ts';
import { DEFAULT_PREFERENCES } from '../../../src/core/subscribers/preferences.ts';
import { isSame, termsOf, type SubscriberTerms } from '../../../src/core/subscribers/wish.ts';

/** What each line says: its address, or what is wrong. */
function outcome(text: string, format: 'csv' | 'jsonl' = 'csv'): (number | string)[][] {
  return readTable(text, format).map((row) => [
    row.line,
    'wish' in row ? row.wish.email : row.problems.join(' | '),
  ]);
}

describe('a table', () => {
  test.each([
    ['commas', 'email,zone\na@b.example,UTC\n'],
    ['semicolons', 'email;zone\na@b.example;UTC\n'],
    ['tabs and Windows line ends', 'email\tzone\r\na@b.example\tUTC\r\n'],
    ['a byte order mark and old line ends', '\uFEFFemail,zone\ra@b.example,UTC'],
    ['quotes and empty lines', '\n"email","zone"\n\n"a@b.example","UTC"\n\n'],
  ])('with %s is read', (_how, text) => {
    expect(readTable(text, 'csv')).toMatchObject([{ wish: { email: 'a@b.example', zone: 'UTC' } }]);
  });

  test('tells bad rows by their lines, and loses no good one', () => {
    const text = [
      'email,schedule,length,topics',
      'a@b.example,daily 08:00,5,sanction|agreement',
      'nobody,daily 08:00,5,',
      'c@d.example,hourly,many,nothing',
      'e@f.example,,,,,too many',
      '"g@h.example","weekdays',
      '08:00",,',
      'i@j.example',
    ].join('\n');
    expect(outcome(text)).toEqual([
      [2, 'a@b.example'],
      [3, expect.stringMatching(/^email: expected one mail address/u)],
      [4, expect.stringMatching(/schedule: .* \| .*/u)],
      [5, 'it has 6 cells, and 4 columns are named'],
      [6, 'g@h.example'],
      [8, 'i@j.example'],
    ]);
  });

  test('with a quote that never ends says where, and what is lost', () => {
    expect(outcome('email\na@b.example\n"c@d.example\ne@f.example\n')).toEqual([
      [2, 'a@b.example'],
      [3, expect.stringMatching(/never closed/u)],
    ]);
  });

  test.each([
    ['mail,zone\na@b.example,UTC', /no column `mail`, did you mean `email`\?/u],
    ['a@b.example,UTC', /must name the columns/u],
  ])('whose first line is %j is not read at all', (text, words) => {
    const [first, ...more] = outcome(text);
    expect(more).toEqual([]);
    expect(first?.[1]).toMatch(words);
  });

  test('that is empty holds nothing', () => {
    expect(outcome('')).toEqual([]);
    expect(outcome('\n', 'jsonl')).toEqual([]);
  });
});

test('lines of JSON are read one by one', () => {
  const text = '{"email":"a@b.example","zone":null}\n\n{"email":\n[1]\n{"email":"c@d.example"}';
  expect(outcome(text, 'jsonl')).toEqual([
    [1, 'a@b.example'],
    [3, expect.stringMatching(/^it is no JSON/u)],
    [4, expect.stringMatching(/./u)],
    [5, 'c@d.example'],
  ]);
});

const terms: fc.Arbitrary<SubscriberTerms> = fc.record({
  email: fc.stringMatching(/^[a-z]{1,8}@[a-z]{1,8}\.example$/u),
  schedule: fc.oneof(
    fc.constant({ kind: 'instant' as const }),
    fc.constant({ kind: 'weekdays' as const, time: '07:05' }),
    fc.record({
      kind: fc.constant('weekly' as const),
      weekday: fc.integer({ min: 1, max: 7 }),
      time: fc.constant('23:59'),
    }),
  ),
  zone: fc.constantFrom('UTC', 'Europe/Minsk', 'America/Argentina/Buenos_Aires'),
  preferences: fc.record({
    topics: fc.subarray(['sanction', 'agreement'] as const),
    polarity: fc.subarray(['tighter', 'looser', 'open'] as const),
    countries: fc.subarray(['RUS', 'BLR', 'VNM']),
    sports: fc.subarray(['figure-skating', 'judo']),
    federations: fc.subarray(['FIS', 'World Boxing', 'International Testing Agency']),
    languages: fc.subarray([...LANGUAGES]),
    minimumConfidence: fc.integer({ min: 0, max: 100 }).map((value) => value / 100),
    emptyDigests: fc.boolean(),
    length: fc.integer({ min: 1, max: 120 }),
    language: fc.constantFrom('en' as const, 'ru' as const, 'de' as const),
  }),
  pausedUntil: fc.constantFrom(null, new Date('2026-12-24T08:00:00Z')),
});

test.each(TABLE_FORMATS)('whatever is written as %s is read back as it was', (format) => {
  fc.assert(
    fc.property(fc.array(terms, { maxLength: 5 }), (subscribers) => {
      const rows = readTable(tableLines(subscribers, format).join('\n'), format);
      expect(rows).toHaveLength(subscribers.length);
      rows.forEach((row, index) => {
        const before = subscribers[index];
        if (!('wish' in row) || before === undefined) throw new Error(JSON.stringify(row));
        const usual = { ...before, preferences: DEFAULT_PREFERENCES, pausedUntil: null };
        expect(isSame(termsOf(row.wish, usual), before)).toBe(true);
      });
    }),
    { numRuns: 50 },
  );
});

test('whatever cells hold, a table of them is read back as it was', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', ' ', '\n', '\t', 'ß', "'", '=', '+', '-', '@'),
    maxLength: 6,
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
      const text = ['one,two', ...rows.map(csvLine)].join('\n');
      const read = readCsv(text)
        .rows.slice(1)
        .map(({ cells }) => cells);
      expect(read).toEqual(rows.filter((cells) => cells.some((one) => one !== '')));
    }),
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1"])(
  'the cell %j is a text to every spreadsheet',
  (cell) => {
    expect(csvLine(['a', cell])).toMatch(/^a,"?'/u);
  },
);

test('an address that reads like a formula comes back from an export as it was', () => {
  const email = '=HYPERLINK@b.example';
  const [line] = tableLines(
    [
      {
        email,
        schedule: { kind: 'instant' },
        zone: 'UTC',
        preferences: DEFAULT_PREFERENCES,
        pausedUntil: null,
      },
    ],
    'csv',
  ).slice(1);
  expect(line).toMatch(/^'=HYPERLINK@b\.example,/u);
  expect(outcome(`email\n${line?.split(',')[0] ?? ''}\n`)).toEqual([[2, email]]);
});
