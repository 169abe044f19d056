import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerFailure, answerNotFound, answerRefusal } from './answer.tsx';
import type { OpsPorts } from './ops/ports.ts';
import { consoleStyle, opsRoutes } from './ops/routes.tsx';
import type { WebPorts } from './ports.ts';
import { requestLog } from './request-log.ts';
import { assetRoutes } from './routes/assets.ts';
import { feedbackRoutes } from './routes/feedback.tsx';
import { feedRoutes } from './routes/feeds.ts';
import { healthRoutes } from './routes/health.ts';
import { matterRoutes } from './routes/matters.tsx';
import { metricsRoutes } from './routes/metrics.ts';
import { outboxRoutes } from './routes/outbox.tsx';
import { sourceRoutes } from './routes/sources.tsx';
import { storyRoutes } from './routes/stories.tsx';
import { moveRoutes } from './subscribe/move-routes.tsx';
import { preferencesRoutes } from './subscribe/preferences-routes.tsx';
import { subscribeRoutes } from './subscribe/subscribe-routes.tsx';
import { unsubscribeRoutes } from './routes/unsubscribe.tsx';
import { safeHeaders } from './security.ts';

/** Bytes of a request's body that are read at most. */
const BODY_LIMIT = 16 * 1024;

/** The web pages over the given ports, with the operators' console unless it is null; nothing listens until `serveWeb`. */
export function createWeb(ports: WebPorts, ops: OpsPorts | null = null): Hono {
  const app = new Hono({ strict: false });
  app.use(requestLog(ports.log, ports.metrics?.request), safeHeaders(), allowedMethods(ports));
  const bounded = bodyLimit({
    maxSize: BODY_LIMIT,
    onError: (c) => answerRefusal(c, ports, TOO_LARGE),
  });
  // The console has bounds of its own, by who asks.
  app.use((c, next) => (/^\/ops(?:\/|$)/.test(c.req.path) ? next() : bounded(c, next)));
  app.route('/', healthRoutes(ports));
  if (ports.metrics !== null) app.route('/', metricsRoutes(ports, ports.metrics));
  app.route('/', assetRoutes());
  app.route('/', storyRoutes(ports));
  app.route('/', feedRoutes(ports));
  app.route('/', matterRoutes(ports));
  app.route('/', sourceRoutes(ports));
  app.route('/', unsubscribeRoutes(ports));
  app.route('/', feedbackRoutes(ports));
  app.route('/', subscribeRoutes(ports));
  app.route('/', preferencesRoutes(ports));
  app.route('/', moveRoutes(ports));
  if (ports.outbox !== null) app.route('/', outboxRoutes(ports, ports.outbox));
  app.route('/', consoleStyle());
  if (ops !== null) app.route('/ops', opsRoutes(ports, ops));
  app.notFound((c) => answerNotFound(c, ports));
  app.onError((_error, c) => answerFailure(c, ports));
  return app;
}

const TOO_LARGE = {
  status: 413,
  title: 'That was too much',
  text: 'A request to this service may carry at most 16 KB.',
} as const;

const WRONG_METHOD = {
  status: 405,
  title: 'That cannot be done here',
  text: 'This address can only be read.',
} as const;

/** How the paths begin that something may be posted to. */
const POSTED_TO = [
  '/unsubscribe/',
  '/feedback/',
  '/subscribe',
  '/preferences/',
  '/address/',
  '/ops/',
];

/** Only what is meant to change something may be posted to; everything else is only read. */
function allowedMethods(ports: WebPorts): MiddlewareHandler {
  return async (c, next) => {
    const posts = POSTED_TO.some((start) => c.req.path.startsWith(start));
    const allowed = posts ? 'GET, HEAD, POST' : 'GET, HEAD';
    if (allowed.split(', ').includes(c.req.method)) return next();
    c.header('Allow', allowed);
    return answerRefusal(c, ports, WRONG_METHOD);
  };
}
