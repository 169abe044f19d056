import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { isLocal } from './local-only.ts';
import type { Frame } from './pages/layout.tsx';
import { FailurePage, MessagePage, NotFoundPage } from './pages/message.tsx';
import type { WebPorts } from './ports.ts';

const SECTIONS: Frame['sections'] = ['stories', 'measures', 'agreements', 'sources', 'subscribe'];

/** What surrounds every page of this request. */
export function frameOf(c: Context, ports: WebPorts): Frame {
  const { name, version, baseUrl } = ports.service;
  const isOperator = isLocal(c);
  const showsOutbox = ports.outbox !== null && isOperator;
  const configProblem = ports.configProblem();
  return {
    service: { name, version, baseUrl },
    now: ports.now(),
    sections: showsOutbox ? [...SECTIONS, 'outbox'] : SECTIONS,
    // What a file holds is for those who may open it.
    notice: configProblem === null ? null : isOperator ? configProblem : 'undisclosed',
  };
}

/** Answers with a page; of most there is data at the same address, so that caches must keep them apart. */
export function answerPage(
  c: Context,
  page: ReactElement,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  c.header('Vary', 'Accept');
  return c.html(`<!doctype html>${renderToStaticMarkup(page)}`, status);
}

/** Whether this request is for data rather than for a page: by `.json` in its path or by its Accept header. */
export function wantsJson(c: Context): boolean {
  if (c.req.path.endsWith('.json')) return true;
  const supports = ['text/html', 'application/json'];
  return accepts(c, { header: 'Accept', supports, default: 'text/html' }) === 'application/json';
}

/** Answers with data. */
export function answerJson(c: Context, data: object, status: ContentfulStatusCode = 200): Response {
  c.header('Vary', 'Accept');
  // Foreign texts stay text even for who takes data for a page.
  const text = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  return c.body(text, status, { 'Content-Type': 'application/json' });
}

/** Answers 404 with a page that helps, or with JSON where that was asked for. */
export function answerNotFound(c: Context, ports: WebPorts): Response | Promise<Response> {
  if (wantsJson(c)) return answerJson(c, { error: 'not found' }, 404);
  return answerPage(c, <NotFoundPage frame={frameOf(c, ports)} />, 404);
}

/** Answers 500 without a word on what failed: that is in the log. */
export function answerFailure(c: Context, ports: WebPorts): Response | Promise<Response> {
  if (wantsJson(c)) return answerJson(c, { error: 'internal error' }, 500);
  return answerPage(c, <FailurePage frame={frameOf(c, ports)} />, 500);
}

/** Answers that the request itself was wrong, in a constant sentence. */
export function answerRefusal(
  c: Context,
  ports: WebPorts,
  refusal: { readonly status: 400 | 405 | 413; readonly title: string; readonly text: string },
): Response | Promise<Response> {
  const { status, title, text } = refusal;
  if (wantsJson(c)) return answerJson(c, { error: text }, status);
  const page = (
    <MessagePage frame={frameOf(c, ports)} title={title}>
      <p>{text}</p>
      <p>
        <a href="/">Latest stories</a>
      </p>
    </MessagePage>
  );
  return answerPage(c, page, status);
}
