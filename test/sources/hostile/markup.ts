import { filled, item, rss } from './pieces.ts';
import type { HostileDocument } from './pieces.ts';

/** Entities, declarations and other machinery of XML. */
export const MACHINERY: readonly HostileDocument[] = [
  {
    name: 'a billion laughs',
    make: () => {
      const levels = Array.from(
        { length: 12 },
        (_each, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`,
      );
      return rss(
        item('<description>&l12;</description>'),
        `<!DOCTYPE l [<!ENTITY l0 "lol">${levels.join('')}]>`,
      );
    },
    outcome: 'read',
  },
  {
    name: 'one long entity used often',
    make: (bytes) =>
      rss(
        item(`<description>${filled(bytes / 2, '&a;')}</description>`),
        `<!DOCTYPE l [<!ENTITY a "${filled(bytes / 2, 'x')}">]>`,
      ),
    outcome: 'read',
  },
  {
    name: 'entities that are files and addresses',
    make: () =>
      rss(
        item('<description>&f;&h;</description>'),
        '<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:1/"><!ENTITY % p SYSTEM "http://127.0.0.1:1/p">%p;]>',
      ),
    outcome: 'read',
  },
  {
    name: 'declarations alone',
    make: (bytes) => rss('', `<!DOCTYPE l [${filled(bytes, '<!ENTITY a "b">')}]>`),
    outcome: 'read',
  },
  {
    name: 'processing instructions',
    make: (bytes) => rss(filled(bytes, '<?a?>')),
    outcome: 'read',
  },
  { name: 'a comment', make: (bytes) => rss(`<!--${filled(bytes, '-')}-->`), outcome: 'read' },
  { name: 'many comments', make: (bytes) => rss(filled(bytes, '<!---->')), outcome: 'read' },
  {
    name: 'an unclosed CDATA section',
    make: (bytes) => rss(`<item><title><![CDATA[${filled(bytes, ']]')}`),
    outcome: 'read',
  },
  {
    name: 'prefixes declared anew',
    make: (bytes) => rss(filled(bytes, '<a:b xmlns:a="http://purl.org/dc/elements/1.1/"/>')),
    outcome: 'read',
  },
];

/** Too much of what a feed consists of. */
export const MASSES: readonly HostileDocument[] = [
  { name: 'nested elements', make: (bytes) => rss(filled(bytes, '<a>')), outcome: 'read' },
  {
    name: 'nested elements in a title',
    make: (bytes) => rss(`<item><title>${filled(bytes, '<b>')}`),
    outcome: 'read',
  },
  {
    name: 'nested elements in XHTML',
    make: (bytes) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title></entry><entry><title type="xhtml">${filled(bytes, '<div>')}</title></entry></feed>`,
    outcome: 'read',
  },
  {
    name: 'elements that open deep and close wrongly',
    make: (bytes) =>
      rss(filled(bytes, `${'<a>'.repeat(500)}${'</b>'.repeat(5000)}${'</a>'.repeat(500)}`)),
    outcome: 'read',
  },
  { name: 'elements', make: (bytes) => rss(filled(bytes, '<a/>')), outcome: 'read' },
  { name: 'end tags', make: (bytes) => rss(filled(bytes, '</a>')), outcome: 'read' },
  {
    name: 'attributes of one element',
    make: (bytes) => rss(`<a ${filled(bytes, 'a="" ')}/>`),
    outcome: 'read',
  },
  {
    name: 'elements of 999 attributes',
    make: (bytes) =>
      rss(
        filled(bytes, `<a ${Array.from({ length: 999 }, (_each, n) => `a${n}="x"`).join(' ')}/>`),
      ),
    outcome: 'read',
  },
  {
    name: 'an attribute without an end',
    make: (bytes) => rss(`<a b="${filled(bytes, 'x')}`),
    outcome: 'read',
  },
  { name: 'a tag without an end', make: (bytes) => rss(`<${filled(bytes, 'a')}`), outcome: 'read' },
  { name: 'a tag of blanks', make: (bytes) => rss(`<a${filled(bytes, ' ')}>`), outcome: 'read' },
  { name: 'empty items', make: (bytes) => rss(filled(bytes, '<item/>')), outcome: 'read' },
  {
    name: 'items with everything',
    make: (bytes) =>
      rss(
        filled(
          bytes,
          '<item><title>A headline about sport</title><link>https://example.org/a?b=1</link><pubDate>20 August 2026</pubDate><description>&lt;p&gt;Text &amp;amp; more&lt;/p&gt;</description></item>',
        ),
      ),
    outcome: 'read',
  },
  {
    name: 'nested bases',
    make: (bytes) =>
      rss(
        filled(bytes, `${'<a xml:base="http://example.org/x/">'.repeat(400)}${'</a>'.repeat(400)}`),
      ),
    outcome: 'read',
  },
  {
    name: 'links that lead nowhere',
    make: (bytes) =>
      rss(
        filled(
          bytes,
          item(`${'<link>http://[</link>'.repeat(10)}<link>${'a/'.repeat(2000)}</link>`),
        ),
      ),
    outcome: 'read',
  },
];
