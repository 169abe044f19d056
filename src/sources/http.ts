import { Agent } from 'undici';
import type { Dispatcher } from 'undici';

import { paceKey, type PaceScope } from '../core/politeness.ts';
import { readAddress } from './address.ts';
import { inflateBody, MAX_BODY, readAll } from './body.ts';
import { guardedConnector } from './connector.ts';
import type { Resolve } from './connector.ts';
import { FetchError, fetchErrorFrom } from './fetch-error.ts';
import { openPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { openRobotsGate } from './robots-gate.ts';
import type { RobotsGate } from './robots-gate.ts';

export { FetchError } from './fetch-error.ts';

/** How a process behaves on the network. */
export type HttpOptions = {
  readonly userAgent: string;
  /** host:port pairs that may be private addresses, e.g. 127.0.0.1:8091. */
  readonly allow: readonly string[];
  /** Requests to one host at once. */
  readonly perHost: number;
  /** Milliseconds between the starts of two requests to one host. */
  readonly spacingMs: number;
  /** Whom `perHost` and `spacingMs` are counted for; a host unless given. */
  readonly scope?: PaceScope;
  /** A pace that is kept together with other processes; one of this process unless given. */
  readonly pace?: Pace;
  /** Looks host names up; the system’s way unless given. */
  readonly resolve?: Resolve;
};

/** A GET. `maxBytes` caps the inflated body (5 MiB unless given), `timeoutMs` everything but the wait for the host’s turn (15 s unless given). */
export type HttpRequest = {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** How long it waits for the host’s turn before it fails with an error of kind `busy`; redirects wait longer. */
  readonly patienceMs?: number;
  /** Instead of the client’s own. */
  readonly scope?: PaceScope | undefined;
  readonly signal?: AbortSignal;
  /** Asks the robots.txt of every site on the way first; what it forbids is rejected with a `FetchError` of kind `robots`. */
  readonly obeyRobots?: boolean;
};

/** What came back: `url` is the final address, header names are in lower case, the body is inflated. */
export type HttpResponse = {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly redirects: readonly { readonly status: number; readonly to: string }[];
  /** Seconds between requests that the site wishes for; null where it wishes none, or nobody asked. */
  readonly crawlDelaySeconds: number | null;
};

/** The one way out of the process. `get` throws `FetchError`, or the reason of an aborted signal. */
export type Http = {
  readonly get: (request: HttpRequest) => Promise<HttpResponse>;
  /** Breaks off what still runs. */
  readonly close: () => Promise<void>;
};

/** Opens the HTTP client of a process: public addresses only, polite to hosts, bounded in bytes, time and redirects. */
export function openHttp(options: HttpOptions): Http {
  // Sources are asked minutes apart: a kept connection would be stale by then, and every one is checked anew.
  const agent = new Agent({ connect: guardedConnector(options), pipelining: 0 });
  const pace = options.pace ?? openPace(options);
  const { userAgent } = options;
  const productToken = /^[a-z_-]*/i.exec(userAgent)?.[0] ?? '';
  const client: Client = {
    agent,
    pace,
    userAgent,
    scope: options.scope ?? 'host',
    robots: openRobotsGate((url) => begin(client, { url }), productToken),
  };
  return {
    get: async (request) => begin(client, request),
    close: async () => {
      pace.close();
      await agent.destroy();
    },
  };
}

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 15_000;
/** A turn is given back after the request has ended, not before. */
const LINGER_MS = 5_000;
/** A site that wishes for longer pauses is met by polling it seldom. */
const MAX_CRAWL_DELAY_MS = 60_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
]);

type Client = {
  readonly agent: Agent;
  readonly pace: Pace;
  readonly userAgent: string;
  readonly scope: PaceScope;
  readonly robots: RobotsGate;
};
type Hop = Pick<HttpResponse, 'status' | 'headers' | 'body'>;

/** A request on its way: where it is now, which time is left to it, and the redirects behind it. */
type Journey = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly leftMs: number;
  readonly redirects: HttpResponse['redirects'];
};

