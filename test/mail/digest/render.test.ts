import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import fc from 'fast-check';

import type { Digest, DigestStory } from '../../../src/core/digest/digest.ts';
import { renderDigest } from '../../../src/mail/digest/render.tsx';
import type { RenderContext } from '../../../src/mail/digest/view.ts';

const context: RenderContext = {
  service: 'Flagbearer',
  baseUrl: 'https://news.example.org/',
  unsubscribeUrl: 'https://news.example.org/unsubscribe/abc?x=1&y=2',
  scheduleText: 'every day at 08:00 (Europe/Minsk)',
};

function story(change: Partial<DigestStory> = {}): DigestStory {
  return {
    storyId: '41',
    change: 'new',
    label: 'sanction',
    direction: 'imposed',
    polarity: 'tighter',
    targets: ['RUS', 'BLR'],
    countries: [],
    authority: 'FIS',
    sport: 'skiing',
    title: 'Council keeps athletes out',
    language: 'en',
    url: 'https://sport.example/a?b=1&c=2',
    outlet: 'sport.example',
    publishedAt: '2026-11-14T04:30:00.000Z',
    quote: {
      text: 'The council banned Russia on Friday.',
      marks: [
        [12, 18],
        [19, 25],
      ],
    },
    outlets: ['sport.example', 'b.example', 'c.example', 'd.example'],
    score: 0.9,
    nearestSeed: null,
    ...change,
  };
}

function digest(stories: readonly DigestStory[], change: Partial<Digest> = {}): Digest {
  return {
    kind: 'daily',
    zone: 'Europe/Minsk',
    from: '2026-11-13T05:00:00.000Z',
    to: '2026-11-14T05:00:00.000Z',
    stories,
    coverage: { sources: 73, failing: [], items: 1204 },
    revision: '3f2a9c1b7d20',
    ...change,
  };
}

function page(stories: readonly DigestStory[], change: Partial<Digest> = {}) {
  const mail = renderDigest(digest(stories, change), context);
  return { ...mail, $: load(mail.html) };
}

