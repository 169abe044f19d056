import { type Context, Hono } from 'hono';
import { answerNotFound, answerPage, answerRefusal, frameOf, wantsJson } from '../answer.tsx';
import { webAddress } from '../links.ts';
import { watchOf } from '../pages/no-stories.tsx';
import { StoriesPage } from '../pages/stories.tsx';
import { StoryPage } from '../pages/story.tsx';
import type { ReportView, StoryView, WebPorts } from '../ports.ts';

/** Stories on one page. */
const PAGE_SIZE = 30;

/** Story ids are decimal strings of a positive bigint; 18 digits always fit one. */
const STORY_ID = /^[1-9]\d{0,17}$/;

/** What a cursor may look like; what it means is the store's. */
const CURSOR = /^[\w.:~-]{1,200}$/;

const BAD_CURSOR = {
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
  c.header('Vary', 'Accept');
  const [before = null, ...further] = c.req.queries('before') ?? [];
  if (further.length > 0 || (before !== null && !CURSOR.test(before))) {
    return answerRefusal(c, ports, BAD_CURSOR);
  }
  const { stories, next } = await ports.stories.list({ before, limit: PAGE_SIZE });
  if (wantsJson(c)) return c.json({ stories: stories.map(storyJson), next: nextJson(next) });
  const watch =
    stories.length === 0 && before === null ? watchOf(await ports.sources.list()) : null;
  const frame = frameOf(c, ports);
  return answerPage(c, <StoriesPage {...{ frame, stories, before, next, watch }} />);
}

async function answerStory(c: Context, ports: WebPorts): Promise<Response> {
  c.header('Vary', 'Accept');
  const id = (c.req.param('id') ?? '').replace(/\.json$/, '');
  const story = STORY_ID.test(id) ? await ports.stories.find(id) : null;
  if (story === null) return answerNotFound(c, ports);
  if (wantsJson(c)) return c.json(storyJson(story));
  const { seedTitle } = ports;
  return answerPage(c, <StoryPage {...{ frame: frameOf(c, ports), story, seedTitle }} />);
}

/** A story for programs: dates as ISO 8601, and no address but of the web. */
function storyJson(story: StoryView): object {
  return { ...story, lead: reportJson(story.lead), reports: story.reports.map(reportJson) };
}

function reportJson(report: ReportView): object {
  return { ...report, url: webAddress(report.url) };
}

function nextJson(next: string | null): string | null {
  return next === null ? null : `/index.json?before=${encodeURIComponent(next)}`;
}
