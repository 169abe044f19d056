import { Hono } from 'hono';
import { answerPage, frameOf } from '../answer.tsx';
import { SourcesPage } from '../pages/sources.tsx';
import type { WebPorts } from '../ports.ts';

/** `/sources`: how every source is doing. */
export function sourceRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.get('/sources', async (c) => {
    const sources = await ports.sources.list();
    return answerPage(c, <SourcesPage frame={frameOf(c, ports)} sources={sources} />);
  });
  return routes;
}
