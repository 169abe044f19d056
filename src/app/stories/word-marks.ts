import { markStories, type ArchiveIndex } from '../../core/archive-index.ts';

/** Searches that are remembered of one index; a mark is a byte a story. */
const MOST = 100;

type Marks = Promise<Uint8Array | null>;

/**
 * Marks the stories of an index that have words; null where there are none to look for. A search comes in pages, and with
 * one filter after the other: its words are looked up once for as long as the index stays the same.
 */
export function openWordMarks(
  idsOf: (words: string) => Promise<readonly string[] | null>,
): (index: ArchiveIndex, words: string) => Marks {
  const known = new WeakMap<ArchiveIndex, Map<string, Marks>>();
  return (index, words) => {
    const ofIndex = known.get(index) ?? new Map<string, Marks>();
    known.set(index, ofIndex);
    const found = ofIndex.get(words);
    if (found !== undefined) return found;
    const marks = idsOf(words).then((ids) => (ids === null ? null : markStories(index, ids)));
    ofIndex.set(words, marks);
    // A failure is told to who waits, and not kept.
    marks.catch(() => ofIndex.delete(words));
    for (const oldest of ofIndex.keys()) {
      if (ofIndex.size <= MOST) break;
      ofIndex.delete(oldest);
    }
    return marks;
  };
}
