import type { Change } from './change.ts';
import type { MatterKey, MatterStory } from './facts.ts';
import { partnersOf } from './key.ts';

/**
 * Adds who has come in since a matter began, behind the change that shows it: the other target country of a measure, a
 * further party of an agreement. Changes come and go by time.
 */
export function withParties(
  key: MatterKey,
  changes: readonly Change[],
  stories: readonly MatterStory[],
): Change[] {
  const byStory = new Map(stories.map((story) => [story.storyId, story]));
  const known = new Set<string>([key.a, key.b]);
  let isFirst = true;
  return changes.flatMap((change) => {
    if (NO_DEEDS.has(change.kind)) return [change];
    const parties = partiesOf(key, byStory.get(change.storyId), change);
    const fresh = isFirst ? [] : parties.filter((party) => !known.has(party));
    for (const party of parties) known.add(party);
    isFirst = false;
    return [change, ...fresh.map((party): Change => ({ ...change, kind: 'new-party', party }))];
  });
}

/** Who is only asked, or only asks, is no party yet. */
const NO_DEEDS: ReadonlySet<string> = new Set([
  'contradiction',
  'settled',
  'retracted',
  'proposed',
  'appealed',
  'planned',
]);

/** The parties that most of a change's reports name. */
function partiesOf({ topic }: MatterKey, story: MatterStory | undefined, change: Change): string[] {
  const reports = (story?.reports ?? []).filter(({ itemId }) => change.itemIds.includes(itemId));
  const counts = new Map<string, number>();
  for (const { targets, countries } of reports) {
    const named = topic === 'agreement' ? [...targets, ...partnersOf(countries)] : targets;
    for (const party of new Set<string>(named)) counts.set(party, (counts.get(party) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 > reports.length).map(([party]) => party);
}
