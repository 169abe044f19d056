import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { answerNotFound, answerPage } from '../answer.tsx';
import { isLocal } from '../local-only.ts';
import type { WebPorts } from '../ports.ts';
import { readCookie } from './cookies.ts';
import type { OpsEnv } from './env.ts';
import { formTokenOf, isForeignPost, isRightToken } from './form-token.ts';
import { OpsDoor, OpsPage, sectionOf } from './frame.tsx';
import type { AccessPort } from './ports.ts';

type Guard = MiddlewareHandler<OpsEnv>;

/** Bytes of a form before anybody is signed in, and behind a session: a file of keywords has up to 512 KB. */
const BODY_LIMITS = { stranger: 16 * 1024, operator: 640 * 1024 };

/** Where a one-time link leads. */
const ENTRANCE = /^\/ops\/enter\/([\w-]{1,100})$/;

/** Whether cookies are for https only. Who comes by the one-time link comes over loopback, which is never that. */
export function isSecure(ports: WebPorts, access: AccessPort): boolean {
  return access.way() === 'token' && ports.service.baseUrl.startsWith('https:');
}

/** Tells who it is, by the cookie, and what their forms carry. */
export function recognise(ports: WebPorts, access: AccessPort): Guard {
  return async (c, next) => {
    const secure = isSecure(ports, access);
    const session = readCookie(c, 'session', secure);
    const visitor = session === null ? null : await access.visitor(session);
    const secret = visitor === null ? readCookie(c, 'visit', secure) : session;
    c.set('operator', visitor?.operator ?? '');
    c.set('formToken', secret === null ? '' : formTokenOf(secret));
    await next();
  };
}

/** To whoever has not come by the one-time link there is no console while no operator is configured. */
export function hideConsole(ports: WebPorts, access: AccessPort): Guard {
  return async (c, next) => {
    if (access.way() === 'token') return next();
    const link = ENTRANCE.exec(c.req.path)?.[1];
    const invited = c.get('operator') !== '' || (link !== undefined && access.leadsIn(link));
    return invited && isLocal(c) ? next() : answerNotFound(c, ports);
  };
}

/** Reads no more of a body than its sender may send. */
export function boundBody(): Guard {
  const stranger = bodyLimit({ maxSize: BODY_LIMITS.stranger, onError: answerTooMuch });
  const operator = bodyLimit({ maxSize: BODY_LIMITS.operator, onError: answerTooMuch });
  return (c, next) => (c.get('operator') === '' ? stranger(c, next) : operator(c, next));
}

function answerTooMuch(c: Context<OpsEnv>): Response | Promise<Response> {
  return answerRefused(c, 413, 'That was too much', 'The form holds more than the console takes.');
}

/** Lets no post through that another site may have made, or that lacks the form's token. */
export function checkForm(ports: WebPorts): Guard {
  return async (c, next) => {
    if (c.req.method !== 'POST') return next();
    if (!isForeignPost(c, ports.service.baseUrl)) {
      const form = await formOf(c);
      if (isRightToken(form?.['form'], c.get('formToken'))) return next();
    }
    return answerRefused(
      c,
      403,
      'Nothing was changed',
      'The form was too old, or not one of this console. Go back, load the page again, and repeat it.',
    );
  };
}

/** Sends whoever is not signed in to the door, and remembers where they were going. */
export function requireOperator(): Guard {
  return async (c, next) => {
    if (c.get('operator') !== '') return next();
    const { pathname, search } = new URL(c.req.url);
    const goal = new URLSearchParams({ to: `${pathname}${search}` });
    return c.redirect(`/ops/sign-in?${goal.toString()}`, 303);
  };
}

/** A path of the console, to go to after signing in; anything else leads to its first page. */
export function goalOf(text: unknown): string {
  return typeof text === 'string' && /^\/ops(?:[/?][\w/?&=%.+~-]{0,500})?$/.test(text)
    ? text
    : '/ops';
}

/** Who asks, for counting attempts; behind a proxy it is the proxy. */
export function addressOf(c: Context): string {
  const bindings: Partial<HttpBindings> = c.env ?? {};
  return bindings.incoming?.socket.remoteAddress ?? 'unknown';
}

/** Refuses, and says where to go on. */
export function answerRefused(
  c: Context<OpsEnv>,
  status: 403 | 409 | 413 | 429,
  title: string,
  text: string,
): Response | Promise<Response> {
  const operator = c.get('operator');
  const back = sectionOf(c.req.path) ?? { path: '/ops', name: 'Console' };
  const content = (
    <>
      <p className="refused">{text}</p>
      <p>
        <a href={back.path}>{back.name}</a>
      </p>
    </>
  );
  if (operator === '') return answerPage(c, <OpsDoor title={title}>{content}</OpsDoor>, status);
  const frame = { operator, formToken: c.get('formToken'), section: null };
  return answerPage(
    c,
    <OpsPage {...frame} title={title}>
      {content}
    </OpsPage>,
    status,
  );
}

async function formOf(c: Context): Promise<Record<string, unknown> | null> {
  const type = c.req.header('content-type') ?? '';
  const isForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type);
  if (!isForm) return null;
  try {
    // Parsed once for all: whoever asks again gets the same, so lists are kept as lists.
    return await c.req.parseBody({ all: true });
  } catch {
    return null; // A body that is no form holds no token.
  }
}
