import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError } from '../../src/config/error.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readSubscriberRow, readSubscribers } from '../../src/config/subscribers.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const WHOLE = `
subscribers:
  - email: anna@example.org
    schedule: weekly mon 07:30
    zone: Europe/Berlin
    language: de
    topics: [sanction]
    polarity: [tighter, open]
    countries: [rus]
    sports: [skiing]
    federations: [FIS]
    languages: [en, ru]
    minimumConfidence: 0.7
    emptyDigests: true
    length: 20
    pauseUntil: 2026-12-01
    note: asked by phone
  - email: desk@example.org
`;

describe('a list', () => {
  test('says all that a subscriber can want', () => {
    expect(readSubscribers('subscribers.yaml', WHOLE)).toEqual([
      {
        email: 'anna@example.org',
        schedule: { kind: 'weekly', weekday: 1, time: '07:30' },
        zone: 'Europe/Berlin',
        preferences: {
          language: 'de',
          topics: ['sanction'],
          polarity: ['tighter', 'open'],
          countries: ['RUS'],
          sports: ['skiing'],
          federations: ['FIS'],
          languages: ['en', 'ru'],
          minimumConfidence: 0.7,
          emptyDigests: true,
          length: 20,
        },
        pausedUntil: new Date('2026-12-01T00:00:00Z'),
      },
      { email: 'desk@example.org', preferences: {} },
    ]);
  });

  test('may be empty, and then names nobody', () => {
    expect(readSubscribers('subscribers.yaml', 'subscribers: []')).toEqual([]);
  });

  test.each([
    ['email: nobody', /one mail address/u],
    ['email: "a@b.example, c@d.example"', /one mail address/u],
    ['{ email: a@b.example, schedule: hourly }', /"hourly" is no schedule/u],
    ['{ email: a@b.example, zone: Europe/Berln }', /did you mean `Europe\/Berlin`/u],
    ['{ email: a@b.example, countries: [XXX] }', /ISO 3166/u],
    ['{ email: a@b.example, topics: [sanctions] }', /sanction/u],
    ['{ email: a@b.example, minimumConfidence: 70 }', /1/u],
    ['{ email: a@b.example, length: 0 }', /1/u],
    ['{ email: a@b.example, pauseUntil: tomorrow }', /a date as YYYY-MM-DD/u],
    ['{ email: a@b.example, sport: [judo] }', /did you mean `sports`|sports/u],
  ])('with %s is refused, and told where and why', (row, words) => {
    try {
      readSubscribers('subscribers.yaml', `subscribers:\n  - ${row}\n`);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      expect(error.message).toMatch(/^subscribers\.yaml:2:\d+/u);
      expect(error.message).toMatch(words);
      return;
    }
    throw new Error('it was not refused');
  });

  test('that names an address twice is refused', () => {
    const text = 'subscribers:\n  - email: a@b.example\n  - email: A@B.example\n';
    expect(() => readSubscribers('s.yaml', text)).toThrow(/s\.yaml:3:12 .*has this address too/u);
  });
});

test('one row by itself is read, or every mistake in it told', () => {
  expect(readSubscriberRow({ email: 'a@b.example' })).toEqual({
    wish: { email: 'a@b.example', preferences: {} },
  });
  expect(readSubscriberRow({ email: 'x', length: 'y' })).toMatchObject({
    problems: [expect.stringMatching(/^email: /u), expect.stringMatching(/^length: /u)],
  });
  expect(readSubscriberRow('a@b.example')).toHaveProperty('problems');
});

describe('the configuration folder', () => {
  let config: SmallConfig;
  beforeEach(async () => {
    config = await smallConfig();
  });
  afterEach(() => config.remove());

  test('without the file says nothing of anybody', async () => {
    expect((await loadConfig(config.folder)).subscribers).toBeNull();
  });

  test('with the file names them, and judges no otherwise', async () => {
    const { revision } = await loadConfig(config.folder);
    await config.write('subscribers.yaml', WHOLE);
    const loaded = await loadConfig(config.folder);
    expect(loaded.subscribers).toHaveLength(2);
    expect(loaded.revision).toBe(revision);
  });

  test.each([
    ['sports: [skiign]', /no `skiign`, did you mean `skiing`/u],
    ['federations: [FISS]', /no `FISS`, did you mean `FIS`/u],
  ])('refuses %s: nothing would ever be told', async (row, words) => {
    await config.write('subscribers.yaml', `subscribers:\n  - { email: a@b.example, ${row} }\n`);
    await expect(loadConfig(config.folder)).rejects.toThrow(words);
  });
});
