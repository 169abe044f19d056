import type { Sight } from './sight.ts';

/** So many of so many. */
export type Count = { readonly n: number; readonly of: number };

/** What two fetches of a source, or one alone, tell of its items' keys. */
export type KeyEvidence = {
  readonly items: number;
  readonly withGuid: number;
  readonly withLink: number;
  /** Items whose guid another, different item of the same fetch has too. */
  readonly doubledGuids: number;
  /** Items whose link another, different item of the same fetch has too. */
  readonly doubledLinks: number;
  /** Of items that both fetches saw: those whose guid changed. */
  readonly changedGuids: Count;
  /** Of guids that both fetches saw: those which mean another item now. */
  readonly reusedGuids: Count;
  /** Of items that both fetches saw: those whose link changed. */
  readonly changedLinks: Count;
  /** Of items that both fetches saw under one guid or link: those whose title was edited. */
  readonly editedTitles: Count;
};

/** Gathers the evidence from the last fetch and, where there was one, the fetch before it. */
export function keyEvidence(
  latest: readonly Sight[],
  before: readonly Sight[] | null,
): KeyEvidence {
  const earlier = before ?? [];
  const byLink = pairs(latest, earlier, ({ link }) => link);
  const byHash = pairs(latest, earlier, ({ hash }) => hash);
  const byGuid = pairs(latest, earlier, ({ guid }) => guid);
  const same = byLink.length >= byHash.length ? byLink : byHash;
  const stable = byGuid.length >= byLink.length ? byGuid : byLink;
  return {
    items: latest.length,
    withGuid: latest.filter(({ guid }) => guid !== null).length,
    withLink: latest.filter(({ link }) => link !== null).length,
    doubledGuids: doubled(latest, 'guid', 'link'),
    doubledLinks: doubled(latest, 'link', 'guid'),
    changedGuids: count(
      same.filter(([now, then]) => now.guid !== null && then.guid !== null),
      ([now, then]) => now.guid !== then.guid,
    ),
    reusedGuids: count(
      byGuid,
      ([now, then]) => now.title !== then.title && now.hash !== then.hash && isElsewhere(now, then),
    ),
    changedLinks: count(
      byHash.filter(([now, then]) => now.link !== null && then.link !== null),
      ([now, then]) => now.link !== then.link,
    ),
    editedTitles: count(stable, ([now, then]) => now.title !== then.title),
  };
}

/**
 * The share (0…1) of a fetch's items that an earlier fetch saw too, by guid, by the path of the link or by title and date: feeds move to
 * other hosts with their items. Zero where either is empty.
 */
export function sharedItems(latest: readonly Sight[], before: readonly Sight[]): number {
  if (latest.length === 0 || before.length === 0) return 0;
  const known = new Set(before.flatMap(marksOf));
  const shared = latest.filter((sight) => marksOf(sight).some((mark) => known.has(mark))).length;
  return Math.min(1, shared / Math.min(latest.length, before.length));
}

type Pair = readonly [now: Sight, then: Sight];

/** Items that both fetches hold under the same value; a value that stands for several items of a fetch tells nothing. */
function pairs(
  latest: readonly Sight[],
  before: readonly Sight[],
  valueOf: (sight: Sight) => string | null,
): Pair[] {
  const then = unique(before, valueOf);
  return [...unique(latest, valueOf)].flatMap(([value, sight]) => {
    const earlier = then.get(value);
    return earlier === undefined ? [] : [[sight, earlier] as const];
  });
}

function unique(
  sights: readonly Sight[],
  valueOf: (sight: Sight) => string | null,
): ReadonlyMap<string, Sight> {
  const found = new Map<string, Sight | null>();
  for (const sight of sights) {
    const value = valueOf(sight);
    if (value !== null) found.set(value, found.has(value) ? null : sight);
  }
  return new Map([...found].flatMap(([value, sight]) => (sight === null ? [] : [[value, sight]])));
}

/** Items that have a value of this kind in common with one that differs in its title and in its other key. */
function doubled(sights: readonly Sight[], kind: 'guid' | 'link', other: 'guid' | 'link'): number {
  const groups = new Map<string, Sight[]>();
  for (const sight of sights) {
    const value = sight[kind];
    if (value !== null) groups.set(value, [...(groups.get(value) ?? []), sight]);
  }
  // The same article listed twice is one item, and has been given one key rightly.
  return [...groups.values()]
    .filter((group) => {
      const titles = new Set(group.map(({ title }) => title)).size;
      const others = new Set(group.map((sight) => sight[other])).size;
      return titles > 1 && (others > 1 || group.every((sight) => sight[other] === null));
    })
    .reduce((sum, group) => sum + group.length, 0);
}

function isElsewhere(now: Sight, then: Sight): boolean {
  return now.link === null || then.link === null || now.link !== then.link;
}

function count(of: readonly Pair[], is: (pair: Pair) => boolean): Count {
  return { n: of.filter(is).length, of: of.length };
}

function marksOf({ guid, link, hash }: Sight): string[] {
  const path = link === null ? null : link.replace(/^https?:\/\/[^/]*/, '');
  return [
    `hash ${hash}`,
    ...(guid === null ? [] : [`guid ${guid}`]),
    ...(path === null || path.length < 2 ? [] : [`path ${path}`]),
  ];
}
