import { type Context, Hono } from 'hono';
import { answerPage, frameOf } from '../answer.tsx';
import { UnknownTokenPage } from '../pages/message.tsx';
import {
  StopAllPage,
  StoppedAllPage,
  UnsubscribedPage,
  UnsubscribePage,
} from '../pages/unsubscribe.tsx';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';

const TOKEN = /^[\w.~-]{1,256}$/;

type Scope = 'this' | 'everything';

/**
 * `/unsubscribe/:token` and `/unsubscribe/:token/everything`: opening one changes nothing, posting to it unsubscribes. The
 * token is all that is asked for, so that a mail provider's one click works as well (RFC 8058): no cookie, no redirect, as
 * often as it likes.
 */
export function unsubscribeRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.use('/unsubscribe/*', privateAnswers());
  routes.get('/unsubscribe/:token', (c) => answerQuestion(c, ports, 'this'));
  routes.post('/unsubscribe/:token', (c) => answerPost(c, ports, 'this'));
  routes.get('/unsubscribe/:token/everything', (c) => answerQuestion(c, ports, 'everything'));
  routes.post('/unsubscribe/:token/everything', (c) => answerPost(c, ports, 'everything'));
  return routes;
}

async function answerQuestion(c: Context, ports: WebPorts, scope: Scope): Promise<Response> {
  const frame = frameOf(c, ports);
  const token = tokenOf(c);
  const subscription = token === null ? null : await ports.subscriptions.find(token);
  if (subscription === null || token === null) {
    return answerPage(c, <UnknownTokenPage frame={frame} />, 404);
  }
  if (scope === 'everything') return answerPage(c, <StopAllPage frame={frame} />);
  if (!subscription.active) return answerPage(c, <UnsubscribedPage frame={frame} token={token} />);
  const { scheduleText } = subscription;
  return answerPage(c, <UnsubscribePage {...{ frame, scheduleText, token }} />);
}

async function answerPost(c: Context, ports: WebPorts, scope: Scope): Promise<Response> {
  const frame = frameOf(c, ports);
  const token = tokenOf(c);
  if (token === null || !(await unsubscribe(ports, token, scope))) {
    return answerPage(c, <UnknownTokenPage frame={frame} />, 404);
  }
  if (scope === 'everything') return answerPage(c, <StoppedAllPage frame={frame} />);
  return answerPage(c, <UnsubscribedPage frame={frame} token={token} />);
}

/** Whether the token is known; a second unsubscription changes nothing and is as good as the first. */
async function unsubscribe(
  { subscriptions }: WebPorts,
  token: string,
  scope: Scope,
): Promise<boolean> {
  if (await subscriptions.unsubscribe(token, scope)) return true;
  return (await subscriptions.find(token)) !== null;
}

function tokenOf(c: Context): string | null {
  const token = c.req.param('token') ?? '';
  return TOKEN.test(token) ? token : null;
}
