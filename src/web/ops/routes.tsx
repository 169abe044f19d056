import { Hono } from 'hono';
import { namesTag } from '../conditional.ts';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';
import { doorRoutes } from './door.tsx';
import type { OpsEnv } from './env.ts';
import { boundBody, checkForm, hideConsole, recognise, requireOperator } from './guard.tsx';
import type { OpsPorts } from './ports.ts';
import { auditRoutes } from './routes/audit.tsx';
import { digestRoutes } from './routes/digests.tsx';
import { overviewRoutes } from './routes/overview.tsx';
import { queueRoutes } from './routes/queues.tsx';
import { sourceRoutes } from './routes/sources.tsx';
import { storyRoutes } from './routes/stories.tsx';
import { subscriberRoutes } from './routes/subscribers.tsx';
import { whyRoutes } from './routes/why.tsx';
import { tuneRoutes } from './tune/routes.tsx';
import { CONSOLE_STYLE_HASH, CONSOLE_STYLE_SHEET } from './style/sheet.ts';

/**
 * The console, for `/ops`. Everything behind the door is for operators, and every post, also those of the door, is refused
 * without the right form token before any handler runs.
 */
export function opsRoutes(ports: WebPorts, ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  const { access } = ops;
  routes.use(privateAnswers(), recognise(ports, access), hideConsole(ports, access));
  routes.use(boundBody(), checkForm(ports));
  routes.route('/', doorRoutes(ports, access));
  routes.use(requireOperator());
  routes.route('/', overviewRoutes(ports, ops));
  routes.route('/sources', sourceRoutes(ports, ops));
  routes.route('/stories', storyRoutes(ports, ops));
  routes.route('/digests', digestRoutes(ports, ops));
  routes.route('/subscribers', subscriberRoutes(ports, ops));
  routes.route('/tune', tuneRoutes(ports, ops.tune));
  routes.route('/why', whyRoutes(ops));
  routes.route('/queues', queueRoutes(ops));
  routes.route('/audit', auditRoutes(ops.audit));
  return routes;
}

/** The console's style sheet. */
export function consoleStyle(): Hono {
  const routes = new Hono();
  routes.get('/console.css', (c) => {
    const etag = `"${CONSOLE_STYLE_HASH}"`;
    c.header('ETag', etag);
    const isNamed = c.req.query('v') === CONSOLE_STYLE_HASH;
    c.header('Cache-Control', isNamed ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (namesTag(c.req.header('if-none-match'), etag)) return c.body(null, 304);
    return c.body(CONSOLE_STYLE_SHEET, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  return routes;
}
