import {
  ARCHIVE_FACETS,
  PERIOD_DAYS,
  periodStart,
  type ArchiveFacet,
  type ArchivePlace,
} from './archive.ts';
import type { Chosen, FacetCounts } from './facets.ts';
import { compareIds } from './stories/assign.ts';

/** A story as far as it can be chosen. */
export type ArchiveEntry = ArchivePlace & {
  /** Of each facet but the period, which follows from the time. */
  readonly values: ReadonlyMap<ArchiveFacet, readonly string[]>;
};

/**
 * All stories by what they can be chosen by. A place in it is a story's number in the order of the archive, the newest
 * first: so a period is a beginning, and a page follows a place.
 */
export type ArchiveIndex = {
  readonly entries: readonly ArchiveEntry[];
  readonly places: ReadonlyMap<string, number>;
  /** By facet and value, the places of the stories that have it, ascending. */
  readonly postings: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
};

/** What of an archive is chosen, and what else could be. */
export type Tally = {
  /** Stories that have all that is looked for. */
  readonly found: number;
  /** Of all that have the words, whatever is chosen. */
  readonly all: number;
  /** Of each facet, how many there would be of each value if it were chosen next. */
  readonly counts: FacetCounts;
  /** Of each facet that something is chosen in, how many there would be without. */
  readonly without: ReadonlyMap<string, number>;
  /** How many there would be without the words; what is found where there are none. */
  readonly withoutWords: number;
};

/** What is looked for, the words by the stories that have them, see markStories; null: any. */
export type Wanted = {
  readonly chosen: Chosen;
  readonly withWords: Uint8Array | null;
  readonly now: Date;
};

/** Makes an index of stories, in whatever order they come. */
export function indexArchive(stories: readonly ArchiveEntry[]): ArchiveIndex {
  const entries = stories.toSorted(newestFirst);
  const postings = new Map<string, Map<string, number[]>>();
  for (const [place, { values }] of entries.entries()) {
    for (const [facet, all] of values) {
      const ofFacet = postings.get(facet) ?? new Map<string, number[]>();
      postings.set(facet, ofFacet);
      for (const value of all) {
        const known = ofFacet.get(value);
        if (known === undefined) ofFacet.set(value, [place]);
        else if (known.at(-1) !== place) known.push(place);
      }
    }
  }
  return { entries, places: new Map(entries.map(({ id }, place) => [id, place])), postings };
}

/** An index with stories put in the place of what was known of them, or added; the same one where there are none. */
export function withEntries(index: ArchiveIndex, stories: readonly ArchiveEntry[]): ArchiveIndex {
  const isKnown = ({ id, changedAt }: ArchiveEntry): boolean => {
    const known = index.entries[index.places.get(id) ?? -1];
    return known !== undefined && known.changedAt.getTime() === changedAt.getTime();
  };
  if (stories.every(isKnown)) return index;
  const anew = new Set(stories.map(({ id }) => id));
  return indexArchive([...stories, ...index.entries.filter(({ id }) => !anew.has(id))]);
}

/** The stories of a selection after a place, in the order of the archive. */
export function pageOf(
  index: ArchiveIndex,
  wanted: Wanted,
  page: { readonly before: ArchivePlace | null; readonly limit: number },
): ArchiveEntry[] {
  const taken = takenBy(index, wanted, null);
  const found: ArchiveEntry[] = [];
  let place = page.before === null ? 0 : placeAfter(index, page.before);
  for (; place < index.entries.length && found.length < page.limit; place += 1) {
    const entry = index.entries[place];
    if (entry !== undefined && (taken === null || taken[place] === 1)) found.push(entry);
  }
  return found;
}

