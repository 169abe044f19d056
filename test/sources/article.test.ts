import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Article } from '../../src/sources/article.ts';
import { readArticle } from '../../src/sources/article.ts';
import { EN, PAGES, RU, paragraphs } from './article/pages.ts';

const AT = { url: 'https://www.example.org/news/1?utm_source=x', zone: 'Europe/Moscow' };
const TEXT = [RU.lede, ...RU.rest];

function read(html: string): Article {
  return readArticle(html, AT);
}

function textOf({ lede, paragraphs: rest }: Article): string[] {
  return [lede, ...rest];
}

describe('the text is all of the article and nothing else in a page made by', () => {
  const cases = Object.entries(PAGES).flatMap(([maker, make]) => [
    { maker, language: 'Russian', story: RU, make },
    { maker, language: 'English', story: EN, make },
  ]);

  test.each(cases)('$maker, in $language', ({ story, make }) => {
    const article = read(make(story));
    expect(textOf(article)).toEqual([story.lede, ...story.rest]);
    expect(article).toMatchObject({ title: story.title, language: 'ru', problems: [] });
    expect(article.quality).toBe('full');
  });
});

describe('structured data', () => {
  const body = TEXT.join('\n');
  const news = { '@type': 'NewsArticle', headline: RU.title, articleBody: body };
  const shell = (script: string, main = '') =>
    `<title>${RU.title}</title><script type="application/ld+json">${script}</script><body><div id="app">${main}</div>`;

  test.each([
    ['alone', JSON.stringify(news)],
    ['in a list', JSON.stringify([{ '@type': 'WebSite' }, news])],
    ['in a graph', JSON.stringify({ '@context': 'https://schema.org', '@graph': [news] })],
    ['about a page', JSON.stringify({ '@type': 'WebPage', mainEntity: news })],
    ['with several types', JSON.stringify({ ...news, '@type': ['Thing', 'ReportageNewsArticle'] })],
    ['within marks', `\n//<![CDATA[\n${JSON.stringify(news)}\n//]]>\n`],
    ['with a comma too much', JSON.stringify(news).replace(/\}$/, ',}')],
    ['with raw line breaks', JSON.stringify(news).replaceAll('\\n', '\n')],
    ['with a semicolon', `${JSON.stringify(news)};`],
    ['as markup', JSON.stringify({ ...news, articleBody: paragraphs(RU) })],
    [
      'with a quote that is not escaped',
      `{"@type":"NewsArticle","author":"Example "Ex" Author","headline":${JSON.stringify(RU.title)},"articleBody":${JSON.stringify(body)}}`,
    ],
  ])('%s give the text where the page itself has none', (_case, script) => {
    const article = read(shell(script));
    expect(article).toMatchObject({ title: RU.title, method: 'json-ld', quality: 'full' });
    expect(textOf(article).join(' ')).toBe(TEXT.join(' '));
  });

  test('that break off give what there is of them', () => {
    const article = read(shell(JSON.stringify(news).slice(0, -9)));
    expect(article).toMatchObject({ lede: RU.lede, method: 'json-ld' });
  });

  test('that are cut short do not go before the page', () => {
    const script = JSON.stringify({ ...news, articleBody: `${RU.lede} ${RU.rest[0]}` });
    const article = read(shell(script, `<article>${paragraphs(RU)}${paragraphs(EN)}</article>`));
    expect(article.method).toBe('container');
    expect(textOf(article)).toEqual([...TEXT, EN.lede, ...EN.rest]);
  });

  test('say how the text goes where the page has other texts too', () => {
    const long = JSON.stringify({ ...news, articleBody: `${body}\n${body.toUpperCase()}` });
    const article = read(shell(long, `<p>${EN.lede}</p>`.repeat(3)));
    expect(article.method).toBe('json-ld');
  });

  test('of several articles are those of the one that the page is about', () => {
    const other = { ...news, headline: EN.title, articleBody: [EN.lede, ...EN.rest].join('\n') };
    const list = { '@type': 'ItemList', itemListElement: [other] };
    const article = read(shell(JSON.stringify([other, list, news])));
    expect(textOf(article)).toEqual(TEXT);
  });

  test('that cannot be read are a problem, not the end', () => {
    const article = read(shell('{"@type": nonsense', `<article>${paragraphs(RU)}</article>`));
    expect(textOf(article)).toEqual(TEXT);
    expect(article.problems).toEqual(['the structured data (script 1) are no JSON']);
  });

  test('tell that only subscribers may read on', () => {
    const script = JSON.stringify({ ...news, articleBody: '', isAccessibleForFree: 'False' });
    expect(read(shell(script, `<article><p>${RU.lede}</p></article>`))).toMatchObject({
      lede: RU.lede,
      quality: 'thin',
      problems: ['only subscribers can read the whole article'],
    });
  });
});

