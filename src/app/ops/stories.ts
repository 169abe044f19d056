import { trustOf } from '../../core/matters/weigh.ts';
import type { Measure } from '../../core/matters/board.ts';
import { primarySourcesOf } from '../../core/stories/primary-sources.ts';
import type { PlacementOptions } from '../../store/placements.ts';
import type { EntryView, StoriesPort } from '../../web/ops/ports/stories.ts';
import type { Service } from '../service.ts';
import type { Doer } from './audited.ts';
import type { OpenMeasures } from './open-measures.ts';
import { isId, orderLabel, orderMerge, orderSplit, orderWord } from './story-orders.ts';

/** Stories on a page. */
const LIMIT = 25;

/** Stories for the console; what it changes is what `flagbearer stories`, `measures` and `labels` change. */
export function consoleStories(
  service: Service,
  openMeasures: () => Promise<OpenMeasures>,
): StoriesPort {
  const store = () => service.app.store;
  const doer = (operator: string): Doer => ({ operator, at: service.app.now() });
  const placement = (): PlacementOptions => {
    const { config, now } = service.app;
    const primarySources = primarySourcesOf(config.sources);
    return { rules: config.service.stories, now: now(), primarySources };
  };
  return {
    latest: async (before) => {
      const found = await store().stories.latest({ before, limit: LIMIT + 1 });
      const stories = found.slice(0, LIMIT);
      return { stories, next: found.length > LIMIT ? (stories.at(-1)?.id ?? null) : null };
    },
    find: async (id) => (isId(id) ? findStory(service, id) : null),
    entries: () => openEntries(service),
    openMeasures: async () => {
      const { proposed, disputed } = await openMeasures();
      return proposed + disputed;
    },
    merge: (ids, operator) => orderMerge(store(), ids, placement(), operator),
    split: (id, items, operator) => orderSplit(store(), id, items, placement(), operator),
    say: (entry, saying, operator) => orderWord(store(), entry, saying, doer(operator)),
    label: (item, said, operator) => orderLabel(store(), item, said, doer(operator)),
  };
}

async function findStory({ app }: Service, id: string): ReturnType<StoriesPort['find']> {
  const story = await app.store.stories.find(id);
  if (story === undefined) return null;
  const [matters, all] = await Promise.all([
    app.store.matters.ofStory(story.id),
    app.store.labels.current(),
  ]);
  const items = new Set(story.reports.map((report) => report.id));
  return { story, matters, labels: all.filter(({ itemId }) => items.has(itemId)) };
}

async function openEntries({ app }: Service): Promise<EntryView[]> {
  const board = await app.store.matters.board(trustOf(app.config));
  return board.flatMap((measure) => [...proposedOf(measure), ...disputedOf(measure)]);
}

function proposedOf(measure: Measure): EntryView[] {
  const { entry, standing, status, sources, since } = measure;
  if (entry === null || standing !== 'proposed') return [];
  const at = since ?? measure.lastConfirmed ?? new Date(0);
  return [{ ...cellOf(measure), id: entry, says: status, at, isDisputed: false, reports: sources }];
}

function disputedOf(measure: Measure): EntryView[] {
  return measure.conflicts.flatMap(({ at, sides }) =>
    sides.map(({ entry, says, sources }) => ({
      ...cellOf(measure),
      id: entry,
      says,
      at,
      isDisputed: true,
      reports: sources,
    })),
  );
}

function cellOf({
  authority,
  target,
  sport,
}: Measure): Pick<EntryView, 'body' | 'country' | 'sport'> {
  return { body: authority, country: target, sport };
}
