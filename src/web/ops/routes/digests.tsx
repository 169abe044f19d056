import { type Context, Hono } from 'hono';
import { answerNotFound, answerPage } from '../../answer.tsx';
import type { WebPorts } from '../../ports.ts';
import { MAIL_HEADERS } from '../../security.ts';
import { act, frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { ConsoleDigestPage, PreviewPage } from '../pages/digest.tsx';
import { DELIVERY_STATES, DigestsPage } from '../pages/digests.tsx';
import type { OpsPorts } from '../ports.ts';

/** Digests on a page. */
const LIMIT = 30;

const ID = /^[1-9]\d{0,17}$/;

/** `/ops/digests`: what comes, what went, what is held, and what somebody would get. Nothing here sends a digest again. */
export function digestRoutes(ports: WebPorts, ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  const { digests } = ops;
  routes.get('/', async (c) => {
    const state = DELIVERY_STATES.find((known) => known === c.req.query('state')) ?? null;
    const before = ID.exec(c.req.query('before') ?? '')?.[0] ?? null;
    const [held, upcoming, found] = await Promise.all([
      digests.held(),
      digests.upcoming(),
      digests.list({ state, before, limit: LIMIT + 1 }),
    ]);
    const list = found.slice(0, LIMIT);
    const next = found.length > LIMIT ? (list.at(-1)?.id ?? null) : null;
    const frame = await frameFor(c, ops.audit);
    return answerPage(
      c,
      <DigestsPage {...{ frame, held, upcoming, digests: list, next, state }} />,
    );
  });
  routes.get('/preview', async (c) => {
    const email = emailOf(c);
    const preview = await digests.preview(email);
    const frame = await frameFor(c, ops.audit);
    return answerPage(
      c,
      <PreviewPage {...{ frame, email, preview }} />,
      preview === null ? 404 : 200,
    );
  });
  routes.get('/preview/mail', async (c) => answerMail(c, ports, await digests.preview(emailOf(c))));
  routes.get('/:id', async (c) => {
    const digest = await digests.find(c.req.param('id'));
    if (digest === null) return answerNotFound(c, ports);
    const mail = await digests.mail(digest.id);
    const frame = await frameFor(c, ops.audit);
    return answerPage(
      c,
      <ConsoleDigestPage {...{ frame, digest, subject: mail?.subject ?? null }} />,
    );
  });
  routes.get('/:id/mail', async (c) => answerMail(c, ports, await digests.mail(c.req.param('id'))));
  routes.post('/release', (c) =>
    act(c, async (_form, operator) => ({
      audit: await digests.release(operator),
      to: '/ops/digests',
    })),
  );
  return routes;
}

function emailOf(c: Context): string {
  return (c.req.query('email') ?? '').trim().slice(0, 320);
}

/** A mail under a policy of its own: it may style itself, and nothing else. */
function answerMail(
  c: Context,
  ports: WebPorts,
  mail: { readonly html: string } | null,
): Response | Promise<Response> {
  if (mail === null) return answerNotFound(c, ports);
  for (const [name, value] of MAIL_HEADERS) c.header(name, value);
  return c.html(mail.html);
}