describe('a story', () => {
  test('shows headline, badges, quote, outlets, local time and the way to its evidence', () => {
    const { $, text } = page([story({ countries: ['VNM'] })]);
    expect($('h3 a').attr('href')).toBe('https://sport.example/a?b=1&c=2');
    expect($('h3').text()).toBe('Council keeps athletes out');
    expect($('h3').parent().find('p').first().text().replaceAll('\u00A0', ' ')).toBe(
      '▲ Sanction imposed Russia Belarus Vietnam FIS skiing',
    );
    expect($('blockquote').text()).toBe('The council banned Russia on Friday.');
    expect(
      $('mark')
        .map((_, mark) => $(mark).text())
        .get(),
    ).toEqual(['banned', 'Russia']);
    expect($('mark').attr('style')).toMatch(/background-color:#[0-9a-f]{6}.*font-weight:700/u);
    expect($('body').text()).toContain('sport.example and 3 more, 14 Nov, 07:30');
    const why = $('a').filter((_, link) => $(link).text() === 'Why was this sent?');
    expect(why.attr('href')).toBe('https://news.example.org/story/41');
    for (const part of [
      'Council keeps athletes out',
      '▲ Sanction imposed · Russia · Belarus · Vietnam · FIS · skiing',
      '  > The council *banned* *Russia* on Friday.',
      'sport.example and 3 more, 14 Nov, 07:30',
      'https://sport.example/a?b=1&c=2',
      'https://news.example.org/story/41',
    ]) {
      expect(text.split('\n')).toContain(part);
    }
  });

  test('says in which language headline and quote are', () => {
    const { $ } = page([story({ language: 'ru', title: 'Отстранение' })]);
    expect($('html').attr('lang')).toBe('en');
    expect($('h3').attr('lang')).toBe('ru');
    expect($('blockquote').attr('lang')).toBe('ru');
  });

  test('whose headline is the quote is told once, with the marks in the headline', () => {
    const title = 'Council bans Russia';
    const { $ } = page([story({ title, quote: { text: title, marks: [[8, 12]] } })]);
    expect($('blockquote')).toHaveLength(0);
    expect($('h3 mark').text()).toBe('bans');
    expect($('h3').text()).toBe(title);
  });

  test.each([
    [[[-1, 3]]],
    [[[5, 400]]],
    [[[9, 4]]],
    [
      [
        [4, 11],
        [5, 9],
        [4, 11],
      ],
    ],
    [[[Number.NaN, 3]]],
  ] as [[number, number][]][])('with the marks %j loses none of its words', (marks) => {
    const quote = { text: 'The council banned Russia on Friday.', marks };
    expect(
      page([story({ quote })])
        .$('blockquote')
        .text(),
    ).toBe(quote.text);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    '//sport.example/a',
    'sport.example',
    '',
    `https://sport.example/${'a'.repeat(3000)}`,
  ])('with the address %j gets no link', (url) => {
    const { $, html, text } = page([story({ url })]);
    expect($('h3 a')).toHaveLength(0);
    expect($('h3').text()).toBe('Council keeps athletes out');
    expect(html).not.toMatch(/script:|data:|file:/iu);
    expect(text).not.toMatch(/script:|data:|file:/iu);
  });

  test('a password in an address is not passed on', () => {
    const { html, text } = page([story({ url: 'https://user:secret@sport.example/' })]);
    expect(html + text).not.toContain('secret');
  });

  test('names four countries and counts the others', () => {
    const { text } = page([story({ countries: ['SRB', 'CHN', 'IRN', 'CUB', 'KAZ', 'VNM'] })]);
    expect(text.replaceAll('\n', ' ')).toContain(
      '· Serbia · China · Iran · Cuba · 2 more countries ·',
    );
  });
});

describe('hostile texts', () => {
  const payloads = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    '</title></style><script>alert(1)</script>',
    '<!--[if mso]><script>alert(1)</script><![endif]-->',
    '--><script>alert(1)</script>',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#x3C;script&#x3E;',
    '{{constructor.constructor("alert(1)")()}}',
    '<a href="javascript:alert(1)">x</a>',
    '\u202Etxt.exe',
    '\uD800<b>',
    '<style>*{display:none}</style>',
    ']]><script>',
  ];

  test.each(payloads)('%j stays text wherever it stands', (payload) => {
    const evil = story({
      title: payload,
      url: `https://sport.example/${payload}`,
      outlet: payload,
      outlets: [payload, `${payload}2`],
      authority: payload,
      sport: payload,
      countries: [payload],
      storyId: payload,
      quote: { text: `x ${payload}`, marks: [[0, 3]] },
    });
    const change = {
      revision: payload,
      zone: payload,
      coverage: { sources: 1, failing: [payload], items: 2 },
    };
    const usual = load(renderDigest(digest([story()]), context).html);
    const mail = renderDigest(digest([evil], change), {
      ...context,
      service: payload,
      scheduleText: payload,
    });
    const $ = load(mail.html);
    for (const tag of ['script', 'img', 'svg', 'style', 'b', 'iframe', 'form']) {
      expect([tag, $(tag).length]).toEqual([tag, usual(tag).length]);
    }
    const attributes = $('*')
      .get()
      .flatMap((element) => Object.keys('attribs' in element ? element.attribs : {}));
    expect(attributes.filter((name) => name.startsWith('on'))).toEqual([]);
    for (const link of $('a').get()) expect($(link).attr('href')).toMatch(/^https:\/\//u);
    expect(mail.html.match(/<!--/gu)).toHaveLength(2);
    expect(mail.html + mail.text).not.toContain('\u202E');
  });

  test('an address of the service that is no web address is not linked', () => {
    const { html, text } = renderDigest(digest([story()]), {
      ...context,
      baseUrl: 'javascript:alert(1)//',
      unsubscribeUrl: 'data:text/html,x',
    });
    expect(html + text).not.toMatch(/javascript:|data:/u);
  });

  test('whatever the texts are, mail comes out, small enough and with the usual tags', () => {
    const any = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(any, any, fc.array(fc.tuple(fc.nat(700), fc.nat(700))), (title, quote, marks) => {
        const mail = renderDigest(
          digest([story({ title, quote: { text: quote, marks } })]),
          context,
        );
        expect(Buffer.byteLength(mail.html)).toBeLessThanOrEqual(90_000);
        expect(mail.subject).not.toMatch(/[\p{Cc}\u202E]/u);
        expect(load(mail.html)('h3')).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the subject', () => {
  test.each([
    ['a lone story', ['Council keeps athletes out'], 'Council keeps athletes out'],
    [
      'the lead of several',
      ['Council keeps athletes out', 'b', 'c'],
      'Council keeps athletes out (and 2 more)',
    ],
    [
      'line breaks and control characters',
      ['Council\r\nBcc: x@y.example\u0000\u001b[31m'],
      'Council Bcc: x@y.example [31m',
    ],
    ['a title without words', ['\u0000 \n'], 'A report without a headline'],
    ['Cyrillic', ['Суд отклонил апелляцию'], 'Суд отклонил апелляцию'],
  ])('of %s', (_name, titles, expected) => {
    expect(page(titles.map((title) => story({ title }))).subject).toBe(expected);
  });

  test('is at most 120 characters, cut at a word', () => {
    const { subject } = page([story({ title: 'word '.repeat(100) }), story()]);
    expect(subject.length).toBeLessThanOrEqual(120);
    expect(subject).toMatch(/^(?:word ?)+… \(and 1 more\)$/u);
  });
});

describe('the mail', () => {
  test('groups stories under four headings, in order, and leaves out empty ones', () => {
    const { $ } = page([
      story({ label: 'agreement', polarity: 'looser', direction: 'signed' }),
      story({ polarity: 'open', direction: 'proposed' }),
      story(),
      story({ polarity: null, direction: null }),
    ]);
    expect(
      $('h2')
        .map((_, heading) => $(heading).text())
        .get(),
    ).toEqual(['Sanctions: tighter', 'Sanctions: open', 'Agreements']);
  });

  test.each([
    ['instant', 'News alert, Saturday, 14 November 2026'],
    ['daily', 'Daily digest, Saturday, 14 November 2026'],
    ['weekly', 'Weekly digest, Saturday, 14 November 2026'],
  ] as const)('of kind %s is titled %s', (kind, title) => {
    expect(page([story()], { kind }).$('h1').text()).toBe(title);
  });

  test('tells coverage, reason, zone, configuration and how to leave, in both parts', () => {
    const failing = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const { $, text } = page([story()], { coverage: { sources: 73, failing, items: 1204 } });
    for (const sentence of [
      '73 sources checked, 1,204 new items read. 7 sources could not be read: A, B, C, D, E and 2 more.',
      'You asked Flagbearer for this mail every day at 08:00 (Europe/Minsk).',
      'Times are those of Europe/Minsk. Judged by configuration 3f2a9c1b7d20.',
    ]) {
      expect($('body').text()).toContain(sentence);
      expect(text.replaceAll('\n', ' ')).toContain(sentence);
    }
    expect($('a').last().attr('href')).toBe(context.unsubscribeUrl);
    expect(text).toContain(`Unsubscribe\n${context.unsubscribeUrl}\n`);
  });

  test('says when everything could be read, and speaks of one as one', () => {
    const { text } = page([story()], { coverage: { sources: 1, failing: [], items: 1 } });
    expect(text).toContain('1 source checked, 1 new item read. Every source could be read.');
  });

  test('an unknown zone is told in UTC, and says so', () => {
    const { text } = page([story()], { zone: 'Mars/Olympus' });
    expect(text).toContain('14 Nov, 04:30');
    expect(text.replaceAll('\n', ' ')).toContain('Times are those of UTC.');
  });

  test('names the year of a report from another year', () => {
    expect(page([story({ publishedAt: '2025-12-31T12:00:00.000Z' })]).text).toContain(
      '31 Dec 2025, 15:00',
    );
  });

  test('is laid out in tables, without images, and ready for dark ground and narrow screens', () => {
    const { $, html } = page([story()]);
    expect(html).toMatch(/^<!DOCTYPE html/u);
    expect($('meta[name="color-scheme"]').attr('content')).toBe('light dark');
    expect($('style').text()).toContain('@media (prefers-color-scheme: dark)');
    expect($('style').text()).toContain('@media (max-width: 480px)');
    expect($('img, svg, script, link')).toHaveLength(0);
    expect($('table[role="presentation"]').length).toBe($('table').length);
    expect(html).not.toContain('url(');
  });

  test('a large digest stays under 90 KB and says how many stories the archive has beyond', () => {
    const many = Array.from({ length: 400 }, (_, index) =>
      story({ storyId: String(index), title: `${index} ${'Отстранение '.repeat(20)}` }),
    );
    const { $, html, text, subject } = page(many);
    const shown = $('h3').length;
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(90_000);
    expect(shown).toBeGreaterThan(15);
    const words = `and ${400 - shown} more stories in the archive`;
    const link = $('a').filter((_, one) => $(one).text() === words);
    expect(link.attr('href')).toBe('https://news.example.org/');
    expect(text).toContain(words);
    expect(subject).toMatch(/\(and 399 more\)$/u);
    expect($('body').text()).toContain('400 stories');
  });

  test('keeps the lines of its text within 80 characters, but for addresses', () => {
    const long = story({
      title: 'word '.repeat(50),
      quote: { text: 'word '.repeat(40).trim(), marks: [] },
    });
    const lines = page([long]).text.split('\n');
    expect(lines.filter((line) => line.length > 80 && !line.startsWith('https://'))).toEqual([]);
  });

  test('a digest without stories says that nothing happened, and what was watched', () => {
    const { $, text, subject } = page([]);
    expect(subject).toBe('Nothing new, Saturday, 14 November 2026');
    expect($('h3')).toHaveLength(0);
    for (const words of [
      'Nothing that you asked for was reported in this time.',
      '73 sources checked, 1,204 new items read.',
    ]) {
      expect($('body').text()).toContain(words);
      expect(text).toContain(words);
    }
  });

  test('shows no more stories than the subscriber wants, and where the others are', () => {
    const { $, text } = page([story(), story({ storyId: '42' }), story({ storyId: '43' })], {
      shown: 2,
    });
    expect($('h3')).toHaveLength(2);
    expect(text).toContain('and 1 more story in the archive');
  });
});
