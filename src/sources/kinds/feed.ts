import Parser from 'rss-parser';

import type { Entry } from '../../core/item.ts';
import { messageOf } from '../../errors.ts';
import { absolute } from '../links.ts';
import { normalise } from '../normalise.ts';

/** What one way of reading a document found; null in `format` where it is none of that kind. */
export type Reading = {
  readonly format: string | null;
  readonly title: string | null;
  readonly entries: readonly Entry[];
  readonly problems: readonly string[];
  /** Addresses of further documents, where this one only lists them. */
  readonly parts?: readonly string[];
};

/**
 * Reads RSS, RDF or Atom: the normaliser mends and simplifies, rss-parser reads. Never rejects.
 * `base` is the address the document came from; `zone` the IANA zone of dates that name none.
 */
export async function readFeed(
  text: string,
  at: { readonly base: string; readonly zone: string },
): Promise<Reading> {
  const { format, xml, summaries, problems } = normalise(text, at);
  if (xml === null) return { format, title: null, entries: [], problems };
  try {
    // A parser that was used before remembers errors of the feed before.
    const { title, items } = await new Parser().parseString(xml);
    const entries = items.map((item, index) => entryOf(item, summaries[index] ?? ''));
    return { format, title: title ?? null, entries, problems };
  } catch (error) {
    return { format, title: null, entries: [], problems: [...problems, messageOf(error)] };
  }
}

function entryOf(item: Parser.Item, summary: string): Entry {
  return {
    guid: item.guid ?? null,
    title: item.title ?? '',
    summary,
    link: item.link === undefined ? null : absolute(item.link, null),
    published: item.isoDate === undefined ? null : new Date(item.isoDate),
  };
}
