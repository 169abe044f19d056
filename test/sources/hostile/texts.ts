import { described, filled, item, rss } from './pieces.ts';
import type { HostileDocument } from './pieces.ts';

/** Texts on which careless expressions take time that grows with the square of the length, or worse. */
export const TEXTS: readonly HostileDocument[] = [
  {
    name: 'less-than signs',
    make: (bytes) => rss(described(filled(bytes, '<'))),
    outcome: 'read',
  },
  {
    name: 'less-than signs in many texts',
    make: (bytes) => rss(filled(bytes, described('<'.repeat(60_000)))),
    outcome: 'read',
  },
  { name: 'open tags', make: (bytes) => rss(described(filled(bytes, 'x<p '))), outcome: 'read' },
  {
    name: 'nested tags in many texts',
    make: (bytes) => rss(filled(bytes, described('<b>'.repeat(20_000)))),
    outcome: 'read',
  },
  {
    name: 'escaped signs in titles',
    make: (bytes) => rss(filled(bytes, `<item><title>${'&lt;'.repeat(16_000)}</title></item>`)),
    outcome: 'read',
  },
  {
    name: 'ampersands in titles',
    make: (bytes) => rss(filled(bytes, `<item><title>${'&'.repeat(60_000)}</title></item>`)),
    outcome: 'read',
  },
  {
    name: 'blanks in titles',
    make: (bytes) => rss(filled(bytes, `<item><title>x${' '.repeat(60_000)}x</title></item>`)),
    outcome: 'read',
  },
  {
    name: 'characters that show nothing',
    make: (bytes) =>
      rss(filled(bytes, `<item><title>x${'\u200b \u00a0'.repeat(9000)}x</title></item>`)),
    outcome: 'read',
  },
  {
    name: 'dates that never end',
    make: (bytes) =>
      rss(filled(bytes, item(`<pubDate>${'1'.repeat(50_000)}</pubDate><pubDate>x</pubDate>`))),
    outcome: 'read',
  },
  {
    name: 'many dates of weekdays',
    make: (bytes) => rss(filled(bytes, item(`<pubDate>${'Mon '.repeat(24)}</pubDate>`.repeat(20)))),
    outcome: 'read',
  },
  {
    name: 'many dates of months',
    make: (bytes) => rss(filled(bytes, item(`<pubDate>${'май'.repeat(30)}</pubDate>`.repeat(20)))),
    outcome: 'read',
  },
  {
    name: 'text in base64',
    make: (bytes) =>
      `<feed version="0.3"><entry><title>One</title></entry>${filled(bytes, `<entry><title mode="base64">${'QUJD'.repeat(15_000)}</title></entry>`)}</feed>`,
    outcome: 'read',
  },
];
