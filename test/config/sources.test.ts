import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { ConfigError } from '../../src/config/error.ts';
import { rowAt } from '../../src/app/sources/same-feed.ts';
import { LANGUAGES } from '../../src/core/source.ts';
import { readSourceRows, readSources } from '../../src/config/sources.ts';

const read = (text: string) => readSources('s.yaml', text, { maxAge: 1000 });

test('a row needs no more than an id and an address', () => {
  expect(read('sources:\n  - id: a\n    url: https://www.example.org/feed')).toEqual([
    {
      id: 'a',
      name: 'example.org',
      url: 'https://www.example.org/feed',
      kind: 'feed',
      language: null,
      timezone: 'UTC',
      country: null,
      role: 'paper',
      sport: false,
      domestic: null,
      priority: 2,
      unverified: false,
      maxAge: 1000,
      select: null,
    },
  ]);
});

test('a row may say everything', () => {
  const text = `
sources:
  - id: world-archery
    url: http://127.0.0.1:8080/news
    name: World Archery
    kind: html-list
    language: en
    timezone: Europe/Zurich
    country: CHE
    role: court
    sport: true
    domestic: BLR
    priority: 1
    maxAge: 48h
    select: { item: article, title: '', link: a@href, date: time, summary: p }
    unverified: true
    enabled: true
    note: anything
`;
  expect(read(text)).toEqual([
    {
      id: 'world-archery',
      name: 'World Archery',
      url: 'http://127.0.0.1:8080/news',
      kind: 'html-list',
      language: 'en',
      timezone: 'Europe/Zurich',
      country: 'CHE',
      role: 'court',
      sport: true,
      domestic: 'BLR',
      priority: 1,
      unverified: true,
      maxAge: 172_800_000,
      select: { item: 'article', title: '', link: 'a@href', date: 'time', summary: 'p' },
    },
  ]);
});

test('any age is news where a row says `maxAge: none`, or the service does', () => {
  const row = '- { id: a, url: https://a.org }';
  expect(read('- { id: a, url: https://a.org, maxAge: none }')[0]?.maxAge).toBeNull();
  expect(readSources('s', row, { maxAge: null })[0]?.maxAge).toBeNull();
  expect(read(row)[0]?.maxAge).toBe(1000);
});

test('a federation is all about sport unless its row denies it', () => {
  const text = `
- { id: a, url: https://a.org, role: federation }
- { id: b, url: https://b.org, role: federation, sport: false }
- { id: c, url: https://c.org, role: court }
`;
  expect(read(text).map(({ sport }) => sport)).toEqual([true, false, false]);
});

test('a list without the key `sources` is read as well', () => {
  expect(read('- { id: a, url: https://a.org }\n- { id: b, url: https://b.org }')).toHaveLength(2);
});

test('no source at all is allowed', () => {
  expect(read('sources: []')).toEqual([]);
});

test('a source that is switched off is checked but not read', () => {
  expect(read('- { id: a, url: https://a.org, enabled: false }')).toEqual([]);
  expect(() => read('- { id: a, url: nowhere, enabled: false }')).toThrow(ConfigError);
});

test('a row that is switched off keeps its place and its reason', () => {
  const text = `
- { id: a, url: https://a.org, enabled: false, reason: asked to }
- { id: b, url: https://b.org }
`;
  const rows = readSourceRows('s.yaml', text, { maxAge: null });
  expect(rows).toMatchObject([
    { source: { id: 'a' }, enabled: false, reason: 'asked to' },
    { source: { id: 'b' }, enabled: true, reason: null },
  ]);
});

test('the zone names that Ukraine had and has are both understood', () => {
  const zones = ['Europe/Kyiv', 'Europe/Kiev', 'UTC', 'America/New_York'];
  for (const zone of zones) {
    expect(read(`- { id: a, url: https://a.org, timezone: ${zone} }`)[0]?.timezone).toBe(zone);
  }
});

