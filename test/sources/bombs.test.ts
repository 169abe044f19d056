import { gzipSync } from 'node:zlib';

import { expect, test } from '@jest/globals';

import { readText } from './read-text.ts';

const ITEM = '<item><title>One</title><link>https://example.org/1</link></item>';

function rss(rest: string): string {
  return `<rss version="2.0"><channel>${ITEM}${rest}</channel></rss>`;
}

function described(text: string): string {
  return `<item><title>Two</title><description><![CDATA[${text}]]></description></item>`;
}

/** Each would take minutes, or gigabytes, in a parser without limits: that the test ends is what it asserts. */
test.each([
  ['a text of less-than signs', rss(described('<'.repeat(1_000_000)))],
  ['a text of open tags', rss(described('x<p '.repeat(250_000)))],
  ['a text of nested tags', rss(described('<b>'.repeat(100_000)))],
  ['a text of escaped signs', rss(`<item><title>${'&lt;'.repeat(200_000)}</title></item>`)],
  ['elements nested 100,000 deep', rss('<a>'.repeat(100_000))],
  ['elements nested 100,000 deep in a title', rss(`<item><title>${'<b>'.repeat(100_000)}`)],
  [
    '100,000 attributes',
    rss(`<a ${Array.from({ length: 100_000 }, (_each, n) => `a${n}="x"`).join(' ')}/>`),
  ],
  ['300,000 elements', rss('<a/>'.repeat(300_000))],
  ['a comment that never ends', rss(`<!--${'-'.repeat(1_000_000)}`)],
  ['an attribute that never ends', rss(`<a b="${'x'.repeat(1_000_000)}`)],
  [
    'a million blanks in a date',
    rss(`<item><title>T</title><pubDate>${' '.repeat(1_000_000)}x</pubDate></item>`),
  ],
  [
    'a billion laughs',
    `<!DOCTYPE l [<!ENTITY a "${'x'.repeat(99)}"><!ENTITY b "${'&a;'.repeat(99)}">]>${rss('<a>&b;</a>')}`,
  ],
])('%s cost no item that came before', async (_name, text) => {
  const { entries } = await readText(text);
  expect(entries[0]).toMatchObject({ title: 'One', link: 'https://example.org/1' });
});

test('no more than 2,000 items are taken, and the rest is mentioned', async () => {
  const { entries, problems } = await readText(rss(ITEM.repeat(3000)));
  expect(entries).toHaveLength(2000);
  expect(problems).toEqual(['more than 2000 items']);
});

test('no field is longer than 65,536 characters', async () => {
  const { entries } = await readText(rss(described('word '.repeat(50_000))));
  expect(entries[1]?.summary.length).toBeLessThanOrEqual(65_536);
});

test('a gzip bomb is not inflated', async () => {
  const bomb = gzipSync(Buffer.alloc(60_000_000, 32));
  expect(await readText(bomb)).toMatchObject({ format: null, entries: [] });
});