describe('the lede', () => {
  const page = (head: string, body: string) =>
    read(`<head><title>T</title>${head}</head><body><h1>T</h1>${body}</body>`);

  test('is what the page calls so, though it stands above the text', () => {
    const article = page(
      '',
      `<div><div class="article-lead">${RU.lede}</div><div class="article-text">${RU.rest.map((text) => `<p>${text}</p>`).join('')}</div></div>`,
    );
    expect(article).toMatchObject({ lede: RU.lede, paragraphs: RU.rest });
  });

  test('is not told again where the text repeats it', () => {
    const article = page(
      '',
      `<p class="standfirst">${RU.lede}</p><article>${paragraphs(RU)}</article>`,
    );
    expect(article).toMatchObject({ lede: RU.lede, paragraphs: RU.rest });
  });

  test('is the page’s description where there is next to no text', () => {
    const meta = `<meta property="og:description" content="${RU.lede}">`;
    expect(page(meta, '<article><p>Смотрите видео.</p></article>').lede).toBe(RU.lede);
    expect(page(meta, '')).toMatchObject({
      lede: RU.lede,
      method: 'description',
      quality: 'thin',
    });
    expect(page(meta, `<article>${paragraphs(EN)}</article>`).lede).toBe(EN.lede);
  });
});

describe('the title', () => {
  test.each([
    [
      'a heading that the title repeats',
      '<title>The union has voted | Example</title><h1>Example</h1><h1>The union has voted</h1>',
      'The union has voted',
    ],
    [
      'what is shared',
      '<title>Example</title><meta property="og:title" content="The union has voted"><h1>Example</h1>',
      'The union has voted',
    ],
    [
      'the page’s without its site',
      '<title>The union has voted — who? | Example Sport</title>',
      'The union has voted — who?',
    ],
    [
      'the page’s without a site that is named',
      '<title>Union - votes - Example</title><meta property="og:site_name" content="Example">',
      'Union - votes',
    ],
    [
      'the whole of one with a dash',
      '<title>The union has voted - again</title>',
      'The union has voted - again',
    ],
    ['the only heading', '<h1>The &amp; union</h1>', 'The & union'],
    ['nothing where there is none', '<p>Text', ''],
  ])('is %s', (_case, html, title) => {
    expect(read(html).title).toBe(title);
  });
});

describe('the time of publication', () => {
  const time = new Date('2026-08-20T07:00:00Z');
  test.each([
    ['meta data', '<meta property="article:published_time" content="2026-08-20T10:00:00+03:00">'],
    ['microdata', '<span itemprop="datePublished" content="2026-08-20T07:00:00Z">today</span>'],
    ['a time element, in the zone given', '<time datetime="2026-08-20 10:00">today</time>'],
    [
      'structured data',
      '<script type="application/ld+json">{"@type":"Article","datePublished":"2026-08-20T07:00Z"}</script>',
    ],
    [
      'the first witness that can be read',
      '<meta name="date" content="soon"><time>20 августа 2026, 10:00</time>',
    ],
  ])('comes from %s', (_case, html) => {
    expect(read(html).published).toEqual(time);
  });

  test('is not told by what was changed later', () => {
    const html = '<meta property="article:modified_time" content="2026-08-21T10:00:00Z">';
    expect(read(html).published).toBeNull();
  });
});

