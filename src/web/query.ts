import type { Chosen } from '../core/facets.ts';

/** A path with its query, the parameters in the order given; those that are null or empty are left out. */
export function address(
  path: string,
  parameters: Iterable<readonly [string, string | null | undefined]>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of parameters) {
    if (value !== null && value !== undefined && value !== '') query.append(name, value);
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** What is chosen, with another value in one facet; null: with none in it. */
export function choosing(chosen: Chosen, facet: string, value: string | null): Chosen {
  const next = new Map(chosen);
  if (value === null) next.delete(facet);
  else next.set(facet, value);
  return next;
}

/**
 * What a query chooses: of each facet the first value, where that is one it may have. Anything else is as if it were not
 * there, so that no address fails.
 */
export function chosenOf(
  query: Readonly<Record<string, readonly string[]>>,
  facets: ReadonlyMap<string, RegExp>,
): Chosen {
  const chosen = new Map<string, string>();
  for (const [facet, grammar] of facets) {
    const value = Object.hasOwn(query, facet) ? query[facet]?.[0] : undefined;
    if (value !== undefined && grammar.test(value)) chosen.set(facet, value);
  }
  return chosen;
}
