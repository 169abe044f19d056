import { Hono } from 'hono';
import { answerJson, answerPage, frameOf, wantsJson } from '../answer.tsx';
import { sourceJson } from '../json/source.ts';
import { SourcesPage } from '../pages/sources.tsx';
import type { WebPorts } from '../ports.ts';

/** `/sources`: how every source is doing, as a page and as JSON. */
export function sourceRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.on('GET', ['/sources', '/sources.json'], async (c) => {
    const sources = await ports.sources.list();
    if (wantsJson(c)) return answerJson(c, { asOf: ports.now(), sources: sources.map(sourceJson) });
    return answerPage(c, <SourcesPage frame={frameOf(c, ports)} sources={sources} />);
  });
  return routes;
}
