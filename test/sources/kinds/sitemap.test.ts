import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';

import { readNewsSitemap } from '../../../src/sources/kinds/news-sitemap.ts';
import { readSitemap } from '../../../src/sources/kinds/sitemap.ts';
import { readText } from '../read-text.ts';

const AT = { base: 'https://www.example.org/sitemap.xml', zone: 'Europe/Moscow' };
const HEAD =
  '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">';

function news(loc: string, rest: string): string {
  return `<url><loc>${loc}</loc><news:news><news:publication><news:name>Example</news:name></news:publication>${rest}</news:news></url>`;
}

function plain(loc: string, lastmod = ''): string {
  return `<url><loc>${loc}</loc>${lastmod === '' ? '' : `<lastmod>${lastmod}</lastmod>`}</url>`;
}

describe('a news sitemap', () => {
  test('gives titles, dates and languages, the newest first', () => {
    const text = `${HEAD}
      ${news('/news/1', '<news:publication_date>2026-08-20</news:publication_date><news:title>One &amp; only</news:title>')}
      ${news(' https://example.org/2 ', '<news:language>uk</news:language><news:publication_date>2026-08-20T10:00:00+03:00</news:publication_date><news:title><![CDATA[Друга <b>новина</b>]]></news:title>')}
      </urlset>`;
    expect(readNewsSitemap(text, AT)).toEqual({
      format: 'news-sitemap',
      title: null,
      entries: [
        {
          guid: null,
          title: 'Друга новина',
          summary: '',
          link: 'https://example.org/2',
          published: new Date('2026-08-20T07:00:00Z'),
          language: 'uk',
        },
        {
          guid: null,
          title: 'One & only',
          summary: '',
          link: 'https://www.example.org/news/1',
          published: new Date('2026-08-19T21:00:00Z'),
        },
      ],
      problems: [],
    });
  });

  test('may call its vocabulary as it likes, and have titles of pictures', () => {
    const text = `<u:urlset xmlns:u="x" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
      <url><image:image><image:loc>https://example.org/p.jpg</image:loc><image:title>Picture</image:title></image:image>
      <loc>/1</loc><n:news><n:title>Title</n:title></n:news></url>`;
    expect(readNewsSitemap(text, AT).entries).toMatchObject([
      { title: 'Title', link: 'https://www.example.org/1', published: null },
    ]);
  });

  test('says what it leaves off', () => {
    const text = `${HEAD}${news('/1', '<news:title>Title</news:title>')}${plain('/2')}</urlset>`;
    expect(readNewsSitemap(text, AT)).toMatchObject({
      entries: [{ title: 'Title' }],
      problems: ['1 of 2 addresses have no news title'],
    });
  });
});

describe('a plain sitemap', () => {
  test('gives its dated addresses, the newest first, with titles made of them', () => {
    const text = `${HEAD}${plain('/about')}${plain('/2026/08/19/union-readmits-crews')}${plain('/news/union_lifts-ban-12345.html', '2026-08-20T04:00Z')}</urlset>`;
    expect(readSitemap(text, AT)).toMatchObject({
      format: 'sitemap',
      entries: [
        { title: 'Union lifts ban', published: new Date('2026-08-20T04:00:00Z') },
        { title: 'Union readmits crews', published: new Date('2026-08-19T00:00:00Z') },
      ],
      problems: ['1 of 3 addresses have no date'],
    });
  });

  test('takes titles and dates of the news extension before its own', () => {
    const text = `${HEAD}${news('/a', '<news:title>Title</news:title><news:publication_date>2026-08-20</news:publication_date>').replace('</url>', '<lastmod>2026-08-21</lastmod></url>')}</urlset>`;
    expect(readSitemap(text, { ...AT, zone: 'UTC' }).entries).toMatchObject([
      { title: 'Title', published: new Date('2026-08-20') },
    ]);
  });

  test('gives no more than its newest thousand', () => {
    const many = Array.from({ length: 1500 }, (_each, n) =>
      plain(`/a-${n}`, new Date(n * 60_000 + 1e12).toISOString()),
    );
    const { entries } = readSitemap(`${HEAD}${many.join('')}</urlset>`, AT);
    expect(entries).toHaveLength(1000);
    expect(entries[0]?.link).toBe('https://www.example.org/a-1499');
  });
});

