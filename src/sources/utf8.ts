import { isAscii, isUtf8 } from 'node:buffer';

/** How far bytes are UTF-8: well-formed sequences of two to four bytes, and bytes that belong to none. */
export type Utf8Shape = { readonly multibyte: number; readonly invalid: number };

/**
 * Counts the sequences of UTF-8 in a text (Unicode 17, table 3-7). A sequence that the end of the bytes cuts off is
 * not counted as invalid. Of a text without a fault the first thousand sequences are counted: more prove no more.
 */
export function utf8Shape(bytes: Buffer): Utf8Shape {
  if (isAscii(bytes)) return { multibyte: 0, invalid: 0 };
  if (isUtf8(bytes)) return { multibyte: leadsIn(bytes), invalid: 0 };
  let multibyte = 0;
  let invalid = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    const length = lead < 0x80 ? 1 : sequenceLength(bytes, at, lead);
    if (length === 0) invalid += 1;
    else if (length > 1) multibyte += 1;
    at += Math.max(1, length);
  }
  return { multibyte, invalid };
}

const ENOUGH = 1000;

/** How many sequences begin in bytes that are all UTF-8. */
function leadsIn(bytes: Buffer): number {
  let leads = 0;
  for (let at = 0; at < bytes.length && leads < ENOUGH; at += 1) {
    if ((bytes[at] ?? 0) >= 0xc0) leads += 1;
  }
  return leads;
}

/** The length of the sequence at `at`, 1 when the end cuts it off, 0 when there is none. */
function sequenceLength(bytes: Buffer, at: number, lead: number): number {
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : 4;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  for (let next = 1; next < length; next += 1) {
    const byte = bytes[at + next];
    if (byte === undefined) return 1;
    if ((byte & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[at + 1] ?? 0;
  return isWellFormed(lead, second) ? length : 0;
}

/** Overlong forms, surrogates and what lies beyond U+10FFFF are told by the second byte. */
function isWellFormed(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  return lead !== 0xf4 || second <= 0x8f;
}
