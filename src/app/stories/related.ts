import { pageOf, type ArchiveIndex } from '../../core/archive-index.ts';
import type { Chosen } from '../../core/facets.ts';
import type { Verdict } from '../../core/verdict.ts';

/** Stories that are named at most: a hint, no second archive. */
export const RELATED = 5;
/** How far apart stories may be that only share parties and sport: a year, in milliseconds. */
const APART_MS = 365 * 86_400_000;
/** Stories of the same parties that are looked through for near ones. */
const LOOKED_AT = 200;

/** A story as far as it tells what is near it. */
type Story = {
  readonly id: string;
  readonly changedAt: Date;
  readonly lead: { readonly verdict: Verdict };
};

/** Ids of stories near one: those of its matters, then those of the same parties and sport, the nearest in time first. */
export function relatedIds(
  index: ArchiveIndex,
  story: Story,
  ofMatters: readonly string[],
): string[] {
  const chosen = sharedBy(story.lead.verdict);
  if (chosen === null) return ofMatters.slice(0, RELATED);
  const wanted = { chosen, withWords: null, now: story.changedAt };
  const before = { changedAt: new Date(story.changedAt.getTime() + APART_MS), id: '0' };
  const distance = (at: Date): number => Math.abs(at.getTime() - story.changedAt.getTime());
  const alike = pageOf(index, wanted, { before, limit: LOOKED_AT })
    .filter(({ changedAt }) => distance(changedAt) <= APART_MS)
    .toSorted((a, b) => distance(a.changedAt) - distance(b.changedAt))
    .map(({ id }) => id);
  return [...new Set([...ofMatters, ...alike])].filter((id) => id !== story.id).slice(0, RELATED);
}

/** What the other must have too: the sport, and who decides against whom, or who agreed; null where that says too little. */
function sharedBy({ label, targets, countries, authority, sport }: Verdict): Chosen | null {
  const [target] = targets;
  const other = label === 'agreement' ? countries[0] : target;
  if (sport === null || other === undefined) return null;
  return new Map([
    ['topic', label],
    ['country', other],
    ['sport', sport],
    ...(authority === null ? [] : [['federation', authority] as const]),
  ]);
}