describe('an index', () => {
  const index = (...parts: string[]) => `<sitemapindex>${parts.join('')}</sitemapindex>`;
  const part = (loc: string, lastmod = '') =>
    `<sitemap><loc>${loc}</loc>${lastmod === '' ? '' : `<lastmod>${lastmod}</lastmod>`}</sitemap>`;

  test.each([
    [
      'those that changed last',
      [
        part('/a.xml', '2026-08-01'),
        part('/b.xml', '2026-08-20'),
        part('/c.xml', '2026-08-10'),
        part('/d.xml', '2025-01-01'),
      ],
      ['b', 'c', 'a'],
    ],
    [
      'those with the latest date in their name',
      [part('/2026-06.xml'), part('/2026-08.xml'), part('/2025-12.xml'), part('/2026-07.xml')],
      ['2026-08', '2026-07', '2026-06'],
    ],
    [
      'those with the highest number',
      [part('/posts-2.xml'), part('/posts-10.xml'), part('/posts-9.xml'), part('/posts-1.xml')],
      ['posts-10', 'posts-9', 'posts-2'],
    ],
    [
      'anything before pictures and tags',
      [
        part('/image-9.xml', '2026-08-20'),
        part('/tags.xml', '2026-08-20'),
        part('/posts.xml', '2020-01-01'),
      ],
      ['posts'],
    ],
  ])('yields %s', (_case, parts, names) => {
    const reading = readSitemap(index(...parts), AT);
    expect(reading).toMatchObject({ format: 'sitemap-index', entries: [], problems: [] });
    const expected = names.map((name) => `https://www.example.org/${name}.xml`);
    expect(reading.parts?.slice(0, expected.length)).toEqual(expected);
    expect(reading.parts?.length).toBeLessThanOrEqual(3);
  });

  test('yields parts of news first where news are looked for', () => {
    const parts = index(part('/pages.xml', '2026-08-20'), part('/news.xml', '2026-08-01'));
    expect(readNewsSitemap(parts, AT).parts?.[0]).toBe('https://www.example.org/news.xml');
  });

  test('yields no parts on other sites', () => {
    const reading = readSitemap(index(part('https://example.com/a.xml')), AT);
    expect(reading).toMatchObject({
      parts: [],
      problems: ['the sitemap index lists no sitemap of this site'],
    });
  });
});

describe('what is no sitemap is told', () => {
  test.each([
    ['', 'the document is empty, or its compressed form is broken'],
    ['<html><body>Not found</body></html>', 'the document is no sitemap'],
    ['{"urls":[]}', 'the document is no sitemap'],
  ])('%j', (text, problem) => {
    expect(readSitemap(text, AT)).toMatchObject({ format: null, entries: [], problems: [problem] });
  });
});

test('an empty sitemap is sound, and tells so by having no problem', () => {
  expect(readSitemap(`${HEAD}</urlset>`, AT)).toMatchObject({ format: 'sitemap', problems: [] });
});

describe('a source', () => {
  const url = 'https://www.example.org/sitemap.xml.gz';
  const text = `${HEAD}${plain('/sport/union-lifts-its-ban', '2026-08-20')}${plain('/money/bank-lifts-its-rates', '2026-08-20')}</urlset>`;

  test('may send it compressed', async () => {
    const read = await readText(gzipSync(text), 'application/octet-stream', {
      url,
      kind: 'sitemap',
    });
    expect(read).toMatchObject({ format: 'sitemap', entries: [{}, {}] });
  });

  test('may count some paths only', async () => {
    const listing = {
      pages: [],
      paths: ['/sport/', '/*/athletics/'],
      match: {},
      dateOrder: 'dmy',
    } as const;
    const read = await readText(text, null, { url, kind: 'sitemap', listing });
    expect(read.entries).toMatchObject([{ title: 'Union lifts its ban' }]);
    const none = await readText(text, null, {
      url,
      kind: 'sitemap',
      listing: { ...listing, paths: ['/x'] },
    });
    expect(none).toMatchObject({
      entries: [],
      problems: ['none of 2 links begins with any of `paths`'],
    });
  });
});

/** That these end is what they assert. */
test.each([
  [
    'more addresses than the protocol allows',
    plain('/a-b-c', '2026-08-20').repeat(60_000),
    'more than 50000 addresses',
  ],
  ['elements without end', '<x>'.repeat(100_000), 'elements nested deeper than 32'],
  ['elements without number', '<x/>'.repeat(1_100_000), 'more than 1000000 elements'],
])('%s cost nothing that came before', (_case, rest, problem) => {
  const { entries, problems } = readSitemap(
    `${HEAD}${plain('/first-of-all', '2026-08-21')}${rest}`,
    AT,
  );
  expect(entries[0]?.link).toBe('https://www.example.org/first-of-all');
  expect(problems).toContain(problem);
});

test('declared entities are not expanded', () => {
  const text = `<!DOCTYPE u [<!ENTITY a "${'x'.repeat(99)}">]>${HEAD}${plain('/&a;&a;', '2026-08-20')}</urlset>`;
  expect(readSitemap(text, AT).entries[0]?.link).toBe('https://www.example.org/&a;&a;');
});

test('any mixture of pieces is read without an exception', () => {
  const pieces = fc.constantFrom(
    '<urlset>',
    '</urlset>',
    '<sitemapindex>',
    '<url>',
    '</url>',
    '<sitemap>',
    '<loc>',
    '</loc>',
    '/a',
    'https://example.org/2026/08/20/a-b-c',
    '<lastmod>',
    '2026-08-20',
    '</lastmod>',
    '<news:title>',
    'Title',
    '<![CDATA[',
    ']]>',
    '&',
    '<__proto__>',
    '<constructor>',
  );
  const text = fc.array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string()), { maxLength: 40 });
  fc.assert(
    fc.property(text, (parts) => {
      for (const read of [readSitemap, readNewsSitemap]) {
        const { entries } = read(parts.join(''), AT);
        for (const { link, title } of entries) {
          expect(link).toMatch(/^https?:/);
          expect(title).toBe(title.trim());
        }
      }
    }),
    { numRuns: 500 },
  );
});