function begin(client: Client, request: HttpRequest): Promise<HttpResponse> {
  return follow(client, request, {
    url: readAddress(request.url),
    headers: lowerCased(request.headers ?? {}),
    leftMs: request.timeoutMs ?? TIMEOUT_MS,
    redirects: [],
  });
}

async function follow(client: Client, request: HttpRequest, at: Journey): Promise<HttpResponse> {
  const wish = request.obeyRobots === true ? await client.robots.admit(at.url) : null;
  const leave = await client.pace.enter(paceKey(at.url.href, request.scope ?? client.scope), {
    signal: request.signal,
    // To begin anew would ask the first host again for nothing.
    patienceMs: at.redirects.length === 0 ? request.patienceMs : undefined,
    spacingMs: Math.min((wish?.crawlDelaySeconds ?? 0) * 1000, MAX_CRAWL_DELAY_MS),
    stayMs: at.leftMs + LINGER_MS,
  });
  const began = performance.now();
  const hop = await visit(client, at, request).finally(leave);
  const location = REDIRECTS.has(hop.status) ? hop.headers['location'] : undefined;
  if (location === undefined) {
    const crawlDelaySeconds = wish?.crawlDelaySeconds ?? null;
    return { ...hop, url: at.url.href, redirects: at.redirects, crawlDelaySeconds };
  }
  if (at.redirects.length >= MAX_REDIRECTS) {
    throw new FetchError('redirects', `${request.url}: more than ${MAX_REDIRECTS} redirects`);
  }
  const url = readAddress(utf8Of(location), at.url);
  return follow(client, request, {
    url,
    headers: headersFor(url, at.url, at.headers),
    leftMs: at.leftMs - (performance.now() - began),
    redirects: [...at.redirects, { status: hop.status, to: url.href }],
  });
}

/** One request, from the look-up of the name to the last byte, within the time that is left. */
async function visit(client: Client, at: Journey, request: HttpRequest): Promise<Hop> {
  const stop = new AbortController();
  const outOfTime = (): void =>
    stop.abort(new FetchError('timeout', `${at.url.href}: no complete answer in time`));
  const timer = setTimeout(outOfTime, Math.max(1, at.leftMs));
  const giveUp = (): void => stop.abort(request.signal?.reason);
  request.signal?.addEventListener('abort', giveUp, { once: true });
  if (request.signal?.aborted === true) giveUp();
  try {
    return await exchange(client, at, request.maxBytes ?? MAX_BODY, stop.signal);
  } catch (error) {
    // An aborted exchange fails in many ways; the reason tells what happened.
    if (request.signal?.aborted === true) throw request.signal.reason;
    throw fetchErrorFrom(stop.signal.aborted ? stop.signal.reason : error, at.url.href);
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', giveUp);
  }
}

async function exchange(
  client: Client,
  { url, headers: sent }: Journey,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Hop> {
  const { statusCode, headers, body } = await client.agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'GET',
    headers: {
      ...sent,
      'user-agent': client.userAgent,
      'accept-encoding': 'gzip, br, deflate',
    },
    signal,
  });
  const received = flat(headers);
  if (REDIRECTS.has(statusCode) && received['location'] !== undefined) {
    // The connection is closed with it; what the body says is of no interest.
    body.on('error', () => undefined).destroy();
    return { status: statusCode, headers: received, body: Buffer.alloc(0) };
  }
  const bytes = await readAll(body, maxBytes);
  const inflated = await inflateBody(bytes, received['content-encoding'], maxBytes);
  return { status: statusCode, headers: received, body: inflated };
}

/** Credentials go no further than the host they were meant for, and never from https to http. */
function headersFor(next: URL, last: URL, headers: Readonly<Record<string, string>>) {
  const downgraded = last.protocol === 'https:' && next.protocol === 'http:';
  if (next.host === last.host && !downgraded) return headers;
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.has(name)));
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function flat(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(pairs);
}

/** Headers arrive as Latin-1; addresses in them are often UTF-8. */
function utf8Of(text: string): string {
  const decoded = Buffer.from(text, 'latin1').toString('utf8');
  return decoded.includes('\ufffd') ? text : decoded;
}
