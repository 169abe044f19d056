import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COUNTRY_CODES } from '../../../src/core/countries.ts';
import { isZone, nextDigestAt } from '../../../src/core/digest/schedule.ts';
import {
  POLARITIES,
  readAddress,
  readTerms,
  SCHEDULE_KINDS,
  TOPICS,
  type FormTerms,
} from '../../../src/core/sign-up/form.ts';
import { LANGUAGES } from '../../../src/core/source.ts';
import { MAIL_LANGUAGES, type Schedule } from '../../../src/core/subscriber.ts';

const CHOICES = { sports: ['judo', 'skiing', 'chess'], federations: ['FIS', 'World Archery'] };
const NOW = new Date('2026-03-04T12:00:00Z');

/** The fields of a form that a browser sends for these terms. */
function fieldsOf({ schedule, zone, preferences }: FormTerms): Map<string, string[]> {
  const { minimumConfidence, emptyDigests, length, language, ...lists } = preferences;
  return new Map<string, string[]>([
    ['when', [schedule.kind]],
    ['time', ['time' in schedule ? schedule.time : '08:00']],
    ['weekday', [String('weekday' in schedule ? schedule.weekday : 1)]],
    ['zone', [zone]],
    ['minimumConfidence', [String(minimumConfidence)]],
    ['length', [String(length)]],
    ['language', [language]],
    ...(emptyDigests ? [['emptyDigests', ['yes']] as [string, string[]]] : []),
    ...Object.entries(lists)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]): [string, string[]] => [name, [...values]]),
  ]);
}

const USUAL = fieldsOf({
  schedule: { kind: 'daily', time: '08:00' },
  zone: 'Europe/Vienna',
  preferences: {
    topics: [],
    polarity: [],
    countries: [],
    sports: [],
    federations: [],
    languages: [],
    minimumConfidence: 0,
    emptyDigests: false,
    length: 50,
    language: 'en',
  },
});

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant({ kind: 'instant' } as const),
  fc.record({ kind: fc.constantFrom('daily' as const, 'weekdays' as const), time }),
  fc.record({
    kind: fc.constant('weekly' as const),
    weekday: fc.integer({ min: 1, max: 7 }),
    time,
  }),
);
/** Some of them, but not all, which says the same as none. */
const someOf = <Value>(all: readonly Value[]): fc.Arbitrary<Value[]> =>
  fc.subarray([...all], { maxLength: all.length - 1 });
const terms: fc.Arbitrary<FormTerms> = fc.record({
  schedule,
  zone: fc.constantFrom('UTC', 'Europe/Vienna', 'America/Nuuk', 'Asia/Kathmandu'),
  preferences: fc.record({
    topics: someOf(TOPICS),
    polarity: someOf(POLARITIES),
    countries: fc.subarray([...COUNTRY_CODES]),
    sports: someOf(CHOICES.sports),
    federations: someOf(CHOICES.federations),
    languages: someOf(LANGUAGES),
    minimumConfidence: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    emptyDigests: fc.boolean(),
    length: fc.integer({ min: 1, max: 120 }),
    language: fc.constantFrom(...MAIL_LANGUAGES),
  }),
});

