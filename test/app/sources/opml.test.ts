import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readOpml, writeOpml, type Outline } from '../../../src/app/sources/opml.ts';

test('what is written is read again as it was', () => {
  const outline: fc.Arbitrary<Outline> = fc.record({
    url: fc
      .webUrl({ withQueryParameters: true, withFragments: true })
      .map((url) => new URL(url).href),
    name: fc.option(words()),
    language: fc.option(fc.constantFrom('en', 'be', 'en-GB')),
  });
  fc.assert(
    fc.property(fc.string(), fc.array(outline, { maxLength: 10 }), (title, outlines) => {
      const { outlines: read, problems } = readOpml(writeOpml(title, outlines));
      expect(problems).toEqual([]);
      // Without a name the address stands for it.
      expect(read).toEqual(outlines.map((each) => ({ ...each, name: each.name ?? each.url })));
    }),
  );
});

test('any text is read without harm', () => {
  const pieces = fc.constantFrom(
    '<opml>',
    '<outline xmlUrl="http://a/"',
    '/>',
    '&x;',
    '<!DOCTYPE',
    ']]>',
    '"',
    '<',
    'x',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      for (const { url } of readOpml(parts.join('')).outlines) expect(url).toMatch(/^https?:/);
    }),
  );
});

test('entities that a file declares stay what they are', () => {
  const bomb = Array.from(
    { length: 20 },
    (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
  );
  const text = `<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY l0 "lol"><!ENTITY file SYSTEM "file:///etc/passwd">${bomb.join('')}]>
<opml><body><outline text="&l20;&file;" xmlUrl="https://a.example/rss"/></body></opml>`;
  expect(readOpml(text).outlines).toEqual([
    { url: 'https://a.example/rss', name: '&l20;&file;', language: null },
  ]);
});

test('the depth and the number of feeds are bounded, and what is left out is told', () => {
  const deep = readOpml(`<opml><body>${'<outline text="x">'.repeat(100_000)}`);
  expect(deep).toEqual({
    outlines: [],
    problems: ['the rest is left out: nested deeper than 100'],
  });
  const wide = readOpml(`<opml><body>${'<outline xmlUrl="https://a.example/"/>'.repeat(20_000)}`);
  expect(wide.outlines).toHaveLength(10_000);
  expect(wide.problems).toEqual(['the rest is left out: 10000 feeds']);
});

/** A name as it comes back: one line without white space round it. */
function words(): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .map((text) => text.replaceAll(/[\p{C}\s]+/gu, ' ').trim())
    .filter((text) => text !== '');
}
