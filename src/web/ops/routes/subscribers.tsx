import { Hono } from 'hono';
import { answerNotFound, answerPage } from '../../answer.tsx';
import type { WebPorts } from '../../ports.ts';
import { address } from '../../query.ts';
import { act, frameFor } from '../answer.ts';
import type { OpsEnv } from '../env.ts';
import { ConsoleSubscriberPage, SuppressedPage } from '../pages/subscriber.tsx';
import { ConsoleSubscribersPage, SUBSCRIBER_STATES } from '../pages/subscribers.tsx';
import type { OpsPorts } from '../ports.ts';

/** Subscribers on a page. */
const LIMIT = 50;

/** No longer one is an address (RFC 5321). */
const ADDRESS_LENGTH = 320;

/** `/ops/subscribers`: who gets digests. */
export function subscriberRoutes(ports: WebPorts, ops: OpsPorts): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  const { subscribers } = ops;
  routes.get('/', async (c) => {
    const words = (c.req.query('q') ?? '').trim().slice(0, ADDRESS_LENGTH);
    const state = SUBSCRIBER_STATES.find((known) => known === c.req.query('state')) ?? null;
    const after = c.req.query('after')?.slice(0, ADDRESS_LENGTH) ?? null;
    const found = await subscribers.search({ words, state, after, limit: LIMIT + 1 });
    const list = found.slice(0, LIMIT);
    const next = found.length > LIMIT ? (list.at(-1)?.email ?? null) : null;
    const frame = await frameFor(c, ops.audit);
    const chosen = { words, state };
    return answerPage(
      c,
      <ConsoleSubscribersPage {...{ frame, now: ports.now(), subscribers: list, next, chosen }} />,
    );
  });
  routes.get('/suppressed', async (c) => {
    const frame = await frameFor(c, ops.audit);
    const suppressions = await subscribers.suppressions();
    return answerPage(c, <SuppressedPage {...{ frame, suppressions }} />);
  });
  routes.get('/one', async (c) => {
    const one = await subscribers.find((c.req.query('email') ?? '').slice(0, ADDRESS_LENGTH));
    if (one === null) return answerNotFound(c, ports);
    const frame = await frameFor(c, ops.audit);
    return answerPage(c, <ConsoleSubscriberPage {...{ frame, now: ports.now(), one }} />);
  });
  routes.post('/pause', (c) =>
    act(c, async (form, operator) => {
      const email = form.text('email');
      const audit = await subscribers.pause(email, Number(form.text('days')), operator);
      return { audit, to: pageOf(email) };
    }),
  );
  routes.post('/resume', (c) =>
    act(c, async (form, operator) => {
      const email = form.text('email');
      return { audit: await subscribers.resume(email, operator), to: pageOf(email) };
    }),
  );
  routes.post('/remove', (c) =>
    act(c, async (form, operator) => {
      const email = form.text('email');
      return { audit: await subscribers.remove(email, operator), to: pageOf(email) };
    }),
  );
  return routes;
}

function pageOf(email: string): string {
  return address('/ops/subscribers/one', [['email', email]]);
}
