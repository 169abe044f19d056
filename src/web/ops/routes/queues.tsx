import { type Context, Hono } from 'hono';
import { answerPage } from '../../answer.tsx';
import { frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { BOARD_PATH, QueuesPage } from '../pages/queues.tsx';
import type { OpsPorts } from '../ports.ts';

/**
 * What the board of jobs needs, and only on its own pages: scripts of ours that it brings, data from this service, and styles
 * that its scripts set. Fonts of others it would like as well, and does not get.
 */
const BOARD_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** `/ops/queues`: counts, and the board of every job below it, which is only read. */
export function queueRoutes(ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  const { queues } = ops;
  routes.get('/', async (c) => {
    const [frame, counts] = await Promise.all([frameFor(c, ops.audit), queues.counts()]);
    return answerPage(c, <QueuesPage {...{ frame, kind: queues.kind, queues: counts }} />);
  });
  routes.get('/board', (c) => answerBoard(c, ops));
  routes.get('/board/*', (c) => answerBoard(c, ops));
  return routes;
}

async function answerBoard(c: Context, { queues }: OpsPorts): Promise<Response> {
  const board = await queues.board(BOARD_PATH);
  const answer = await board.fetch(c.req.raw, c.env);
  const headers = new Headers(answer.headers);
  headers.set('Content-Security-Policy', BOARD_POLICY);
  // Files are named after what is in them; jobs are private and change all the time.
  const isFile = c.req.path.startsWith(`${BOARD_PATH}/static/`);
  headers.set('Cache-Control', isFile ? 'private, max-age=86400' : 'no-store');
  if (headers.get('Content-Type')?.startsWith('text/html') !== true) {
    return new Response(answer.body, { status: answer.status, headers });
  }
  const page = (await answer.text()).replaceAll(FOREIGN_LINKS, '');
  headers.delete('Content-Length');
  return new Response(page, { status: answer.status, headers });
}

/** Links of the board's page to servers of others. */
const FOREIGN_LINKS = /<link\b[^>]*\bhref="https?:[^>]*>/g;