describe('the canonical address', () => {
  test.each([
    [
      'a link',
      '<link rel="canonical" href="https://example.org/news/1/?utm_medium=y">',
      'https://example.org/news/1/',
    ],
    [
      'a relative link',
      '<link rel="alternate canonical" href="/news/one">',
      'https://www.example.org/news/one',
    ],
    [
      'what is shared',
      '<meta property="og:url" content="https://example.org/news/1">',
      'https://example.org/news/1',
    ],
    [
      'its base',
      '<base href="https://cdn.example.org/x/"><link rel="canonical" href="y">',
      'https://cdn.example.org/x/y',
    ],
    [
      'nothing where it is the front page',
      '<link rel="canonical" href="https://example.org/">',
      null,
    ],
    ['nothing where it is no address', '<link rel="canonical" href="javascript:void(0)">', null],
    ['nothing where none is named', '', null],
  ])('comes from %s', (_case, html, canonical) => {
    expect(read(html)).toMatchObject({ canonical });
  });

  test('is never one of another site', () => {
    const html = '<link rel="canonical" href="https://example.com/news/1">';
    expect(read(html)).toMatchObject({
      canonical: null,
      problems: expect.arrayContaining(['the page names an address of another site as its own']),
    });
  });
});

test.each([
  ['<html lang="RU-ru">', 'ru'],
  ['<html xml:lang="uk">', 'uk'],
  ['<meta property="og:locale" content="be_BY">', 'be'],
  ['<html lang="">', null],
])('the language of a page that begins %s is %s', (html, language) => {
  expect(read(`${html}<p>x`).language).toBe(language);
});

describe('what stands in an article’s place is told', () => {
  test.each([
    ['Just a moment...', 'the page is a check for robots, not the article'],
    ['Подтвердите, что вы не робот', 'the page is a check for robots, not the article'],
    ['404 | Example', 'the page says that there is no such article'],
    ['Страница не найдена', 'the page says that there is no such article'],
  ])('%s', (title, problem) => {
    const article = read(
      `<title>${title}</title><main><p>Please wait while we look at you, it will not take long.</p></main>`,
    );
    expect(article).toMatchObject({ quality: 'none', method: 'none', paragraphs: [] });
    expect(article.problems).toEqual([problem]);
  });

  test('but a long article may be about robots', () => {
    const page = `<title>The captcha, a history</title><article>${paragraphs(EN)
      .repeat(9)
      .replaceAll('<p>', (tag) => `${tag}${Math.PI} `)}</article>`;
    const numbered = page.replaceAll(String(Math.PI), () => String((count += 1)));
    expect(read(numbered).quality).toBe('full');
  });
  let count = 0;
});

test('a page without a sentence is no article', () => {
  const list = `<ul>${'<li><a href="/a">Another headline that leads elsewhere</a></li>'.repeat(30)}</ul>`;
  expect(read(`<body>${list}</body>`)).toMatchObject({
    lede: '',
    paragraphs: [],
    method: 'none',
    quality: 'none',
    problems: ['the page has no text that looks like an article'],
  });
});

describe('what is no text of the article', () => {
  const within = (piece: string) =>
    textOf(
      read(`<article><h1>${RU.title}</h1>${paragraphs(RU)}${piece}<p>${EN.lede}</p></article>`),
    );

  test.each([
    '<p>Read also: <a href="/x">Another story about another thing</a></p>',
    '<p>Подпишитесь на нашу рассылку</p>',
    '<p>Lesen Sie auch: Der Verband hat entschieden</p>',
    '<p>À lire aussi : la fédération a voté</p>',
    '<p>Lea también: la federación votó</p>',
    '<p>Чытайце таксама: федэрацыя прагаласавала</p>',
    '<p><a href="/x">Another story about another thing, in one link</a></p>',
    '<ul><li><a href="/x">Another story</a></li></ul>',
    '<figure><figcaption>A crew on the water</figcaption></figure>',
    '<p hidden>Text that nobody sees, though it is a sentence.</p>',
    '<p style="display: none">Text that nobody sees, though it is a sentence.</p>',
    '<script>document.write("A sentence that a script writes.")</script>',
    '<noscript><p>Please switch scripts on to read what is below.</p></noscript>',
    '<div class="comments"><p>I have always said so, and nobody listened.</p></div>',
    '<form><p>Write to us what you think of this, please.</p></form>',
  ])('%s', (piece) => {
    expect(within(piece)).toEqual([...TEXT, EN.lede]);
    expect(within('<p>A paragraph.</p>')).toEqual([...TEXT, 'A paragraph.', EN.lede]);
  });

  test('text that links to much else stays', () => {
    const piece = 'The <a href="/1">first</a> of the <a href="/2">three votes</a> was held in May.';
    expect(within(`<p>${piece}</p>`)).toContain('The first of the three votes was held in May.');
  });

  test('subheadings stay where text follows them', () => {
    expect(within('<h2>What the rules say</h2>')).toContain('What the rules say');
    const last = `<article>${paragraphs(RU)}<h2>More</h2></article>`;
    expect(textOf(read(last))).toEqual(TEXT);
  });
});