/** Counts what is found, and what would be. */
export function tallyOf(index: ArchiveIndex, wanted: Wanted): Tally {
  const taken = takenBy(index, wanted, null);
  const without = new Map<string, Taken>();
  for (const facet of wanted.chosen.keys()) without.set(facet, takenBy(index, wanted, facet));
  const anyWords =
    wanted.withWords === null ? taken : takenBy(index, { ...wanted, withWords: null }, null);
  return {
    found: countTaken(index, taken),
    all: wanted.withWords === null ? index.entries.length : sum(wanted.withWords),
    counts: new Map(
      ARCHIVE_FACETS.map((facet) => [
        facet,
        countValues(index, {
          facet,
          taken: without.has(facet) ? (without.get(facet) ?? null) : taken,
          wanted,
        }),
      ]),
    ),
    without: new Map([...without].map(([facet, some]) => [facet, countTaken(index, some)])),
    withoutWords: countTaken(index, anyWords),
  };
}

/** 1 for each place that is wanted; null where all are. */
type Taken = Uint8Array | null;

function newestFirst(a: ArchivePlace, b: ArchivePlace): number {
  return b.changedAt.getTime() - a.changedAt.getTime() || compareIds(b.id, a.id);
}

/** The first place whose story comes after the given one; the given one need not be there any more. */
function placeAfter({ entries }: ArchiveIndex, before: ArchivePlace): number {
  return partition(entries, (entry) => newestFirst(entry, before) <= 0);
}

/** The place at which a period ends: stories before it changed within the period. */
function periodEnd({ entries }: ArchiveIndex, period: string, now: Date): number {
  const start = periodStart(period, now);
  return start === null ? 0 : partition(entries, ({ changedAt }) => changedAt >= start);
}

/** How many entries there are at the beginning for which it is so. */
function partition(
  entries: readonly ArchiveEntry[],
  isBefore: (entry: ArchiveEntry) => boolean,
): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && isBefore(entry)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is wanted; `but` is a facet in which anything is. */
function takenBy(
  index: ArchiveIndex,
  { chosen, withWords, now }: Wanted,
  but: string | null,
): Taken {
  let taken: Taken = withWords;
  for (const [facet, value] of chosen) {
    if (facet === but) continue;
    if (facet === 'period') taken = keepFirst(index, taken, periodEnd(index, value, now));
    else taken = keep(index, taken, index.postings.get(facet)?.get(value) ?? []);
  }
  return taken;
}

function keep({ entries }: ArchiveIndex, taken: Taken, places: readonly number[]): Uint8Array {
  const kept = new Uint8Array(entries.length);
  for (const place of places) kept[place] = taken === null ? 1 : (taken[place] ?? 0);
  return kept;
}

/** 1 for the place of each of the stories; one that the index does not know is left out. */
export function markStories({ entries, places }: ArchiveIndex, ids: readonly string[]): Uint8Array {
  const kept = new Uint8Array(entries.length);
  for (const id of ids) {
    const place = places.get(id);
    if (place !== undefined) kept[place] = 1;
  }
  return kept;
}

function keepFirst({ entries }: ArchiveIndex, taken: Taken, end: number): Uint8Array {
  return taken === null
    ? new Uint8Array(entries.length).fill(1, 0, end)
    : taken.slice().fill(0, end);
}

function countValues(
  index: ArchiveIndex,
  { facet, taken, wanted }: { readonly facet: string; readonly taken: Taken; wanted: Wanted },
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const chosen = wanted.chosen.get(facet);
  // A chosen value is told even where nothing has it.
  if (chosen !== undefined) counts.set(chosen, 0);
  if (facet === 'period') {
    for (const period of PERIOD_DAYS.keys()) {
      const end = periodEnd(index, period, wanted.now);
      const count = taken === null ? end : sum(taken.subarray(0, end));
      if (count > 0) counts.set(period, count);
    }
    return counts;
  }
  for (const [value, places] of index.postings.get(facet) ?? []) {
    const count = taken === null ? places.length : countAt(taken, places);
    if (count > 0) counts.set(value, count);
  }
  return counts;
}

function countAt(taken: Uint8Array, places: readonly number[]): number {
  let count = 0;
  for (const place of places) count += taken[place] ?? 0;
  return count;
}

function countTaken({ entries }: ArchiveIndex, taken: Taken): number {
  return taken === null ? entries.length : sum(taken);
}

function sum(numbers: Uint8Array): number {
  let total = 0;
  for (const one of numbers) total += one;
  return total;
}
