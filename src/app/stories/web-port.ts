import { isSearch, type ArchivePlace, type Selection } from '../../core/archive.ts';
import { type ArchiveIndex, pageOf, tallyOf, type Wanted } from '../../core/archive-index.ts';
import { compareIds } from '../../core/stories/assign.ts';
import type { Confirmation } from '../../core/stories/independence.ts';
import type { Store } from '../../store/store.ts';
import type { StoryLine, WebPorts } from '../../web/ports.ts';
import { openConfirmations } from './confirmations.ts';
import { keptIndex } from './kept-index.ts';
import { RELATED, relatedIds } from './related.ts';
import { openWordMarks } from './word-marks.ts';

/** The stories for the pages. */
export function storiesPort(
  store: Store,
  now: () => Date,
  clock: () => number,
): WebPorts['stories'] {
  const index = keptIndex(store.listings.entries, clock);
  const confirmationsOf = openConfirmations(store.listings.texts);
  const linesOf = openLines(store, confirmationsOf);
  const marksOf = openWordMarks(store.listings.withWords);
  const wantedOf = async (all: ArchiveIndex, { chosen, words }: Selection): Promise<Wanted> => ({
    chosen,
    now: now(),
    withWords: words === null ? null : await marksOf(all, words),
  });
  const searched = async (all: ArchiveIndex, wanted: Wanted, page: Page): Promise<Listed> =>
    listed(pageOf(all, wanted, more(page)), page);
  const newest = async (page: Page): Promise<Listed> =>
    listed(await store.listings.newest(more(page)), page);
  const listed = async (found: readonly ArchivePlace[], { limit }: Page): Promise<Listed> => {
    const last = found.length > limit ? found[limit - 1] : undefined;
    const next = last === undefined ? null : { id: last.id, changedAt: last.changedAt };
    return { stories: await linesOf(found.slice(0, limit).map(({ id }) => id)), next };
  };
  return {
    list: async ({ selection, ...page }) => {
      if (!isSearch(selection)) return newest(page);
      const all = await index();
      return searched(all, await wantedOf(all, selection), page);
    },
    browse: async ({ selection, ...page }) => {
      const all = await index();
      const wanted = await wantedOf(all, selection);
      const shown = isSearch(selection) ? searched(all, wanted, page) : newest(page);
      return { ...(await shown), tally: tallyOf(all, wanted) };
    },
    related: async (story) => {
      const ofMatters = await store.listings.sameMatters(story.id, RELATED);
      return linesOf(relatedIds(await index(), story, ofMatters));
    },
    updates: store.stories.updates,
    find: async (id) => {
      const story = await store.stories.find(id);
      if (story === undefined) return null;
      const reportIds = story.reports.map((report) => report.id).toSorted(compareIds);
      const counted = await confirmationsOf([{ id: story.id, reportIds }]);
      return { ...story, confirmation: counted.get(story.id) ?? ONE };
    },
  };
}

type Page = { readonly before: ArchivePlace | null; readonly limit: number };
type Listed = { readonly stories: readonly StoryLine[]; readonly next: ArchivePlace | null };

/** One more than is shown tells whether there is a next page. */
function more({ before, limit }: Page): Page {
  return { before, limit: limit + 1 };
}

/** Of a story whose reports nobody could count: its leading one. */
const ONE: Confirmation = { outlets: 1, independent: 1 };

function openLines(
  store: Store,
  confirmationsOf: ReturnType<typeof openConfirmations>,
): (ids: readonly string[]) => Promise<StoryLine[]> {
  return async (ids) => {
    const heads = await store.listings.heads(ids);
    const confirmations = await confirmationsOf(heads);
    return heads.map(({ id, changedAt, lead }) => ({
      id,
      changedAt,
      lead,
      confirmation: confirmations.get(id) ?? ONE,
    }));
  };
}
