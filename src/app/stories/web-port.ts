import type { Store } from '../../store/store.ts';
import type { WebPorts } from '../../web/ports.ts';
import { keptBriefly } from '../brief-memory.ts';

/** Counts of a large archive take a tenth of a second; so old they still tell which way to look. Our own choice. */
const KEPT_MS = 3_000;

/** Ids are those of bigint columns; cursors are ids. */
const STORY_ID = /^[1-9]\d{0,17}$/;

/** The stories for the pages. */
export function storiesPort(
  store: Store,
  now: () => Date,
  clock: () => number,
): WebPorts['stories'] {
  const allGroups = keptBriefly(KEPT_MS, clock, () =>
    store.stories.groups({ words: null, now: now() }),
  );
  return {
    list: async ({ before, limit, selection }) => {
      if (before !== null && !STORY_ID.test(before)) return { stories: [], next: null };
      const page = { before, limit: limit + 1 };
      const found =
        selection === undefined
          ? await store.stories.latest(page)
          : await store.stories.search({ ...page, selection, now: now() });
      const stories = found.slice(0, limit);
      return { stories, next: found.length > limit ? (stories.at(-1)?.id ?? null) : null };
    },
    groups: (words) => (words === null ? allGroups() : store.stories.groups({ words, now: now() })),
    updates: store.stories.updates,
    find: async (id) => (await store.stories.find(id)) ?? null,
  };
}
