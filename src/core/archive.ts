import type { Chosen } from './facets.ts';

/** By what stories can be chosen: what the verdict of their leading report says, who reports them, and when they last changed. */
export const ARCHIVE_FACETS = [
  'topic',
  'polarity',
  'direction',
  'country',
  'sport',
  'federation',
  'language',
  'outlet',
  'period',
] as const;
export type ArchiveFacet = (typeof ARCHIVE_FACETS)[number];

/** What is looked for in the archive: values of facets, and words of headlines and ledes; null: any. */
export type Selection = { readonly chosen: Chosen; readonly words: string | null };

/** All stories, whatever they are. */
export const ANY_STORY: Selection = { chosen: new Map(), words: null };

/** Whether anything is looked for at all. */
export function isSearch({ chosen, words }: Selection): boolean {
  return chosen.size > 0 || words !== null;
}

/** Where a page of stories begins: after this one, as it was when it was shown. */
export type ArchivePlace = { readonly changedAt: Date; readonly id: string };

/** Periods that end now, in days, the shortest first; a longer one holds the shorter. */
export const PERIOD_DAYS: ReadonlyMap<string, number> = new Map([
  ['week', 7],
  ['month', 30],
  ['quarter', 90],
  ['year', 365],
]);

/** When a period begins that ends now; null for one that is none. */
export function periodStart(period: string | undefined, now: Date): Date | null {
  const days = PERIOD_DAYS.get(period ?? '');
  return days === undefined ? null : new Date(now.getTime() - days * 86_400_000);
}
