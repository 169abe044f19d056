import { Hono } from 'hono';
import { SetupError } from '../../../errors.ts';
import { answerNotFound, answerPage } from '../../answer.tsx';
import type { WebPorts } from '../../ports.ts';
import { act, frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { goalOf } from '../guard.tsx';
import { EntriesPage } from '../pages/entries.tsx';
import { ConsoleStoriesPage } from '../pages/stories.tsx';
import { readSays } from '../pages/story-forms.tsx';
import { ConsoleStoryPage } from '../pages/story.tsx';
import type { OpsPorts } from '../ports.ts';

const ID = /^[1-9]\d{0,17}$/;

/** `/ops/stories`: which reports are of one event, and what they say. */
export function storyRoutes(ports: WebPorts, ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  const { stories } = ops;
  routes.get('/', async (c) => {
    const before = ID.exec(c.req.query('before') ?? '')?.[0] ?? null;
    const [list, open] = await Promise.all([stories.latest(before), stories.openMeasures()]);
    const frame = await frameFor(c, ops.audit);
    return answerPage(
      c,
      <ConsoleStoriesPage
        frame={frame}
        stories={list.stories}
        next={list.next}
        openMeasures={open}
      />,
    );
  });
  routes.get('/entries', async (c) => {
    const frame = await frameFor(c, ops.audit);
    return answerPage(c, <EntriesPage frame={frame} entries={await stories.entries()} />);
  });
  routes.get('/find', (c) => {
    const id = (c.req.query('id') ?? '').trim();
    return ID.test(id) ? c.redirect(`/ops/stories/${id}`, 303) : answerNotFound(c, ports);
  });
  routes.get('/:id', async (c) => {
    const found = await stories.find(c.req.param('id'));
    if (found === null) return answerNotFound(c, ports);
    return answerPage(c, <ConsoleStoryPage frame={await frameFor(c, ops.audit)} {...found} />);
  });
  addOrders(routes, ops);
  return routes;
}

function addOrders(routes: Hono<OpsEnv>, { stories }: OpsPorts): void {
  routes.post('/merge', (c) =>
    act(c, async (form, operator) => {
      const { audit, story } = await stories.merge(form.all('story'), operator);
      return { audit, to: `/ops/stories/${story}` };
    }),
  );
  routes.post('/entries/:entry', (c) =>
    act(c, async (form, operator) => {
      const saying = { word: wordOf(form.text('word')), note: form.optional('note') };
      const audit = await stories.say(c.req.param('entry'), saying, operator);
      return { audit, to: goalOf(form.text('back')) };
    }),
  );
  routes.post('/items/:item/label', (c) =>
    act(c, async (form, operator) => {
      const said = { ...readSays(form.text('says')), note: form.optional('note') };
      const audit = await stories.label(c.req.param('item'), said, operator);
      return { audit, to: `/ops/stories/${encodeURIComponent(form.text('story'))}` };
    }),
  );
  routes.post('/:id/split', (c) =>
    act(c, async (form, operator) => {
      const id = c.req.param('id');
      const audit = await stories.split(id, form.all('item'), operator);
      return { audit, to: `/ops/stories/${encodeURIComponent(id)}` };
    }),
  );
}

function wordOf(text: string): 'confirmed' | 'rejected' {
  if (text === 'confirmed' || text === 'rejected') return text;
  throw new SetupError('nothing was said', 'Press Confirm or Reject.');
}
