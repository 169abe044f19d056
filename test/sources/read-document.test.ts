import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';

import { readDocument } from '../../src/sources/read-document.ts';
import { aSource } from './a-source.ts';

const FETCHED_AT = new Date('2026-08-20T12:00:00Z');
const PIECES = [
  '<rss><channel><ttl>5</ttl>',
  '<item>',
  '<title>Мяч &amp; été</title>',
  '<title><b></title>',
  '<link>https://e.org/?utm_source=x&id=1#y</link>',
  '<link>javascript:1</link>',
  '<guid>',
  '<guid isPermaLink="true">/a</guid>',
  '<pubDate>Thu, 20 Aug 2099 07:00:00 GMT</pubDate>',
  '<pubDate>вчера</pubDate>',
  '<description>&lt;p&gt;',
  '</item>',
  '<feed><entry>',
  '<title type="xhtml"><div>x</div></title>',
  '{"items":[{"id":1},{"title":"x","url":"/y"}]}',
  '<li><a href="/x">y</a>',
  '<?xml version="1.0" encoding="utf-16"?>',
  '\ufeff',
  '\0',
  '\ud800',
];
const CHARSETS = ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'windows-1251', 'koi8-r', 'gb18030'];

const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc
    .tuple(fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }), fc.constantFrom(...CHARSETS))
    .map(([pieces, charset]) => iconv.encode(pieces.join(''), charset)),
);
const anyType = fc.option(
  fc.oneof(
    fc.string(),
    fc.constantFrom(...CHARSETS).map((name) => `text/xml; charset=${name}`),
  ),
);
const anySource = fc
  .constantFrom(
    { kind: 'feed' as const },
    { kind: 'html-list' as const, select: { item: 'li', title: 'a', link: 'a' } },
    { kind: 'html-list' as const, select: null },
  )
  .map((changes) => aSource({ ...changes, timezone: 'Europe/Moscow' }));

test('whatever the bytes, each item has a title or a link, an identity and a date that has passed', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(anyBytes, anyType, anySource, async (body, contentType, source) => {
      const url = 'https://example.org/feed.xml';
      const document = { source, body, contentType, url, fetchedAt: FETCHED_AT };
      const { parsed, items } = await readDocument(document);
      expect(parsed.entries.filter(({ title, link }) => title === '' && link === null)).toEqual([]);
      expect(items).toHaveLength(parsed.entries.length);
      for (const item of items) {
        expect(item.key).toMatch(/^[^]{1,500}$/);
        expect(URL.canParse(item.url) && URL.canParse(item.canonicalUrl)).toBe(true);
        expect(item.publishedAt.getTime()).toBeLessThanOrEqual(FETCHED_AT.getTime());
      }
      found += items.length;
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(0);
});

test('a reading survives the way between two threads', async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes, anySource, async (body, source) => {
      const document = { source, body, contentType: null, url: source.url, fetchedAt: FETCHED_AT };
      const reading = await readDocument(document);
      expect(structuredClone(reading)).toEqual(reading);
    }),
  );
});

test('a body that is a part of a larger buffer is read alone', async () => {
  const whole = Buffer.from('<rss><item><title>One</title></item><item><title>Two</title></item>');
  const body = whole.subarray(0, whole.indexOf('<item><title>Two'));
  const source = aSource();
  const document = { source, body, contentType: null, url: source.url, fetchedAt: FETCHED_AT };
  expect((await readDocument(document)).items.map(({ title }) => title)).toEqual(['One']);
});
