import { changesOf } from '../../../src/core/matters/changes.ts';
import type { MatterKey, MatterReport, MatterStory } from '../../../src/core/matters/facts.ts';
import { keyText, matterKeysOf } from '../../../src/core/matters/key.ts';
import { reconcile } from '../../../src/core/matters/reconcile.ts';
import type { Matter, RecordedChange } from '../../../src/core/matters/recorded.ts';
import { DIRECTORY } from './some-reports.ts';

/** The records in memory: what the store does with the fold, without a database. */
export type Ledger = {
  /** Records what follows from the stories now; returns how many rows were added. */
  readonly record: (stories: readonly MatterStory[], at: Date) => number;
  readonly matters: () => Matter[];
};

/** An empty ledger. */
export function openLedger(): Ledger {
  const rows = new Map<string, { readonly key: MatterKey; readonly changes: RecordedChange[] }>();
  let reports: (MatterReport & { readonly storyId: string })[] = [];
  let last = 0;
  return {
    record: (stories, recordedAt) => {
      reports = stories.flatMap((story) =>
        story.reports.map((report) => ({ ...report, storyId: story.storyId })),
      );
      const before = last;
      const now = byMatter(stories);
      for (const [text, { key }] of [...rows, ...now]) {
        const changes = rows.get(text)?.changes ?? [];
        rows.set(text, { key, changes });
        const wanted = changesOf(key, now.get(text)?.stories ?? []);
        for (const addition of reconcile(changes, wanted)) {
          last += 1;
          changes.push({ ...addition, id: String(last), recordedAt, sources: [], word: null });
        }
      }
      return last - before;
    },
    matters: () =>
      [...rows].map(([id, { key, changes }]) => ({
        id,
        key,
        changes: changes.map((change) => ({
          ...change,
          sources: reports
            .filter(
              ({ itemId, storyId, direction }) =>
                change.itemIds.includes(itemId) ||
                (storyId === change.storyId && direction === change.direction),
            )
            .map((report) => ({ ...report, isWithdrawn: report.withdrawnAt !== null })),
        })),
      })),
  };
}

type Group = { readonly key: MatterKey; readonly stories: MatterStory[] };

function byMatter(stories: readonly MatterStory[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const story of stories) {
    for (const key of matterKeysOf(story, DIRECTORY)) {
      const group = groups.get(keyText(key)) ?? { key, stories: [] };
      group.stories.push(story);
      groups.set(keyText(key), group);
    }
  }
  return groups;
}
