import { Hono } from 'hono';
import type { Check, WebPorts } from '../ports.ts';

/** `/healthz`: the process answers. `/readyz`: it can do its work, with each check told. */
export function healthRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.get('/healthz', (c) => c.text('ok'));
  routes.get('/readyz', async (c) => {
    const checks = await checksOf(ports);
    const ready = checks.every(({ ok }) => ok);
    return c.json({ ready, checks }, ready ? 200 : 503);
  });
  return routes;
}

async function checksOf(ports: WebPorts): Promise<readonly Check[]> {
  try {
    return await ports.ready();
  } catch (error) {
    ports.log.error({ err: error }, 'readiness checks failed');
    return [{ name: 'checks', ok: false, detail: 'the checks themselves failed; see the log' }];
  }
}
