import { type Context, Hono } from 'hono';
import { answerNotFound, answerPage, answerRefusal, frameOf, wantsJson } from '../answer.tsx';
import type { Selection } from '../../core/archive.ts';
import type { Matter } from '../../core/matters/recorded.ts';
import { ARCHIVE_GRAMMARS, wordsOf } from '../archive-facets.ts';
import { matterJson } from '../entry-json.ts';
import { webAddress } from '../links.ts';
import { isSearch, selectionAddress } from '../pages/archive-tools.tsx';
import { watchOf } from '../pages/no-stories.tsx';
import { StoriesPage } from '../pages/stories.tsx';
import { StoryPage } from '../pages/story.tsx';
import { chosenOf } from '../query.ts';
import type { CorrectionView, ReportView, StoryView, WebPorts } from '../ports.ts';

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
  const query = c.req.queries();
  const selection = { chosen: chosenOf(query, ARCHIVE_GRAMMARS), words: wordsOf(query) };
  const page = { before, limit: PAGE_SIZE };
  const found = await ports.stories.list(isSearch(selection) ? { ...page, selection } : page);
  if (!wantsJson(c)) return answerFound(c, ports, { ...found, before, selection });
  const { stories, next } = found;
  return c.json({ stories: stories.map(storyJson), next: nextJson(next, selection) });
}

type Found = {
  readonly stories: readonly StoryView[];
  readonly next: string | null;
  readonly before: string | null;
  readonly selection: Selection;
};

async function answerFound(c: Context, ports: WebPorts, found: Found): Promise<Response> {
  const { stories, next, before, selection } = found;
  const isAll = !isSearch(selection);
  const search = { selection, groups: await ports.stories.groups(selection.words) };
  const isEmpty = stories.length === 0 && before === null;
  const watch = isEmpty && isAll ? watchOf(await ports.sources.list()) : null;
  const all = isEmpty && !isAll ? await ports.stories.groups(null) : null;
  const frame = frameOf(c, ports);
  return answerPage(c, <StoriesPage {...{ frame, stories, before, next, watch, search, all }} />);
}

async function answerStory(c: Context, ports: WebPorts): Promise<Response> {
  c.header('Vary', 'Accept');
  const id = (c.req.param('id') ?? '').replace(/\.json$/, '');
  const story = STORY_ID.test(id) ? await ports.stories.find(id) : null;
  if (story === null) return answerNotFound(c, ports);
  const [matters, corrections] = await Promise.all([
    ports.matters.ofStory(story.id),
    ports.matters.corrections(story.id),
  ]);
  if (wantsJson(c)) return c.json(fullStoryJson(story, matters, corrections));
  const frame = frameOf(c, ports);
  const { seedTitle } = ports;
  return answerPage(c, <StoryPage {...{ frame, story, matters, corrections, seedTitle }} />);
}

/** A story with what was recorded of its matters, and how its articles were changed. */
function fullStoryJson(
  story: StoryView,
  matters: readonly Matter[],
  corrections: readonly CorrectionView[],
): object {
  return {
    ...storyJson(story),
    matters: matters.map(matterJson),
    corrections: corrections.map((one) => ({ ...one, url: webAddress(one.url) })),
  };
}

/** A story for programs: dates as ISO 8601, and no address but of the web. */
function storyJson(story: StoryView): object {
  return { ...story, lead: reportJson(story.lead), reports: story.reports.map(reportJson) };
}

function reportJson(report: ReportView): object {
  return { ...report, url: webAddress(report.url) };
}

function nextJson(next: string | null, selection: Selection): string | null {
  return next === null ? null : selectionAddress(selection, { before: next, path: '/index.json' });
}
