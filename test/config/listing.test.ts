import { describe, expect, test } from '@jest/globals';
import { readSources } from '../../src/config/sources.ts';

const LIST = 'kind: html-list, select: { item: li, title: a, link: a }';

function read(keys: string) {
  return readSources('s.yaml', `- { id: a, url: "https://a.org/news", ${keys} }`, {
    maxAge: 1000,
  })[0];
}

test('a row says how its listing is read', () => {
  const keys = `${LIST}, pages: "?page={2-4}", paths: [/news/, "/*/athletics/$"], match: { date: "Posted on {date} |", title: "{title} - {*}" }, dateOrder: mdy`;
  expect(read(keys)).toMatchObject({
    kind: 'html-list',
    listing: {
      pages: [
        'https://a.org/news?page=2',
        'https://a.org/news?page=3',
        'https://a.org/news?page=4',
      ],
      paths: ['/news/', '/*/athletics/$'],
      match: { date: 'Posted on {date} |', title: '{title} - {*}' },
      dateOrder: 'mdy',
    },
  });
});

test('a row that says nothing of it has no listing', () => {
  expect(read(LIST)).not.toHaveProperty('listing');
  expect(read('kind: news-sitemap')).toMatchObject({ kind: 'news-sitemap', select: null });
});

test('what is not said has its default', () => {
  expect(read('kind: sitemap, paths: [/sport]')?.listing).toEqual({
    pages: [],
    paths: ['/sport'],
    match: {},
    dateOrder: 'dmy',
  });
});

test.each([
  [
    '[/news/2, "https://b.org/x?p={2-3}"]',
    ['https://a.org/news/2', 'https://b.org/x?p=2', 'https://b.org/x?p=3'],
  ],
  ['"page/{2-2}/"', ['https://a.org/page/2/']],
  ['archive', ['https://a.org/archive']],
])('the pages %s are addresses', (pages, addresses) => {
  expect(read(`${LIST}, pages: ${pages}`)?.listing?.pages).toEqual(addresses);
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['pages: "?page={2-9}"', 'pages: expected at most 4 further pages, these are 8'],
    ['pages: "http://["', 'pages: expected addresses, or how they end, such as `?page={2-4}`'],
    ['paths: [news]', 'paths.0: expected a path such as `/news/` or `/*/athletics/`'],
    ['match: { date: Posted }', 'match.date: expected a text with `{date}` in it once'],
    ['match: { date: "{date} {date}" }', 'match.date: expected a text with `{date}` in it once'],
    ['match: { date: "{date}{*}" }', 'match.date: expected some text between two places'],
    [
      'match: { date: "{date} {day}" }',
      'match.date: expected no other places than `{date}` and `{*}`',
    ],
    ['dateOrder: mmm', 'dateOrder: expected `dmy`, `mdy` or `ymd`, got "mmm"'],
  ])('%s', (keys, message) => {
    expect(() => read(`${LIST}, ${keys}`)).toThrow(message);
  });

  test.each([
    [
      'kind: sitemap, select: { item: a, title: b, link: c }',
      '`select` has a meaning only with `kind: html-list`',
    ],
    ['kind: sitemap, pages: x', '`pages` has a meaning only with `kind: html-list`'],
    [
      'paths: [/x]',
      '`paths` has a meaning only with `kind: html-list` or `news-sitemap` or `sitemap`',
    ],
    ['kind: feed, dateOrder: dmy', '`dateOrder` has a meaning only with `kind: html-list`'],
  ])('%s', (keys, message) => {
    expect(() => read(keys)).toThrow(message);
  });
});
