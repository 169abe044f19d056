import { expect, test } from '@jest/globals';

import { readText } from './read-text.ts';

const TITLE = 'Федерация допустила гимнастов';
const LINK = 'https://example.org/a?b=1&c=2';
const DATE = '2026-08-20T04:00:00.000Z';
const FIELDS = `<title>${TITLE}</title><link>https://example.org/a?b=1&amp;c=2</link>`;
const PUB = '<pubDate>Thu, 20 Aug 2026 07:00:00 +0300</pubDate>';
const ENTRY = `<title>${TITLE}</title><link href="https://example.org/a?b=1&amp;c=2"/>`;
const UPDATED = '<updated>2026-08-20T07:00:00+03:00</updated>';
const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"';

test.each([
  [
    'rss20',
    `<rss version="2.0"><channel><title>C</title><item>${FIELDS}${PUB}</item></channel></rss>`,
  ],
  [
    'rss20',
    `<RSS><Channel><Item>${FIELDS.replaceAll('link>', 'LINK>')}${PUB.replaceAll('pubDate', 'PubDate')}</Item></Channel></RSS>`,
  ],
  [
    'rss20',
    `<x:rss xmlns:x="urn:x"><x:channel><x:item>${FIELDS.replaceAll(/<(\/?)/g, '<$1x:')}${PUB.replaceAll(/<(\/?)/g, '<$1x:')}</x:item></x:channel></x:rss>`,
  ],
  ['rss092', `<rss version="0.92"><channel><item>${FIELDS}${PUB}</item></channel></rss>`],
  [
    'rss091',
    `<!DOCTYPE rss SYSTEM "rss-0.91.dtd"><rss version="0.91"><channel><item>${FIELDS}${PUB}</item></channel></rss>`,
  ],
  ['rss20', `<rss version=" 2.0"><item>${FIELDS}${PUB}</item></rss>`],
  [
    'rss10',
    `<rdf:RDF ${RDF} ${DC} xmlns="http://purl.org/rss/1.0/"><channel/><item>${FIELDS}<dc:date>2026-08-20T07:00+03:00</dc:date></item></rdf:RDF>`,
  ],
  [
    'rss10',
    `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${DC}><item>${FIELDS}<dc:date>2026-08-20T07:00+03:00</dc:date></item></r:RDF>`,
  ],
  [
    'rss090',
    `<rdf:RDF ${RDF} xmlns="http://my.netscape.com/rdf/simple/0.9/"><item>${FIELDS}${PUB}</item></rdf:RDF>`,
  ],
  ['atom10', `<feed ${ATOM}><entry>${ENTRY}${UPDATED}</entry></feed>`],
  [
    'atom10',
    `<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:entry><atom:title>${TITLE}</atom:title><atom:link href="https://example.org/a?b=1&amp;c=2"/><atom:updated>2026-08-20T04:00:00Z</atom:updated></atom:entry></atom:feed>`,
  ],
  [
    'atom03',
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>${ENTRY}<issued>2026-08-20T07:00:00+03:00</issued></entry></feed>`,
  ],
  [
    'json',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: 1, title: TITLE, url: LINK, date_published: '2026-08-20T07:00:00+03:00' }],
    }),
  ],
])('%s is read: title, link and date of each item', async (format, text) => {
  const feed = await readText(text);
  expect(feed).toMatchObject({ format, encoding: 'utf-8', problems: [] });
  expect(feed.entries).toMatchObject([{ title: TITLE, link: LINK, published: new Date(DATE) }]);
});

function rss(item: string): string {
  return `<rss version="2.0"><channel><link>https://example.org/site/</link><item>${item}</item></channel></rss>`;
}
function atom(entry: string): string {
  return `<feed ${ATOM} xml:base="https://example.org/base/"><entry>${entry}</entry></feed>`;
}

test.each([
  [
    'a relative RSS link belongs to the site',
    rss('<title>T</title><link>a</link>'),
    'https://example.org/site/a',
  ],
  [
    'the guid stands in for a link',
    rss('<title>T</title><guid>https://example.org/g</guid>'),
    'https://example.org/g',
  ],
  [
    'a guid that is no permalink does not',
    rss('<title>T</title><guid isPermaLink="false">https://example.org/g</guid>'),
    null,
  ],
  [
    'atom:link stands in for a link',
    rss('<title>T</title><atom:link href="https://example.org/l"/>'),
    'https://example.org/l',
  ],
  [
    'a link may be an attribute',
    rss('<title>T</title><link href="https://example.org/l"/>'),
    'https://example.org/l',
  ],
  [
    'white space around a link goes',
    rss('<title>T</title><link>\n  https://example.org/l\n</link>'),
    'https://example.org/l',
  ],
  [
    'a link in CDATA counts',
    rss('<title>T</title><link><![CDATA[https://example.org/l]]></link>'),
    'https://example.org/l',
  ],
  [
    'xml:base is honoured',
    atom('<title>T</title><link href="a?b=1&amp;c=2"/>'),
    'https://example.org/base/a?b=1&c=2',
  ],
  [
    'a nearer xml:base is resolved against the outer',
    atom('<title>T</title><link xml:base="../in/" href="a"/>'),
    'https://example.org/in/a',
  ],
  [
    'the alternate link wins over self',
    atom('<title>T</title><link rel="self" href="s"/><link href="a"/>'),
    'https://example.org/base/a',
  ],
  [
    'a link may be text',
    atom('<title>T</title><link>https://example.org/t</link>'),
    'https://example.org/t',
  ],
  [
    'an enclosure is better than nothing',
    atom('<title>T</title><link rel="enclosure" href="e.mp3"/>'),
    'https://example.org/base/e.mp3',
  ],
  ['a javascript link is none', rss('<title>T</title><link>javascript:alert(1)</link>'), null],
  ['a data link is none', atom('<title>T</title><link href="data:text/html,x"/>'), null],
])('%s', async (_name, text, link) => {
  expect((await readText(text)).entries).toMatchObject([{ title: 'T', link }]);
});

test.each([
  ['child markup', '<title>One <b>two</b> three</title>', 'One two three'],
  ['escaped markup', '<title>One &lt;b&gt;two&lt;/b&gt; three</title>', 'One two three'],
  ['doubly escaped entities', '<title>R&amp;amp;D &amp;mdash; x</title>', 'R&D — x'],
  ['undeclared entities', '<title>a&nbsp;b&mdash;c&hellip;</title>', 'a b—c…'],
  ['a bare ampersand', '<title>a & b</title>', 'a & b'],
  ['an entity without its end', '<title>&copy 2026</title>', '© 2026'],
  ['forbidden references', '<title>a&#x1F;b</title>', 'ab'],
  ['references of windows-1252', '<title>2025&#150;2026</title>', '2025–2026'],
  ['raw control characters', '<title>a\u000bb\u0000c</title>', 'a bc'],
  ['an unescaped less-than sign', '<title>a < b</title>', 'a < b'],
  ['CDATA', '<title><![CDATA[a & <i>b</i>]]></title>', 'a & b'],
  ['media:title alone', '<media:title>m</media:title>', 'm'],
  [
    'the title of an extension',
    '<x:y xmlns:x="urn:x"><title>wrong</title></x:y><title>right</title>',
    'right',
  ],
  ['the title of an image', '<image><title>wrong</title></image><title>right</title>', 'right'],
  ['letters that turn the reading direction', '<title>a\u202eb\u200bc</title>', 'abc'],
])('a title with %s is plain text', async (_name, item, title) => {
  const { entries } = await readText(rss(`${item}<link>https://example.org/a</link>`));
  expect(entries).toMatchObject([{ title }]);
});

test('XHTML titles keep the order of their words and what they show as a tag', async () => {
  const title =
    '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <b>old</b> &lt;b&gt; tag</div></title>';
  expect((await readText(atom(title))).entries).toMatchObject([{ title: 'The old <b> tag' }]);
});

test('a summary is plain text without scripts', async () => {
  const html = '<p>One</p><script>alert(1)</script><style>p{}</style><p>two &amp; three</p>';
  const { entries } = await readText(
    rss(`<title>T</title><description><![CDATA[${html}]]></description>`),
  );
  expect(entries).toMatchObject([{ summary: 'One two & three' }]);
});

test('an item with neither title nor link is dropped and named', async () => {
  const feed = await readText(
    `<rss><channel><item><description>x</description></item><item>${FIELDS}</item></channel></rss>`,
  );
  expect(feed.entries).toHaveLength(1);
  expect(feed.problems).toEqual(['item 1 has neither a title nor a link']);
});

test('one bad date costs that date only, and is named', async () => {
  const bad = atom('<title>a</title><updated>soon</updated>').replace(
    '</feed>',
    `<entry>${ENTRY}${UPDATED}</entry></feed>`,
  );
  const { entries, problems } = await readText(bad);
  expect(entries.map(({ published }) => published?.toISOString() ?? null)).toEqual([null, DATE]);
  expect(problems).toEqual(['item 1 has a date that cannot be read: "soon"']);
});

test('a bad pubDate does not hide a good dc:date', async () => {
  const { entries } = await readText(
    rss('<title>T</title><pubDate>soon</pubDate><dc:date>2026-08-20T04:00:00Z</dc:date>'),
  );
  expect(entries[0]?.published?.toISOString()).toBe(DATE);
});

test('dates without a zone follow the zone of the source', async () => {
  const text = rss('<title>T</title><pubDate>20.08.2026 07:00</pubDate>');
  const { entries } = await readText(text, null, { timezone: 'Europe/Moscow' });
  expect(entries[0]?.published?.toISOString()).toBe(DATE);
});

test.each([
  [
    'an HTML page',
    '<!doctype html><html><head><title>x</title></head><body>y</body></html>',
    'the document is an HTML page, not a feed',
  ],
  ['nothing', '', 'the document is empty'],
  ['blanks', ' \n ', 'the document is empty'],
  ['other XML', '<note><to>x</to></note>', 'the document is neither RSS nor Atom nor JSON Feed'],
  ['other JSON', '{"a":1}', 'the JSON document has no list of items'],
  ['broken JSON', '{"items":[', 'the document begins like JSON but cannot be read as such'],
])('%s is no feed, and the problem says so', async (_name, text, problem) => {
  expect(await readText(text)).toMatchObject({ format: null, entries: [], problems: [problem] });
});
