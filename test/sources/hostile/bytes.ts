import { brotliCompressSync, gzipSync } from 'node:zlib';

import { described, filled, ITEM, NO_FEED, rss } from './pieces.ts';
import type { HostileDocument } from './pieces.ts';

/** Bytes that are not what they are said to be. */
export const BYTES: readonly HostileDocument[] = [
  {
    name: 'UTF-16 of an odd length',
    make: (bytes) => Buffer.concat([wide(rss(filled(bytes / 2, '<a/>'))), Buffer.from([0x3c])]),
    outcome: 'read',
  },
  {
    name: 'UTF-16 of lone surrogates',
    make: (bytes) => wide(rss(filled(bytes / 2, '<item><title>\ud800</title></item>'))),
    outcome: 'read',
  },
  {
    name: 'UTF-8 behind the mark of UTF-16',
    make: (bytes) =>
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(rss(filled(bytes, '<a/>')))]),
    outcome: NO_FEED,
  },
  {
    name: 'UTF-16 behind the mark of UTF-8',
    make: (bytes) => Buffer.concat([Buffer.from('\ufeff'), wide(rss(filled(bytes / 2, '<a/>')))]),
    outcome: NO_FEED,
  },
  {
    name: 'UTF-8 that declares UTF-16',
    make: (bytes) => rss(filled(bytes, '<a/>'), '<?xml version="1.0" encoding="utf-16"?>'),
    headers: { 'content-type': 'text/xml; charset=utf-32' },
    outcome: 'read',
  },
  {
    name: 'byte order marks',
    make: (bytes) => `${filled(bytes, '\ufeff')}${rss('')}`,
    outcome: 'read',
  },
  { name: 'zeros', make: (bytes) => Buffer.alloc(bytes), outcome: NO_FEED },
  {
    name: 'zeros between letters',
    make: (bytes) => rss(described(filled(bytes, 'x\0'))),
    outcome: 'read',
  },
  { name: 'bytes of no charset', make: (bytes) => Buffer.alloc(bytes, 0xff), outcome: NO_FEED },
  { name: 'noise', make: noise, outcome: NO_FEED },
  {
    name: 'an unknown charset',
    make: (bytes) => rss(filled(bytes, '<a/>'), '<?xml version="1.0" encoding="hex"?>'),
    headers: { 'content-type': 'text/xml; charset=base64' },
    outcome: 'read',
  },
  {
    name: 'a gzip bomb that is not declared',
    make: () => gzipSync(Buffer.alloc(50_000_000, ITEM)),
    outcome: /more than 5242880 bytes/,
  },
  {
    name: 'a gzip bomb',
    make: () => gzipSync(Buffer.alloc(50_000_000, ITEM)),
    headers: { 'content-encoding': 'gzip' },
    outcome: /more than 5242880 bytes/,
  },
  {
    name: 'a brotli bomb',
    make: () => brotliCompressSync(Buffer.alloc(50_000_000, 0x20)),
    headers: { 'content-encoding': 'br' },
    outcome: /more than 5242880 bytes/,
  },
  {
    name: 'a bomb in a bomb',
    make: () => gzipSync(gzipSync(Buffer.alloc(50_000_000, ITEM))),
    headers: { 'content-encoding': 'gzip, gzip' },
    outcome: /more than 5242880 bytes/,
  },
  {
    name: 'a comment of 50 MB',
    make: () => rss(`<!--${filled(50_000_000, '-')}-->`),
    outcome: /more than 5242880 bytes/,
  },
];

function wide(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

/** Bytes that look random and are the same each time. */
function noise(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let at = 0; at < size; at += 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    bytes[at] = state >> 16;
  }
  return bytes;
}
