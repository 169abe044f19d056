import { type Context, Hono } from 'hono';
import {
  answerJson,
  answerNotFound,
  answerPage,
  answerRefusal,
  frameOf,
  wantsJson,
} from '../answer.tsx';
import { isSearch } from '../../core/archive.ts';
import { placeOf, selectionAddress, selectionOf } from '../archive-query.ts';
import { fullStoryJson, storyJson } from '../json/story.ts';
import { watchOf } from '../pages/no-stories.tsx';
import { StoriesPage } from '../pages/stories.tsx';
import { StoryPage } from '../pages/story.tsx';
import type { WebPorts } from '../ports.ts';

/** Stories on one page. */
const PAGE_SIZE = 30;

/** Story ids are decimal strings of a positive bigint; 18 digits always fit one. */
const STORY_ID = /^[1-9]\d{0,17}$/;

const BAD_PLACE = {
  status: 400,
  title: 'This page address is wrong',
  text: 'The parameter “before” must be one that a link “Older stories” carries, given once.',
} as const;

/** `/` and `/story/:id` as pages, and the same as JSON. */
export function storyRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.on('GET', ['/', '/index.json'], (c) => answerStories(c, ports));
  routes.get('/story/:id', (c) => answerStory(c, ports));
  return routes;
}

async function answerStories(c: Context, ports: WebPorts): Promise<Response> {
  const before = placeOf(c.req.queries());
  if (before === undefined) return answerRefusal(c, ports, BAD_PLACE);
  const selection = selectionOf(c.req.queries());
  const found = await ports.stories.browse({ selection, before, limit: PAGE_SIZE });
  const { stories, next, tally } = found;
  if (wantsJson(c)) {
    const nextPath = selectionAddress(selection, { before: next, path: '/index.json' });
    return answerJson(c, {
      chosen: Object.fromEntries(selection.chosen),
      words: selection.words,
      found: tally.found,
      stories: stories.map(storyJson),
      next: next === null ? null : nextPath,
    });
  }
  const isEmpty = stories.length === 0 && before === null && !isSearch(selection);
  const watch = isEmpty ? watchOf(await ports.sources.list()) : null;
  const frame = frameOf(c, ports);
  return answerPage(
    c,
    <StoriesPage {...{ frame, stories, before, next, watch, selection, tally }} />,
  );
}

async function answerStory(c: Context, ports: WebPorts): Promise<Response> {
  const id = (c.req.param('id') ?? '').replace(/\.json$/, '');
  const story = STORY_ID.test(id) ? await ports.stories.find(id) : null;
  if (story === null) return answerNotFound(c, ports);
  const [matters, corrections, related] = await Promise.all([
    ports.matters.ofStory(story.id),
    ports.matters.corrections(story.id),
    ports.stories.related(story),
  ]);
  const context = { matters, corrections, related };
  if (wantsJson(c)) return answerJson(c, fullStoryJson(story, context));
  const frame = frameOf(c, ports);
  const { seedTitle } = ports;
  return answerPage(c, <StoryPage {...{ frame, story, context, seedTitle }} />);
}
