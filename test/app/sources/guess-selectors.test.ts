import { describe, expect, test } from '@jest/globals';
import { guessSelectors } from '../../../src/app/sources/guess-selectors.ts';

const AT = 'https://federation.example/news';
const HEADLINES = [
  'Council extends the ban on national teams',
  'The calendar of the next season is complete',
  'Junior champions were crowned on Sunday night',
  'An interview with the president on reforms',
  'Three athletes are suspended for two years',
  'Congress will vote on its statutes in autumn',
];
const MENU =
  '<nav><ul class="menu"><li><a href="/about">All about our federation and its history</a></li><li><a href="/a">Athletes</a></li></ul></nav>';
const FOOT = '<footer><a href="/imprint">Imprint and the rest of what the law wants</a></footer>';

function page(item: (headline: string, n: number) => string, headlines = HEADLINES): string {
  return `<html><body>${MENU}<div class="grid">${headlines.map(item).join('')}</div>${FOOT}</body></html>`;
}

describe('what repeats is found', () => {
  test.each<[string, (headline: string, n: number) => string, object]>([
    [
      'cards with heading, teaser and date',
      (headline, n) =>
        `<div class="card card-7"><a href="/n/${n}"><img></a><h3><a href="/n/${n}">${headline}</a></h3><time>1 May</time><p>And what else there is to say of it in a sentence.</p></div>`,
      { item: 'div.grid > div.card', title: 'h3', link: 'h3 a', date: 'time', summary: 'p' },
    ],
    [
      'articles without classes',
      (headline, n) => `<article><h2><a href="/n/${n}">${headline}</a></h2></article>`,
      { item: 'div.grid > article', title: 'h2', link: 'h2 a' },
    ],
    [
      'links that are the items',
      (headline, n) => `<a class="teaser" href="/n/${n}"><h4>${headline}</h4></a>`,
      { item: 'div.grid > a.teaser', title: 'h4', link: '' },
    ],
  ])('%s', (_case, item, select) => {
    expect(guessSelectors(page(item), AT)).toEqual({ select, items: 6 });
  });
});

test('where only a machine knows the classes, the addresses tell', () => {
  const html = page((headline, n) => `<div class="x9"><a href="/news/${n}">${headline}</a></div>`);
  expect(guessSelectors(html.replace('class="grid"', 'class="css-1a2b3c"'), AT)).toEqual({
    select: { item: 'a[href*="/news/"]', title: '', link: '' },
    items: 6,
  });
});

describe('nothing is guessed', () => {
  test.each<[string, string]>([
    [
      'of a menu',
      `<ul class="m">${HEADLINES.map((_, n) => `<li><a href="/s/${n}">Sport ${n}</a></li>`).join('')}</ul>`,
    ],
    [
      'of too few items',
      page(
        (headline, n) => `<article><a href="/n/${n}">${headline}</a></article>`,
        HEADLINES.slice(0, 4),
      ),
    ],
    [
      'of links to other sites',
      page(
        (headline, n) => `<article><a href="https://other.example/${n}">${headline}</a></article>`,
      ),
    ],
    [
      'of links that all lead to one page',
      page((headline) => `<article><a href="/n">${headline}</a></article>`),
    ],
    ['of a page without links', '<html><body><p>Soon.</p></body></html>'],
    ['of nothing', ''],
  ])('%s', (_case, html) => {
    expect(guessSelectors(html, AT)).toBeNull();
  });
});

test.each([
  [
    'deep',
    '<div class="a">'.repeat(400) + '<a href="/x">A headline that is long enough to be one</a>',
  ],
  ['nested', '<div class="it"><a href="/n/1">A headline that is long enough</a>'.repeat(300)],
  ['wide', '<a class="b" href="/n?1">A headline that is long enough</a>'.repeat(30_000)],
  ['odd', '<a class="b:c[d" href="/n\\"/1">A headline that is long enough</a>'.repeat(50)],
])('a hostile page is looked at without harm: %s', (_case, html) => {
  expect(() => guessSelectors(html, AT)).not.toThrow();
});
