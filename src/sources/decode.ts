import { isAscii, isUtf8, transcode } from 'node:buffer';
import { gunzipSync } from 'node:zlib';

import { detect } from 'chardet';
import iconv from 'iconv-lite';

import { isGzip, MAX_BODY } from './body.ts';
import { charsetOf } from './charset.ts';
import { utf8Shape } from './utf8.ts';
import type { Utf8Shape } from './utf8.ts';

/** A document as text, and the charset that its bytes were read in. */
export type Decoded = { readonly text: string; readonly encoding: string };

/**
 * Reads the bytes of a document. What the bytes prove comes first (gzip, byte order marks, UTF-16 without one, UTF-8 with
 * at least four multi-byte sequences), then what is declared (HTTP, XML or HTML), then a guess. Never throws.
 */
export function decode(bytes: Buffer, contentType: string | null): Decoded {
  const plain = unzipped(bytes);
  const encoding = encodingOf(plain, contentType);
  return { text: withoutLead(textOf(plain, encoding)), encoding };
}

/** Node’s own way from UTF-8 to a string takes six times as long where a text is not mostly ASCII. */
function textOf(bytes: Buffer, encoding: string): string {
  return encoding === 'utf-8' && isUtf8(bytes) && !isAscii(bytes)
    ? transcode(bytes, 'utf8', 'utf16le').toString('utf16le')
    : iconv.decode(bytes, encoding, { stripBOM: true });
}

/** Byte order marks and zeros that stand before the first character. */
function withoutLead(text: string): string {
  let at = 0;
  while (text[at] === '\ufeff' || text[at] === '\0') at += 1;
  return text.slice(at);
}

const SURE_SEQUENCES = 4;
/** A text with one broken byte among twenty good sequences is still UTF-8, not something else. */
const TOLERATED_SHARE = 1 / 20;
/** Declarations stand near the beginning; a guess needs no more than this. */
const HEAD_BYTES = 4096;
const GUESS_BYTES = 65_536;

function unzipped(bytes: Buffer): Buffer {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BODY });
  } catch {
    return Buffer.alloc(0);
  }
}

function encodingOf(bytes: Buffer, contentType: string | null): string {
  const certain = byMark(bytes) ?? byZeros(bytes);
  if (certain !== null) return certain;
  const shape = utf8Shape(bytes);
  if (shape.invalid === 0 && shape.multibyte >= SURE_SEQUENCES) return 'utf-8';
  const declared = [headerCharset(contentType), declaredCharset(bytes)].flatMap((label) => {
    const charset = charsetOf(label);
    // Whoever could read the declaration as ASCII knows that it is not true.
    return charset === null || /^utf-(16|32)/.test(charset) ? [] : [charset];
  });
  const possible = declared.find((charset) => charset !== 'utf-8' || isMostlyUtf8(shape));
  if (possible !== undefined) return possible;
  return isMostlyUtf8(shape) ? 'utf-8' : guess(bytes);
}

function isMostlyUtf8({ multibyte, invalid }: Utf8Shape): boolean {
  return invalid <= multibyte * TOLERATED_SHARE || (invalid <= 1 && multibyte >= 1);
}

function byMark(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 4).toString('hex');
  if (head.startsWith('efbbbf')) return 'utf-8';
  if (head === 'fffe0000') return 'utf-32le';
  if (head === '0000feff') return 'utf-32be';
  if (head.startsWith('fffe')) return 'utf-16le';
  return head.startsWith('feff') ? 'utf-16be' : null;
}

/** `<` and what follows it tell the wide encodings apart when there is no mark (XML 1.0, appendix F). */
function byZeros(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 4).toString('hex');
  if (head === '3c000000') return 'utf-32le';
  if (head === '0000003c') return 'utf-32be';
  if (/^3c00[^0].00$|^3c000[^0]00$/.test(head)) return 'utf-16le';
  return head.startsWith('003c00') ? 'utf-16be' : null;
}

function headerCharset(contentType: string | null): string | undefined {
  return /charset\s*=\s*["']?([^\s"';,]{1,40})/i.exec((contentType ?? '').slice(0, 500))?.[1];
}

/** The label in the XML declaration, or in a meta element of an HTML page. */
function declaredCharset(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, HEAD_BYTES).toString('latin1');
  const inXml = /<\?xml\s[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([^"'>]{1,40})["']/i.exec(
    head,
  )?.[1];
  return inXml ?? /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(head)?.[1];
}

function guess(bytes: Buffer): string {
  // Tags are ASCII and would drown the letters; without `<` the expression cannot run long.
  const letters = bytes
    .toString('latin1')
    .replace(/<[^<>]{0,2000}>/g, ' ')
    .slice(0, GUESS_BYTES);
  return charsetOf(detect(Buffer.from(letters, 'latin1'))) ?? 'windows-1252';
}
