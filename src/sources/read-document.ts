import type { ParsedFeed, SightedItem } from '../core/item.ts';
import type { Source } from '../core/source.ts';
import { documentHintsOf, type DocumentHints } from './document-hints.ts';
import { toItem } from './item.ts';
import { parseSource } from './parse.ts';

/** What a source’s server sent. All of it can be handed to another thread. */
export type Document = {
  readonly source: Source;
  readonly body: Uint8Array;
  readonly contentType: string | null;
  /** The address it came from in the end, against which relative links are resolved. */
  readonly url: string;
  readonly fetchedAt: Date;
};

/** What a document holds: its entries, the items that they make, and how often it wants to be read. */
export type DocumentReading = {
  readonly parsed: ParsedFeed;
  readonly items: readonly SightedItem[];
  readonly hints: DocumentHints;
};

/** Reads a document, here or elsewhere; what cannot be read is told in the problems of `parsed`. */
export type ReadDocument = (document: Document) => Promise<DocumentReading>;

/** Reads a document at once. Never rejects; a hostile one of 5 MB takes seconds. */
export const readDocument: ReadDocument = async ({
  source,
  contentType,
  url,
  fetchedAt,
  ...rest
}) => {
  const { buffer, byteOffset, byteLength } = rest.body;
  const body = Buffer.from(buffer, byteOffset, byteLength);
  const parsed = await parseSource(source, { body, contentType, url, fetchedAt });
  const items = parsed.entries.flatMap(
    (entry) => toItem(entry, source, { fetchedAt, responseUrl: url }) ?? [],
  );
  return { parsed, items, hints: documentHintsOf(body) };
};
