import type { ParsedFeed } from './item.ts';

/**
 * What a document came to: `ok` holds entries; `empty` is sound, but lists nothing right now; `broken` yields nothing for the
 * reasons in its problems. Only `ok` is a success: a source that is `empty` for long has moved, or lost its feed.
 */
export type ReadingState = 'ok' | 'empty' | 'broken';

/** Tells the three apart. Listing pages are never `empty`: selectors that find nothing are a problem. */
export function readingState({ format, entries, problems }: ParsedFeed): ReadingState {
  if (entries.length > 0) return 'ok';
  return format !== null && problems.length === 0 ? 'empty' : 'broken';
}
