import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { feedLinks, usualFeedPaths } from '../../../src/app/sources/feed-links.ts';

const AT = 'https://paper.example/news/index.html';
const link = (href: string, more = 'type="application/rss+xml"') =>
  `<link rel="alternate" ${more} href="${href}">`;

test.each<[string, string, string[]]>([
  [
    'what a page declares',
    link('/rss') + link('atom.xml', 'type="application/atom+xml"'),
    ['https://paper.example/rss', 'https://paper.example/news/atom.xml'],
  ],
  [
    'a JSON feed',
    link('/feed.json', 'type="application/feed+json"'),
    ['https://paper.example/feed.json'],
  ],
  [
    'what is relative to a base',
    `<base href="https://other.example/x/">${link('rss')}`,
    ['https://other.example/x/rss'],
  ],
  [
    'links that look like feeds, behind what is declared',
    `<a href="/sport.rss">RSS</a>${link('/all')}`,
    ['https://paper.example/all', 'https://paper.example/sport.rss'],
  ],
  [
    'comments last',
    link('/comments/feed') + link('/feed'),
    ['https://paper.example/feed', 'https://paper.example/comments/feed'],
  ],
  [
    'each address once',
    link('/feed') + link('/feed') + '<a href="/feed">',
    ['https://paper.example/feed'],
  ],
  [
    'no style sheets, languages or embeddings',
    '<link rel="stylesheet" type="application/rss+xml" href="/a"><link rel="alternate" hreflang="de" href="/de">' +
      link('/o', 'type="application/json+oembed"') +
      link('/wp-json/1', 'type="application/json"'),
    [],
  ],
  [
    'no scripts, mail or files',
    link('javascript:x()') +
      link('data:text/xml,x') +
      link('file:///etc/passwd') +
      '<a href="mailto:rss@paper.example">',
    [],
  ],
  [
    'no articles about feeds',
    '<a href="/news/how-to-feed-an-army">x</a><a href="/rssi-tables">x</a>',
    [],
  ],
])('%s', (_case, html, expected) => {
  expect(feedLinks(html, AT, 10).links).toEqual(expected);
});

test('the list is cut, and how many there were is told', () => {
  const html = Array.from({ length: 50 }, (_, n) => link(`/f${n}.xml`)).join('');
  const { links, total } = feedLinks(html, AT, 8);
  expect(links).toHaveLength(8);
  expect(total).toBe(50);
});

test('any page yields only web addresses', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.string().map((href) => link(href)),
    fc.string().map((href) => `<a href='${href}.rss'>`),
    fc.constantFrom('<base href="::">', '<', '"', '<link rel=alternate type=text/xml href=//x>'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      for (const url of feedLinks(pieces.join(''), AT, 10).links)
        expect(url).toMatch(/^https?:\/\//);
    }),
  );
});

test('the usual places are looked for below the page and at the root, each once', () => {
  const paths = usualFeedPaths('https://paper.example/news/', 8);
  expect(paths[0]).toBe('https://paper.example/news/feed');
  expect(paths).toContain('https://paper.example/rss.xml');
  expect(new Set(paths).size).toBe(8);
  expect(usualFeedPaths('https://paper.example/', 8)[0]).toBe('https://paper.example/feed');
});
