import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Source } from '../core/source.ts';
import { pageAt, sourceOf, type Page } from './sample-site.ts';
import type { SampleOutlet } from './sample.ts';

/** The sample's outlets on loopback. */
export type SampleServer = {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** A row for each outlet, ready to be watched. */
  readonly sources: readonly Source[];
  readonly close: () => Promise<void>;
};

/** Publishes the sample's outlets on a free port of 127.0.0.1: at each moment just what is out by `now()`. */
export async function serveSample(options: {
  readonly outlets: readonly SampleOutlet[];
  /** Virtual Monday 00:00 UTC. */
  readonly start: Date;
  readonly now: () => Date;
}): Promise<SampleServer> {
  const { outlets, start, now } = options;
  const server = createServer();
  const origin = await listen(server);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const time = now();
    // The week has its own clock, and a page must not have changed after it was sent (RFC 9110, 8.8.2.1).
    response.setHeader('date', time.toUTCString());
    const path = pathOf(request);
    const page = path === null ? null : pageAt(outlets, { origin, start }, { path, now: time });
    answer(request, response, page);
  });
  return {
    origin,
    sources: outlets.map((outlet) => sourceOf(outlet, origin)),
    close: () => close(server),
  };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}

function pathOf(request: IncomingMessage): string | null {
  const target = request.url ?? '';
  return target.startsWith('/') ? target.replace(/[?#].*$/s, '') : null;
}

function answer(request: IncomingMessage, response: ServerResponse, page: Page | null): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  if (page === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
    return;
  }
  const etag = `"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`;
  const validators = { etag, 'last-modified': page.modified.toUTCString() };
  if (isUnchanged(request, { etag, modified: page.modified })) {
    response.writeHead(304, validators).end();
    return;
  }
  const body = Buffer.from(page.body);
  response
    .writeHead(200, {
      ...validators,
      'content-type': page.contentType,
      'content-length': body.length,
    })
    .end(body);
}

/** RFC 9110, 13.2.2: the date counts only where no tag was sent; both are compared as a cache would. */
function isUnchanged(
  { headers }: IncomingMessage,
  { etag, modified }: { readonly etag: string; readonly modified: Date },
): boolean {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    return tags.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return Math.floor(modified.getTime() / 1000) * 1000 <= since;
}
