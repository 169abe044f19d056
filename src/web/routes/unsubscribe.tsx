import { type Context, Hono } from 'hono';
import { answerPage, frameOf } from '../answer.tsx';
import { UnknownTokenPage } from '../pages/message.tsx';
import { UnsubscribedPage, UnsubscribePage } from '../pages/unsubscribe.tsx';
import type { WebPorts } from '../ports.ts';
import { privateAnswers } from '../security.ts';

const TOKEN = /^[\w.~-]{1,256}$/;

/**
 * `/unsubscribe/:token`: opening it changes nothing, posting to it unsubscribes. The token is all that is asked
 * for, so that a mail provider's one click works as well (RFC 8058): no cookie, no redirect, as often as it likes.
 */
export function unsubscribeRoutes(ports: WebPorts): Hono {
  const routes = new Hono();
  routes.use('/unsubscribe/*', privateAnswers());
  routes.get('/unsubscribe/:token', (c) => answerQuestion(c, ports));
  routes.post('/unsubscribe/:token', (c) => answerPost(c, ports));
  return routes;
}

async function answerQuestion(c: Context, ports: WebPorts): Promise<Response> {
  const frame = frameOf(c, ports);
  const token = tokenOf(c);
  const subscription = token === null ? null : await ports.subscriptions.find(token);
  if (subscription === null) return answerPage(c, <UnknownTokenPage frame={frame} />, 404);
  if (!subscription.active) return answerPage(c, <UnsubscribedPage frame={frame} />);
  const { scheduleText } = subscription;
  return answerPage(c, <UnsubscribePage frame={frame} scheduleText={scheduleText} />);
}

async function answerPost(c: Context, ports: WebPorts): Promise<Response> {
  const frame = frameOf(c, ports);
  const token = tokenOf(c);
  const known = token !== null && (await unsubscribe(ports, token));
  if (!known) return answerPage(c, <UnknownTokenPage frame={frame} />, 404);
  return answerPage(c, <UnsubscribedPage frame={frame} />);
}

/** Whether the token is known; a second unsubscription changes nothing and is as good as the first. */
async function unsubscribe({ subscriptions }: WebPorts, token: string): Promise<boolean> {
  if (await subscriptions.unsubscribe(token)) return true;
  return (await subscriptions.find(token)) !== null;
}

function tokenOf(c: Context): string | null {
  const token = c.req.param('token') ?? '';
  return TOKEN.test(token) ? token : null;
}
