import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Entry } from '../../src/core/item.ts';
import { readText } from './read-text.ts';

function isSound({ title, link, published }: Entry): boolean {
  const linkIsSound = link === null || /^https?:\/\/[^\s]+$/.test(link);
  const dateIsSound = published === null || !Number.isNaN(published.getTime());
  return (title !== '' || link !== null) && linkIsSound && dateIsSound;
}

const PIECES = [
  '<rss version="2.0">',
  '<channel>',
  '<item>',
  '</item>',
  '<feed>',
  '<entry>',
  '</entry>',
  '<title>',
  '</title>',
  '<title type="xhtml">',
  '<link>',
  '</link>',
  '<link href="/a"/>',
  '<link href="http://[/"/>',
  '<guid>',
  '</guid>',
  '<pubDate>',
  '</pubDate>',
  '<description>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<!DOCTYPE x [',
  '<?xml version="1.0" encoding="utf-16"?>',
  '&amp;',
  '&',
  '&#0;',
  '<',
  '>',
  '"',
  'x',
  'https://e.org/',
  '20.08.2026',
  'Thu, 20 Aug',
  '\0',
  '\ud800',
  '{',
  '}',
  '[',
  '{"items":[{"title":1,"url":[]}]}',
  'xml:base="::"',
  '<a xml:base="http://[">',
];

test('any bytes are parsed without an exception, and every entry is sound', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.option(fc.string()),
      async (bytes, type) => {
        const { entries } = await readText(Buffer.from(bytes), type);
        return entries.every(isSound);
      },
    ),
    { numRuns: 300 },
  );
});

test('any mixture of feed pieces is parsed without an exception, and every entry is sound', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }), async (pieces) => {
      const { entries } = await readText(`<rss><channel><item>${pieces.join('')}`);
      found += entries.length;
      return entries.every(isSound);
    }),
    { numRuns: 500 },
  );
  expect(found).toBeGreaterThan(0);
});

test('any page is cut without an exception, whatever the selectors', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), fc.string(), async (page, item, title) => {
      const select = { item, title, link: 'a' };
      const { entries } = await readText(`<li><a href="/x">${page}</a></li>`, null, {
        kind: 'html-list',
        select,
      });
      return entries.every(isSound);
    }),
  );
});
