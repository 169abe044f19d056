import { type Context, Hono } from 'hono';
import { SetupError } from '../../../errors.ts';
import { answerNotFound, answerPage } from '../../answer.tsx';
import type { WebPorts } from '../../ports.ts';
import { act, frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { ConsoleSourcePage } from '../pages/source.tsx';
import { type ChosenSources, SOURCE_CHOICES } from '../pages/source-filter.tsx';
import { ConsoleSourcesPage } from '../pages/sources.tsx';
import type { OpsPorts } from '../ports.ts';

/** `/ops/sources`: how they are doing, and orders for them. */
export function sourceRoutes(ports: WebPorts, ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  const { sources } = ops;
  routes.get('/', async (c) => {
    const frame = await frameFor(c, ops.audit);
    const chosen = chosenOf(c);
    const all = await sources.list();
    return answerPage(c, <ConsoleSourcesPage {...{ frame, now: ports.now(), all, chosen }} />);
  });
  routes.get('/:id', async (c) => {
    const source = await sources.find(c.req.param('id'));
    if (source === null) return answerNotFound(c, ports);
    const frame = await frameFor(c, ops.audit);
    return answerPage(c, <ConsoleSourcePage {...{ frame, now: ports.now(), source }} />);
  });
  const orders = { check: sources.checkNow, pause: sources.pause, resume: sources.resume };
  for (const [path, order] of Object.entries(orders)) {
    routes.post(`/:id/${path}`, (c) =>
      act(c, async (_form, operator) => {
        const id = c.req.param('id') ?? '';
        return { audit: await order(id, operator), to: pageOf(id) };
      }),
    );
  }
  routes.post('/:id/interval', (c) =>
    act(c, async (form, operator) => {
      const id = c.req.param('id');
      const intervalMs = intervalOf(form.optional('interval'));
      return { audit: await sources.setInterval(id, intervalMs, operator), to: pageOf(id) };
    }),
  );
  return routes;
}

function chosenOf(c: Context): ChosenSources {
  const page = Number(/^[1-9]\d{0,3}$/.exec(c.req.query('page') ?? '')?.[0] ?? 1);
  const show = SOURCE_CHOICES.find((known) => known === c.req.query('show')) ?? 'all';
  return { words: (c.req.query('q') ?? '').trim().slice(0, 200), show, page };
}

function pageOf(id: string): string {
  return `/ops/sources/${encodeURIComponent(id)}`;
}

function intervalOf(text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new SetupError('that is no interval', 'Choose one of the list.');
}
