import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { answerNotFound, answerPage } from '../answer.tsx';
import type { WebPorts } from '../ports.ts';
import { dropCookie, readCookie, writeCookie } from './cookies.ts';
import type { OpsEnv } from './env.ts';
import { formTokenOf } from './form-token.ts';
import { addressOf, answerRefused, goalOf, isSecure } from './guard.tsx';
import { EntrancePage, SignInPage } from './pages/door.tsx';
import type { AccessPort, OpenedSession } from './ports.ts';

/** Signing in, by token or by the one-time link, and out. */
export function doorRoutes(ports: WebPorts, access: AccessPort): Hono<OpsEnv> {
  const routes = new Hono<OpsEnv>();
  routes.get('/sign-in', (c) => {
    const to = goalOf(c.req.query('to'));
    if (c.get('operator') !== '') return c.redirect(to, 303);
    const formToken = visitOf(c, isSecure(ports, access));
    return answerPage(c, <SignInPage {...{ formToken, to, isWrong: false }} />);
  });
  routes.post('/sign-in', async (c) => {
    const form = await c.req.parseBody();
    const token = typeof form['token'] === 'string' ? form['token'].trim() : '';
    const answer = await access.signIn({ token, address: addressOf(c) });
    const to = goalOf(form['to']);
    if (answer.kind === 'in') return welcome(c, ports, access, answer.session, to);
    if (answer.kind === 'wrong') {
      return answerPage(
        c,
        <SignInPage {...{ formToken: c.get('formToken'), to, isWrong: true }} />,
        401,
      );
    }
    const seconds = Math.ceil((answer.retryAt.getTime() - ports.now().getTime()) / 1000);
    c.header('Retry-After', String(Math.max(1, seconds)));
    return answerRefused(
      c,
      429,
      'Too many attempts',
      'Wrong tokens came from your address. Try again in a quarter of an hour.',
    );
  });
  routes.get('/enter/:link', (c) => {
    const link = c.req.param('link');
    if (!access.leadsIn(link)) return answerNotFound(c, ports);
    return answerPage(c, <EntrancePage link={link} formToken={visitOf(c, false)} />);
  });
  routes.post('/enter/:link', async (c) => {
    const session = await access.enter(c.req.param('link'));
    if (session === null) return answerNotFound(c, ports);
    return welcome(c, ports, access, session, '/ops');
  });
  routes.post('/sign-out', async (c) => {
    const secure = isSecure(ports, access);
    const session = readCookie(c, 'session', secure);
    const operator = c.get('operator');
    if (session !== null && operator !== '') await access.signOut(session, operator);
    dropCookie(c, 'session', secure);
    return c.redirect(access.way() === 'token' ? '/ops/sign-in' : '/', 303);
  });
  return routes;
}

/** What the form before signing in carries: it is bound to a cookie of the visit, so that no other site can send it. */
function visitOf(c: Context, secure: boolean): string {
  const known = readCookie(c, 'visit', secure);
  if (known !== null) return formTokenOf(known);
  const fresh = randomBytes(32).toString('base64url');
  writeCookie(c, 'visit', fresh, { secure });
  return formTokenOf(fresh);
}

function welcome(
  c: Context,
  ports: WebPorts,
  access: AccessPort,
  { id, expiresAt }: OpenedSession,
  to: string,
): Response {
  const secure = isSecure(ports, access);
  const maxAge = Math.floor((expiresAt.getTime() - ports.now().getTime()) / 1000);
  writeCookie(c, 'session', id, { secure, maxAge });
  dropCookie(c, 'visit', secure);
  return c.redirect(to, 303);
}
