import { DAY_MS } from '../../core/poll/spans.ts';
import { selectStories } from '../../core/subscribers/selection.ts';
import type { Preferences } from '../../core/subscriber.ts';
import type { Store } from '../../store/store.ts';
import type { StoredStory } from '../../store/reports.ts';
import type { PreviewStory, PreviewView } from '../../web/subscribe/port.ts';

const WINDOW_MS = 30 * DAY_MS;

/** Stories that are looked at: enough to see what comes, few enough to read within a moment. Our own choice. */
const EXAMINED = 300;

/** Stories of each kind that are shown. */
const SHOWN = 40;

/** What preferences would have brought within the last 30 days, chosen as digests choose; writes nothing. */
export async function previewMonth(
  { people }: Pick<Store, 'people'>,
  preferences: Preferences,
  now: Date,
): Promise<PreviewView> {
  const from = new Date(now.getTime() - WINDOW_MS);
  const found = await people.recentStories({ from, to: now, limit: EXAMINED + 1 });
  const stories = found.slice(0, EXAMINED);
  const { wanted, leftOut } = selectStories(stories, preferences);
  const byId = new Map(stories.map((story) => [story.id, story]));
  return {
    examined: stories.length,
    isCut: found.length > stories.length,
    wanted: wanted.slice(0, SHOWN).map(storyView),
    wantedCount: wanted.length,
    leftOut: leftOut.slice(0, SHOWN).flatMap(({ storyId, reason }) => {
      const story = byId.get(storyId);
      return story === undefined ? [] : [{ story: storyView(story), reason }];
    }),
    leftOutCount: leftOut.length,
  };
}

function storyView({ id, changedAt, lead }: StoredStory): PreviewStory {
  const { title, language, outlet, verdict } = lead;
  return { id, changedAt, title, language, outlet, verdict };
}
