import type { ParsedFeed } from '../../src/core/item.ts';
import type { Source } from '../../src/core/source.ts';
import { parseSource } from '../../src/sources/parse.ts';
import { aSource } from './a-source.ts';

/** Parses a document as if example.org had sent it. */
export function readText(
  body: string | Buffer,
  contentType: string | null = null,
  changes: Partial<Source> = {},
): Promise<ParsedFeed> {
  const source = aSource(changes);
  return parseSource(source, { body: Buffer.from(body), contentType, url: source.url });
}
