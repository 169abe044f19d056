import { Hono } from 'hono';
import type { Selection } from '../../core/archive.ts';
import { selectionText } from '../archive-facets.ts';
import { selectionAddress, selectionOf } from '../archive-query.ts';
import { answerConditional } from '../conditional.ts';
import { atomOf } from '../feeds/atom.ts';
import { entryOf, type Feed, known, tagOf } from '../feeds/entry.ts';
import { jsonFeedOf } from '../feeds/json-feed.ts';
import { FEEDS, type FeedName } from '../feeds/list.ts';
import { rssOf } from '../feeds/rss.ts';
import type { WebPorts } from '../ports.ts';

/** Stories in a feed. */
const ENTRIES = 50;

const WRITERS: Readonly<Record<FeedName, (feed: Feed) => string>> = {
  atom: atomOf,
  rss: rssOf,
  json: jsonFeedOf,
};

const ABOUT =
  'Measures against Russia and Belarus in sport, and agreements of their sports bodies with others. Each event once.';

/** The newest stories of any selection as feeds: `/feed.atom`, `/feed.rss` and `/feed.json` with the parameters of the archive. */
export function feedRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  for (const { name, path, type } of FEEDS) {
    routes.get(path, async (c) => {
      const feed = await feedOf(ports, path, selectionOf(c.req.queries()));
      const modifiedAt = feed.entries.length === 0 ? null : feed.updatedAt;
      const text = WRITERS[name](feed);
      return answerConditional(c, { text, type: `${type}; charset=utf-8`, modifiedAt });
    });
  }
  return routes;
}

/** The same text as long as no story changes: its date is that of the last change, not that of the request. */
async function feedOf(
  { stories, service }: WebPorts,
  path: string,
  selection: Selection,
): Promise<Feed> {
  const site = service.baseUrl.replace(/\/+$/, '');
  const { stories: newest } = await stories.list({ selection, before: null, limit: ENTRIES });
  const updates = await stories.updates(newest.map(({ id }) => id));
  const entries = newest.map((story) => {
    const changedAt = known(story.changedAt, NEVER);
    return entryOf(story, updates.get(story.id) ?? changedAt, site);
  });
  const last = Math.max(0, ...entries.map(({ updatedAt }) => updatedAt.getTime()));
  const about = selectionText(selection);
  return {
    title: about === '' ? service.name : `${service.name}: ${about}`,
    about: about === '' ? ABOUT : `${ABOUT} Only what matches: ${about}.`,
    author: service.name,
    page: `${site}${selectionAddress(selection)}`,
    url: `${site}${selectionAddress(selection, { path })}`,
    id: tagOf(site, selectionAddress(selection, { path: 'feed' })),
    updatedAt: new Date(last),
    entries,
  };
}

const NEVER = new Date(0);
