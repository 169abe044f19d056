import type { Example } from './examples.ts';

/**
 * Deals examples into folds of about equal size so that a group - a family of wording, an outlet - is never torn apart.
 * Own groups and outside ones are dealt each for themselves. Depends on the examples only, not on their order.
 */
export function dealFolds(examples: readonly Example[], folds: number): number[] {
  const sizes = new Map<string, number>();
  for (const { item } of examples) sizes.set(item.group, (sizes.get(item.group) ?? 0) + 1);
  const empty = (): number[] => Array.from({ length: folds }, () => 0);
  const loads = { own: empty(), outside: empty() };
  const foldOf = new Map<string, number>();
  const largestFirst = [...sizes].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [group, size] of largestFirst) {
    const load = loads[group.startsWith('outlet:') ? 'outside' : 'own'];
    const fold = load.indexOf(Math.min(...load));
    load[fold] = (load[fold] ?? 0) + size;
    foldOf.set(group, fold);
  }
  return examples.map(({ item }) => foldOf.get(item.group) ?? 0);
}
