/** Things alike in every facet: the values that they have in each, and how many they are. */
export type FacetGroup = {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly count: number;
};

/** The value that is chosen in each facet where one is. */
export type Chosen = ReadonlyMap<string, string>;

/** Of each facet, how many there are of each value. */
export type FacetCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Whether a group has all that is chosen; `but` is a facet in which it need not. */
export function hasChosen(group: FacetGroup, chosen: Chosen, but: string | null = null): boolean {
  return [...chosen].every(
    ([facet, value]) => facet === but || (group.values.get(facet) ?? []).includes(value),
  );
}

/**
 * Counts each value of each facet among what is chosen in all the others: as many as there would be if that value were
 * chosen next. A chosen value is counted even where nothing has it.
 */
export function countFacets(
  groups: readonly FacetGroup[],
  chosen: Chosen,
  facets: readonly string[],
): FacetCounts {
  return new Map(facets.map((facet) => [facet, countFacet(groups, chosen, facet)]));
}

function countFacet(
  groups: readonly FacetGroup[],
  chosen: Chosen,
  facet: string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const value = chosen.get(facet);
  if (value !== undefined) counts.set(value, 0);
  for (const group of groups) {
    if (!hasChosen(group, chosen, facet)) continue;
    for (const each of new Set(group.values.get(facet) ?? [])) {
      counts.set(each, (counts.get(each) ?? 0) + group.count);
    }
  }
  return counts;
}