describe('a form', () => {
  test('that a browser fills in comes back as it was filled in', () => {
    fc.assert(
      fc.property(terms, (wanted) => {
        expect(readTerms(fieldsOf(wanted), CHOICES)).toEqual({ terms: wanted, problems: [] });
      }),
    );
  });

  test('that holds anything at all is read without failing, and gives terms that can be used', () => {
    const known = [...USUAL.keys(), 'topics', 'polarity', 'countries', 'sports', 'federations'];
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'yes',
        'weekly',
        '08:00',
        '25:00',
        '7',
        '8',
        'NOR',
        'judo',
        'ru',
        '0.5',
        '1e9',
      ),
      fc.constantFrom('\u0000', '\r\nBcc: x@y.z', '../..', 'Etc/Nowhere', '+01:00', '__proto__'),
    );
    const fields = fc
      .array(fc.tuple(fc.oneof(fc.constantFrom(...known), fc.string()), fc.array(value)))
      .map((entries) => new Map(entries));
    fc.assert(
      fc.property(fields, (given) => {
        const { terms: read, problems } = readTerms(new Map([...USUAL, ...given]), CHOICES);
        const { preferences, zone } = read;
        expect(zone === '' || isZone(zone)).toBe(true);
        expect(zone !== '' || problems.some(({ field }) => field === 'zone')).toBe(true);
        nextDigestAt(read.schedule, zone === '' ? 'UTC' : zone, NOW);
        for (const sport of preferences.sports) expect(CHOICES.sports).toContain(sport);
        for (const body of preferences.federations) expect(CHOICES.federations).toContain(body);
        for (const country of preferences.countries) expect(COUNTRY_CODES).toContain(country);
        expect(preferences.minimumConfidence).toBeLessThanOrEqual(1);
        expect(Number.isInteger(preferences.length)).toBe(true);
        expect(new Set(problems.map(({ field }) => field)).size).toBe(problems.length);
      }),
    );
  });

  test.each(['when', 'time', 'weekday', 'zone', 'minimumConfidence', 'length', 'language'])(
    'with two values of %s is not understood: nobody knows which was meant',
    (field) => {
      const value = USUAL.get(field)?.[0] ?? '';
      const { problems } = readTerms(new Map([...USUAL, [field, [value, value]]]), CHOICES);
      expect(problems.map((one) => one.field)).toEqual([field]);
    },
  );

  test.each([
    ['when', 'hourly'],
    ['when', ''],
    ['time', '8'],
    ['time', '24:00'],
    ['weekday', '0'],
    ['zone', ''],
    ['zone', 'Europe/Nowhere'],
    ['zone', '+02:00'],
    ['zone', 'europe/vienna\u0000'],
    ['minimumConfidence', '1.5'],
    ['minimumConfidence', 'NaN'],
    ['length', '0'],
    ['length', '121'],
    ['language', 'fr'],
    ['sports', 'quidditch'],
    ['federations', 'fis'],
    ['countries', 'XXX'],
    ['topics', 'none'],
    ['languages', 'it'],
    ['zone', 'x'.repeat(1_000)],
  ])('with %s "%s" says so at that field', (field, value) => {
    const { problems } = readTerms(new Map([...USUAL, [field, [value]]]), CHOICES);
    expect(problems.map((one) => one.field)).toEqual([field]);
  });

  test('in which everything of a group is ticked wants everything, also what joins it later', () => {
    const all = new Map([
      ...USUAL,
      ['topics', [...TOPICS]] as const,
      ['sports', CHOICES.sports] as const,
      ['languages', [...LANGUAGES]] as const,
    ]);
    const { preferences } = readTerms(all, CHOICES).terms;
    expect([preferences.topics, preferences.sports, preferences.languages]).toEqual([[], [], []]);
  });

  test('offers every kind of schedule there is', () => {
    for (const kind of SCHEDULE_KINDS) {
      const { terms: read, problems } = readTerms(new Map([...USUAL, ['when', [kind]]]), CHOICES);
      expect([read.schedule.kind, problems]).toEqual([kind, []]);
    }
  });
});

describe('an address', () => {
  const read = (...values: string[]) => readAddress(new Map([['email', values]]));

  test.each([
    'anna@example.org',
    '  anna.b+news@mail.example.org ',
    'анна@пример.рф',
    "o'neil@example.museum",
  ])('%s is taken', (typed) => {
    expect(read(typed)).toMatchObject({ email: typed.trim(), problems: [] });
  });

  test.each([
    '',
    'anna',
    'anna@localhost',
    'anna@example..org',
    'anna..b@example.org',
    '.anna@example.org',
    'anna@example.org, berta@example.org',
    'anna@example.org\r\nBcc: berta@example.org',
    'anna@example.org\u0000',
    'Anna <anna@example.org>',
    '"anna"@example.org',
    'anna@exa\u200Bmple.org',
    `${'a'.repeat(65)}@example.org`,
    `anna@${'a.'.repeat(125)}example.org`,
  ])('%j is not', (typed) => {
    expect(read(typed).email).toBeNull();
    expect(read(typed).problems).toHaveLength(1);
  });

  test('that is given twice is none', () => {
    expect(read('anna@example.org', 'berta@example.org').email).toBeNull();
  });

  test('that is taken can stand in a header whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, more) => {
        const { email } = read(`${name}@example.org${more}`);
        expect(email === null || /^[^\s<>,;:"()[\]\\\p{C}]+$/u.test(email)).toBe(true);
      }),
    );
  });
});
