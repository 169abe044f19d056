import type { Member } from './margins.ts';

/** A flagged report that is placed, or waits for its story. */
export type Report = Member & {
  readonly itemId: string;
  /** Null for one that waits. */
  readonly storyId: string | null;
};

/** What becomes of the reports of one event. */
export type Placement = {
  /** The story they are; null: a new one. */
  readonly storyId: string | null;
  /** All its reports, by time. */
  readonly itemIds: readonly string[];
  /** Stories that have turned out to be this one. */
  readonly absorbed: readonly string[];
};

/** A story's share in a group of reports. */
type Claim = { readonly storyId: string; readonly group: number; readonly reports: number };

/**
 * Gives groups of reports their stories: a story goes where most of its reports are, and of the stories that come
 * together the oldest stays. A story none of whose reports lie in another group is absorbed; one that was cut keeps
 * its larger part. Placements come in the groups' order.
 */
export function assignStories(groups: readonly (readonly Report[])[]): Placement[] {
  const claims = claimsOf(groups);
  const homes = homesOf(claims);
  return groups.map((group, index) => {
    const here = [...homes].filter(([, home]) => home === index).map(([storyId]) => storyId);
    const [oldest, ...absorbed] = here.toSorted(compareIds);
    return { storyId: oldest ?? null, itemIds: group.map(({ itemId }) => itemId), absorbed };
  });
}

function claimsOf(groups: readonly (readonly Report[])[]): Claim[] {
  return groups.flatMap((group, index) => {
    const counts = new Map<string, number>();
    for (const { storyId } of group) {
      if (storyId !== null) counts.set(storyId, (counts.get(storyId) ?? 0) + 1);
    }
    return [...counts].map(([storyId, reports]) => ({ storyId, group: index, reports }));
  });
}

/** Where most of a story's reports are; among equals the earlier group. */
function homesOf(claims: readonly Claim[]): ReadonlyMap<string, number> {
  const best = new Map<string, Claim>();
  for (const claim of claims) {
    const known = best.get(claim.storyId);
    if (known === undefined || claim.reports > known.reports) best.set(claim.storyId, claim);
  }
  return new Map([...best].map(([storyId, { group }]) => [storyId, group]));
}

/** Ids are decimal numbers in text: the shorter is the lower. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}
