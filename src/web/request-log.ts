import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';

/** One line a request: the route's pattern instead of the path, because paths and queries hold tokens. */
export function requestLog(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const facts = {
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: Math.round(performance.now() - start),
    };
    if (c.error === undefined) log.info(facts, 'request answered');
    else log.error({ ...facts, err: c.error }, 'request failed');
  };
}

/** The last route that matched is the page's; middleware alone matches where there is no page. */
function routeOf(c: Context): string | null {
  const route = routePath(c, -1);
  return route.endsWith('*') ? null : route;
}
