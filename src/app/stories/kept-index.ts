import {
  indexArchive,
  withEntries,
  type ArchiveEntry,
  type ArchiveIndex,
} from '../../core/archive-index.ts';
import { keptFresh, type Freshness } from '../kept-fresh.ts';

/** Stories that changed are looked for so often: counts that are so old still tell which way to look. Our own choice. */
const CHANGES: Freshness = { freshMs: 3_000, oldestMs: 20_000 };
/**
 * All are read so often, which takes a large archive a second in the background: for what changes without the story's own
 * time, such as a verdict that is corrected.
 */
const WHOLE: Freshness = { freshMs: 60_000, oldestMs: 300_000 };
/** Changes of a transaction are seen when it ends; this much earlier ones are read again, in milliseconds. */
const OVERLAP_MS = 60_000;

/** Keeps the index of the archive, and follows it: what changed every few seconds, everything every minute it is asked for. */
export function keptIndex(
  read: (since: Date | null) => Promise<readonly ArchiveEntry[]>,
  clock: () => number,
): () => Promise<ArchiveIndex> {
  const whole = keptFresh(WHOLE, clock, async () => indexArchive(await read(null)));
  let last: { readonly of: ArchiveIndex; readonly now: ArchiveIndex } | null = null;
  return keptFresh(CHANGES, clock, async () => {
    const all = await whole();
    const known = last?.of === all ? last.now : all;
    const newest = known.entries[0]?.changedAt.getTime() ?? 0;
    const now = withEntries(known, await read(new Date(Math.max(0, newest - OVERLAP_MS))));
    last = { of: all, now };
    return now;
  });
}
