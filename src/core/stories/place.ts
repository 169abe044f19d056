import { components } from './components.ts';
import { fingerprint, likeness, type Fingerprint, type Text } from './copies.ts';

/** A flagged item that waits for a story. */
export type Report = Text & { readonly itemId: string; readonly publishedAt: Date };

/** A report that has its story already. */
export type PlacedReport = Report & { readonly storyId: string };

/**
 * What becomes of fresh reports that belong together: they open a story, join one, or show that
 * several stories are one (`into` is the oldest, `merged` the others).
 */
export type Placement =
  | { readonly kind: 'opens'; readonly itemIds: readonly string[] }
  | { readonly kind: 'joins'; readonly itemIds: readonly string[]; readonly storyId: string }
  | {
      readonly kind: 'merges';
      readonly itemIds: readonly string[];
      readonly into: string;
      readonly merged: readonly string[];
    };

/** `windowMs`: reports further apart in time are two events. `similarity`: likeness from which two are copies, 0…1. */
export type PlacementRules = { readonly windowMs: number; readonly similarity: number };

type Candidate = Report | PlacedReport;

/**
 * Places fresh reports among the placed ones. Copies of copies belong together, so the outcome is the
 * set of connected components, which does not depend on the order of arrival or on how it is batched.
 */
export function placeReports(
  fresh: readonly Report[],
  placed: readonly PlacedReport[],
  rules: PlacementRules,
): Placement[] {
  return groupsOf(fresh, placed, rules)
    .map(placementOf)
    .toSorted((a, b) => compareIds(a.itemIds[0] ?? '', b.itemIds[0] ?? ''));
}

function placementOf(group: readonly Candidate[]): Placement {
  const itemIds = group
    .filter((report) => !('storyId' in report))
    .map(({ itemId }) => itemId)
    .toSorted(compareIds);
  const storyIds = new Set(
    group.flatMap((report) => ('storyId' in report ? [report.storyId] : [])),
  );
  const [oldest, ...others] = [...storyIds].toSorted(compareIds);
  if (oldest === undefined) return { kind: 'opens', itemIds };
  if (others.length === 0) return { kind: 'joins', itemIds, storyId: oldest };
  return { kind: 'merges', itemIds, into: oldest, merged: others };
}

/** Groups reports that are linked by likeness or by their story; only groups with a fresh report come back. */
function groupsOf(
  fresh: readonly Report[],
  placed: readonly PlacedReport[],
  rules: PlacementRules,
): Candidate[][] {
  const reports: readonly Candidate[] = [...fresh, ...placed];
  const prints = reports.map(fingerprint);
  const linked = components(reports.length);

  const firstOfStory = new Map<string, number>();
  placed.forEach(({ storyId }, at) => {
    const index = fresh.length + at;
    linked.link(index, firstOfStory.get(storyId) ?? index);
    if (!firstOfStory.has(storyId)) firstOfStory.set(storyId, index);
  });

  // Pairs of placed reports were compared when the later of them came.
  for (let a = 0; a < fresh.length; a += 1) {
    for (let b = a + 1; b < reports.length; b += 1) {
      if (areCopies(reports, prints, [a, b], rules)) linked.link(a, b);
    }
  }
  return linked
    .groups()
    .filter(([lowest]) => lowest !== undefined && lowest < fresh.length)
    .map((group) => group.flatMap((index) => reports[index] ?? []));
}

function areCopies(
  reports: readonly Candidate[],
  prints: readonly Fingerprint[],
  pair: readonly [number, number],
  rules: PlacementRules,
): boolean {
  const [a, b] = pair.map((index) => reports[index]);
  const [printA, printB] = pair.map((index) => prints[index]);
  if (a === undefined || b === undefined || printA === undefined || printB === undefined)
    return false;
  const apart = Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime());
  return apart <= rules.windowMs && likeness(printA, printB) >= rules.similarity;
}

/** Ids are decimal numbers in text: the shorter is the lower. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
