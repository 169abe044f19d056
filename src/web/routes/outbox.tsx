import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { answerNotFound, answerPage, frameOf } from '../answer.tsx';
import { isLocal } from '../local-only.ts';
import { MailPage, OutboxPage } from '../pages/outbox.tsx';
import type { OutboxPort, WebPorts } from '../ports.ts';
import { MAIL_HEADERS, privateAnswers } from '../security.ts';

/** The mails of the outbox folder, for someone on this machine only; to all others there is no such page. */
export function outboxRoutes(ports: WebPorts, outbox: OutboxPort): Hono {
  const routes = new Hono();
  const localOnly: MiddlewareHandler = async (c, next) =>
    isLocal(c) ? next() : answerNotFound(c, ports);
  routes.use('/outbox/*', localOnly, privateAnswers());
  routes.get('/outbox', async (c) => {
    const mails = await outbox.list();
    return answerPage(c, <OutboxPage frame={frameOf(c, ports)} mails={mails} />);
  });
  routes.get('/outbox/:name', (c) => answerMail(c, ports, outbox));
  routes.get('/outbox/:name/html', async (c) => {
    const html = await read(c, outbox.html);
    if (html === null) return answerNotFound(c, ports);
    for (const [name, value] of MAIL_HEADERS) c.header(name, value);
    return c.html(html);
  });
  routes.get('/outbox/:name/source', async (c) => {
    const source = await read(c, outbox.source);
    return source === null ? answerNotFound(c, ports) : c.text(source);
  });
  return routes;
}

async function answerMail(c: Context, ports: WebPorts, outbox: OutboxPort): Promise<Response> {
  const [html, source] = await Promise.all([read(c, outbox.html), read(c, outbox.source)]);
  if (html === null && source === null) return answerNotFound(c, ports);
  const name = nameOf(c);
  const mail = (await outbox.list()).find((one) => one.name === name) ?? null;
  const parts = [
    ...(html === null ? [] : ['html' as const]),
    ...(source === null ? [] : ['source' as const]),
  ];
  return answerPage(c, <MailPage {...{ frame: frameOf(c, ports), name, mail, parts }} />);
}

async function read(c: Context, part: OutboxPort['html']): Promise<string | null> {
  const name = nameOf(c);
  return isPlainName(name) ? part(name) : null;
}

function nameOf(c: Context): string {
  return c.req.param('name') ?? '';
}

/** A file name that stays in its folder and hides nothing. */
function isPlainName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return /^[^./\\\u0000-\u001f\u007f][^/\\\u0000-\u001f\u007f]{0,200}$/.test(name);
}