describe('what is wrong is told with its place', () => {
  test.each<[string, string, string[]]>([
    ['no list', 'sources: 3', ['1:10 sources: expected a list, got a number']],
    [
      'another key',
      'source: []',
      ['1:1 sources: this key is missing', '1:1 source: unknown key, did you mean `sources`?'],
    ],
    ['an empty file', '', ['1:1: the file is empty']],
    [
      'a list of addresses',
      '- https://a.org',
      ['1:3 0: expected a map of keys and values, got text'],
    ],
    [
      'an id with spaces',
      '- { id: World Archery, url: https://a.org }',
      ['1:9 0.id: expected small letters, digits and hyphens, such as `world-archery`'],
    ],
    [
      'a mistyped zone',
      '- { id: a, url: https://a.org, timezone: Europe/Kyev }',
      ['1:42 0.timezone: "Europe/Kyev" is no time zone, did you mean `Europe/Kiev`?'],
    ],
    [
      'no zone',
      '- { id: a, url: https://a.org, timezone: MSK+nonsense }',
      ['1:42 0.timezone: "MSK+nonsense" is no time zone, expected one such as `Europe/Kyiv`'],
    ],
    [
      'an unknown language',
      '- { id: a, url: https://a.org, language: ua }',
      ['1:42 0.language: "ua" is unknown, did you mean `uk`?'],
    ],
    [
      'a country in small letters',
      '- { id: a, url: https://a.org, country: nor }',
      ['1:41 0.country: expected an ISO 3166 code of three capitals, such as `NOR`'],
    ],
    [
      'an id given twice',
      '- { id: a, url: https://a.org }\n- { id: a, url: https://b.org }',
      ['2:9 1.id: an earlier source has the id `a` too'],
    ],
    [
      'an address given twice in two spellings',
      '- { id: a, url: https://a.org/x }\n- { id: b, url: "HTTPS://A.org:443/x#top", enabled: false }',
      ['2:17 1.url: the source `a` has this address too'],
    ],
    [
      'a listing page without selectors',
      'sources:\n  - id: a\n    url: https://a.org\n    kind: html-list',
      [
        '4:11 sources.0.kind: `html-list` needs `select` with the selectors `item`, `title` and `link`',
      ],
    ],
    [
      'selectors without a listing page',
      'sources:\n  - id: a\n    url: https://a.org\n    select: { item: a, title: b, link: c }',
      ['4:5 sources.0.select: `select` has a meaning only with `kind: html-list`'],
    ],
    [
      'everything at once, in the order of the file',
      'sources:\n  - id: a\n    url: a.org\n  - id: a\n    kind: html-list\n    rol: paper\n',
      [
        '3:10 sources.0.url: expected an http or https address, got "a.org"',
        '4:5 sources.1.url: this key is missing',
        '4:9 sources.1.id: an earlier source has the id `a` too',
        '5:11 sources.1.kind: `html-list` needs `select` with the selectors `item`, `title` and `link`',
        '6:5 sources.1.rol: unknown key, did you mean `role`?',
      ],
    ],
  ])('%s', (_case, text, expected) => {
    const message = expected.map((line) => `s.yaml:${line}`).join('\n');
    expect(() => read(text)).toThrow(new Error(message));
  });
});

describe('the shipped list', () => {
  const text = readFileSync(new URL('../../config/sources.yaml', import.meta.url), 'utf8');

  test('reads without a problem and speaks of the world', () => {
    const sources = read(text);
    expect(sources.length).toBeGreaterThanOrEqual(100);
    expect(new Set(sources.map(({ role }) => role)).size).toBeGreaterThanOrEqual(4);
    const languages = new Set(sources.map(({ language }) => language));
    expect(languages).toEqual(new Set([...LANGUAGES, null]));
  });

  test('marks every listing page whose selectors nobody has tried', () => {
    const pages = read(text).filter(({ kind }) => kind === 'html-list');
    expect(pages.length).toBeGreaterThan(30);
    expect(pages.filter(({ unverified }) => !unverified)).toEqual([]);
  });

  test('says of every paper where it is published, and of what happens there by which clock', () => {
    const rows = readSourceRows('s.yaml', text, { maxAge: null });
    const papers = rows.filter(({ source: { role } }) => role === 'paper' || role === 'agency');
    expect(papers.filter(({ source: { country } }) => country === null)).toEqual([]);
    const homes = papers.filter(({ source: { domestic } }) => domestic !== null);
    expect(homes.length).toBeGreaterThan(15);
    const zones = new Set(['Europe/Moscow', 'Europe/Minsk', 'Europe/Warsaw']);
    expect(homes.filter(({ source: { timezone } }) => !zones.has(timezone))).toEqual([]);
  });

  test('says why a row is switched off', () => {
    const off = readSourceRows('s.yaml', text, { maxAge: null }).filter((row) => !row.enabled);
    expect(off.length).toBeGreaterThan(0);
    expect(off.filter(({ reason }) => reason === null)).toEqual([]);
  });

  test('reads no feed twice', () => {
    const rows = readSourceRows('s.yaml', text, { maxAge: null });
    for (const [at, { source }] of rows.entries()) {
      expect([source.id, rowAt(rows.slice(0, at), [source.url])?.source.id]).toEqual([
        source.id,
        undefined,
      ]);
    }
  });
});
