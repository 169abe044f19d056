import { describe, expect, test } from '@jest/globals';

import { readHtmlList } from '../../../src/sources/kinds/html-list.ts';

const AT = { base: 'https://example.org/news/', zone: 'Europe/Moscow' };
const PAGE = `<title> News </title>
  <article data-url="/one"><h2>One &amp; <i>only</i></h2><a href="1">more</a><span>20.08.2026 07:00</span><p>Text</p><img alt="Alt"></article>
  <article data-url="/two"><h2></h2><a href="2">more</a><time datetime="2026-08-20T04:00:00Z">today</time></article>
  <article><h2></h2></article>`;
const SELECT = { item: 'article', title: 'h2', link: 'a', date: 'span, time', summary: 'p' };

test('a page is cut into entries; those with neither title nor link are named', () => {
  const published = new Date('2026-08-20T04:00:00Z');
  expect(readHtmlList(PAGE, SELECT, AT)).toEqual({
    format: 'html-list',
    title: 'News',
    entries: [
      {
        guid: null,
        title: 'One & only',
        summary: 'Text',
        link: 'https://example.org/news/1',
        published,
      },
      { guid: null, title: '', summary: '', link: 'https://example.org/news/2', published },
    ],
    problems: ['item 3 has neither a title nor a link'],
  });
});

test('a selector may end in the attribute to read, of an element or of the item itself', () => {
  const select = { item: 'article', title: 'img@alt', link: '@data-url' };
  expect(readHtmlList(PAGE, select, AT).entries).toMatchObject([
    { title: 'Alt', link: 'https://example.org/one' },
    { title: '', link: 'https://example.org/two' },
  ]);
});

test('the item may itself be the link', () => {
  const select = { item: 'article a', title: '', link: '' };
  expect(readHtmlList(PAGE, select, AT).entries).toMatchObject([
    { title: 'more', link: 'https://example.org/news/1' },
    { title: 'more', link: 'https://example.org/news/2' },
  ]);
});

test('the base of the page is honoured', () => {
  const page = `<base href="https://cdn.example.org/x/">${PAGE}`;
  expect(readHtmlList(page, SELECT, AT).entries[0]?.link).toBe('https://cdn.example.org/x/1');
});

test('selectors that find nothing, or cannot be read, are problems', () => {
  expect(readHtmlList(PAGE, { ...SELECT, item: '.gone' }, AT)).toMatchObject({
    entries: [],
    problems: ['the selector ".gone" yields no item'],
  });
  expect(readHtmlList(PAGE, { ...SELECT, item: 'a[' }, AT)).toMatchObject({
    entries: [],
    problems: [expect.stringContaining('cannot be cut into items')],
  });
});

test('a date that cannot be read is a problem of its item only', () => {
  const { entries, problems } = readHtmlList(
    '<li><a href="/x">T</a><b>soon</b>',
    { item: 'li', title: 'a', link: 'a', date: 'b' },
    AT,
  );
  expect(entries).toMatchObject([{ title: 'T', published: null }]);
  expect(problems).toEqual(['item 1 has a date that cannot be read: "soon"']);
});

describe('a listing', () => {
  const LISTING = { pages: [], paths: [], match: {}, dateOrder: 'dmy' } as const;
  const ROW = `<li><a href="javascript:open('/news/1')">The union has voted - Athletics</a><b>Posted on 05/06/2026 | by A. Author</b></li>`;
  const PICKS = { item: 'li', title: 'a', link: 'a', date: 'b' };
  const read = (html: string, changes: object, now: Date | null = null) =>
    readHtmlList(html, PICKS, { ...AT, zone: 'UTC', now, listing: { ...LISTING, ...changes } });

  test('takes the part of a text that it says', () => {
    const match = { title: '{title} - ', link: "open('{link}')", date: 'Posted on {date} |' };
    expect(read(ROW, { match })).toMatchObject({
      entries: [
        {
          title: 'The union has voted',
          link: 'https://example.org/news/1',
          published: new Date('2026-06-05'),
        },
      ],
      problems: [],
    });
  });

  test('takes the whole of a text that does not fit', () => {
    const match = { title: 'News: {title}', date: 'Published {date}' };
    expect(read(ROW, { match })).toMatchObject({
      entries: [{ title: 'The union has voted - Athletics' }],
    });
  });

  test('knows the order in which its dates are written', () => {
    const match = { date: 'Posted on {date} |' };
    expect(read(ROW, { match, dateOrder: 'mdy' }).entries).toMatchObject([
      { published: new Date('2026-05-06') },
    ]);
  });

  test('tells near dates from when it was read', () => {
    const row = '<li><a href="/1">One</a><b>вчера, 10:00</b></li>';
    expect(read(row, {}, new Date('2026-08-20T12:00:00Z'))).toMatchObject({
      entries: [{ published: new Date('2026-08-19T10:00:00Z') }],
      problems: [],
    });
    expect(read(row, {}).problems).toEqual([
      'item 1 has a date that cannot be read: "вчера, 10:00"',
    ]);
  });
});

test.each([
  ['nested without end', '<div>'.repeat(100_000)],
  [
    'of elements that are never closed',
    Array.from({ length: 50_000 }, (_each, n) => `<p><b id=${n}></p>`).join(''),
  ],
  ['of a million tags', '<i>x</i>'.repeat(500_000)],
  ['of many crowded elements', `<ol>${'<i>x</i>'.repeat(2500)}</ol>`.repeat(100)],
  [
    'with too many attributes',
    `<a ${Array.from({ length: 100_000 }, (_each, n) => `a${n}`).join(' ')}>`,
  ],
])('a page %s costs neither time nor the items before', (_name, rest) => {
  expect(readHtmlList(PAGE + rest, SELECT, AT).entries).toHaveLength(2);
});

test('items within items are taken while it lasts', () => {
  const page = `<div>`.repeat(250) + `<i>${'<p>x</p>'.repeat(2900)}</i>`.repeat(60);
  const { problems } = readHtmlList(page, { ...SELECT, item: 'div' }, AT);
  expect(problems).toContain('items lie within items: the rest was left off');
});

test('a page that is cut says so', () => {
  const { problems } = readHtmlList(PAGE + '<div>'.repeat(1000), SELECT, AT);
  expect(problems).toContain('the page is too deep or too large: its end was left off');
});

test('a picture that leads where a headline leads is no item of its own', () => {
  const card = '<a href="/n/1"><img></a><a href="/n/1">Headline</a><a href="/n/2"><img></a>';
  const select = { item: 'a', title: '', link: '' };
  const { entries } = readHtmlList(card, select, { base: 'https://example.org/', zone: 'UTC' });
  expect(entries.map(({ title, link }) => [title, link])).toEqual([
    ['Headline', 'https://example.org/n/1'],
    ['', 'https://example.org/n/2'],
  ]);
});
