import { createHash } from 'node:crypto';

/** Postgres refuses U+0000 in text and lone surrogates in JSON; feeds may hold both. */
export function storable(text: string): string {
  return Buffer.from(text.replaceAll('\u0000', ''), 'utf8').toString('utf8');
}

/** A B-tree entry holds at most 2.7 KB, a hostile GUID may be longer. */
export function boundedKey(key: string): string {
  const clean = storable(key);
  return clean.length <= 400 ? clean : `sha256:${sha256(clean)}`;
}

/** SHA-256 of a text, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