/** Each would take minutes in a reader without limits: that the test ends is what it asserts. */
test.each([
  ['less-than signs', '<'.repeat(1_000_000)],
  ['elements without end', '<div>'.repeat(200_000)],
  [
    'crowds in the depth',
    '<div>'.repeat(400) +
      `<div>${'<p>A sentence to be weighed, long enough.</p>'.repeat(2000)}</div>`.repeat(9),
  ],
  ['names', `<div class="${'related-post meta hidden '.repeat(40)}">x</div>`.repeat(2900)],
  [
    'pieces of one name',
    `<div>${'<div class="article__text">A sentence to be weighed, long enough.</div>'.repeat(500)}</div>`.repeat(
      40,
    ),
  ],
  ['open strings', `<script type="application/ld+json">${'"headline":"'.repeat(40_000)}</script>`],
  ['open brackets', `<script type="application/ld+json">${'{"a":['.repeat(80_000)}</script>`],
  ['blanks', `<p>${' '.repeat(1_000_000)}x</p>`],
])('a page of %s costs no time', (_name, rest) => {
  const article = read(`<body><article><h1>${RU.title}</h1>${paragraphs(RU)}</article>${rest}`);
  expect(article.title).toBe(RU.title);
});

test('no article is longer than its limits', () => {
  const html = `<article>${Array.from({ length: 2000 }, (_each, n) => `<p>${`word${n} `.repeat(30)}</p>`).join('')}</article>`;
  expect(textOf(read(html)).join('').length).toBeLessThanOrEqual(131_072);
});

test('any mixture of pieces is read without an exception, and all that comes of it is plain', () => {
  const pieces = fc.constantFrom(
    '<article>',
    '</article>',
    '<p>',
    '</p>',
    '<div class="entry-content">',
    '</div>',
    '<h1>',
    '</h1>',
    '<br><br>',
    '<a href="/x">',
    '</a>',
    '<form>',
    '<nav>',
    '<aside class="related">',
    '<constructor>',
    '<__proto__>',
    '<title>',
    '<body>',
    'A sentence that is long enough to count as text, I think.',
    'Ещё одно предложение, и оно тоже достаточно длинное.',
    '\u202e',
    '\u0000',
    '&amp;',
    '&#0;',
    '<script type="application/ld+json">',
    '{"@type":"Article","articleBody":"',
    '"}',
    '</script>',
    '<meta name="date" content="',
    '">',
    '<time datetime="2026">',
    '<link rel="canonical" href="',
    '<html lang="',
    '<base href="http://["',
  );
  const html = fc.array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string()), { maxLength: 60 });
  fc.assert(
    fc.property(html, (parts) => {
      const article = read(parts.join(''));
      for (const text of [article.title, ...textOf(article)]) {
        // oxlint-disable-next-line no-control-regex -- none of them may be left
        expect(text).not.toMatch(/^\s|\s$|\s\s|[\u0000-\u001f\u202e]/);
      }
      expect(article.quality === 'none').toBe(textOf(article).every((text) => text === ''));
    }),
    { numRuns: 500 },
  );
});
