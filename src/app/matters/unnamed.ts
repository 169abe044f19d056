import type { ChangeSource, Matter } from '../../core/matters/recorded.ts';

/** What the public reads instead of the account of whoever confirmed or rejected something. */
const OPERATOR = 'an operator';

type Confirmed = {
  readonly confirmedBy: string | null;
  readonly sources: readonly ChangeSource[];
};

/** Entries without the names of operators; a source that vouches for an entry by itself stays named. */
export function unnamedEntries<T extends Confirmed>(entries: readonly T[]): T[] {
  return entries.map((entry) => {
    const { confirmedBy, sources } = entry;
    const isPerson =
      confirmedBy !== null && !sources.some(({ sourceId }) => sourceId === confirmedBy);
    return isPerson ? { ...entry, confirmedBy: OPERATOR } : entry;
  });
}

/** Matters without the names of operators and without their notes, which are written for colleagues. */
export function unnamedMatters(matters: readonly Matter[]): Matter[] {
  return matters.map((matter) => ({
    ...matter,
    changes: matter.changes.map((change) =>
      change.word === null
        ? change
        : { ...change, word: { ...change.word, by: OPERATOR, note: null } },
    ),
  }));
}
