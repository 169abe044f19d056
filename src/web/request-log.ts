import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import type { MetricsPort } from './ports.ts';

/** An id that a proxy in front gave the request, so that its log and ours can be held together. */
const GIVEN_ID = /^[\w.-]{8,64}$/;

/** One line a request: the route's pattern instead of the path, because paths and queries hold tokens. The answer tells its id. */
export function requestLog(
  log: Logger,
  note: MetricsPort['request'] = () => undefined,
): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    const given = c.req.header('x-request-id') ?? '';
    const requestId = GIVEN_ID.test(given) ? given : randomUUID();
    await next();
    c.res.headers.set('X-Request-Id', requestId);
    const facts = {
      requestId,
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
    };
    note(facts);
    if (c.error === undefined) log.info(facts, 'request answered');
    else log.error({ ...facts, err: c.error }, 'request failed');
  };
}

/** The last route that matched is the page's; middleware alone matches where there is no page. */
function routeOf(c: Context): string | null {
  const route = routePath(c, -1);
  return route.endsWith('*') ? null : route;
}
