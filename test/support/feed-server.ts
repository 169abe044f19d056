import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a path of the server answers. Everything left out is ordinary: 200, no headers, empty, at once. */
export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** Milliseconds before the answer begins. */
  readonly delayMs?: number;
  /** Sends the body in pieces of so many bytes, one every so many milliseconds, without an end until the client leaves. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
  /** Breaks the connection: `before` any byte, or `midway` through the body. */
  readonly drop?: 'before' | 'midway';
};

/** A request as it came, for assertions. */
export type Seen = {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
};

/** A loopback HTTP server whose answers are set per path (with its query); unknown paths answer 404. */
export type FeedServer = {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  /** `127.0.0.1:PORT`, as the allow list of the HTTP client wants it. */
  readonly host: string;
  readonly seen: readonly Seen[];
  /** Sets what a path answers: always the same, or what a function makes of each request. */
  readonly on: (path: string, answer: Answer | ((request: Seen) => Answer)) => void;
  /** Forgets all answers and what was seen. */
  readonly forget: () => void;
  /** Connections that are open right now. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

/** Starts a server on a free port of 127.0.0.1; the test closes it. */
export async function startFeedServer(): Promise<FeedServer> {
  const answers = new Map<string, Answer | ((request: Seen) => Answer)>();
  const seen: Seen[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    const one = { path: request.url ?? '', method: request.method ?? '', headers: request.headers };
    seen.push(one);
    const answer = answers.get(one.path) ?? { status: 404 };
    give(typeof answer === 'function' ? answer(one) : answer, request, response);
  });
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    seen,
    on: (path, answer) => answers.set(path, answer),
    forget: () => {
      answers.clear();
      seen.length = 0;
    },
    connections: () => open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  const start = (): void => {
    if (answer.drop === 'before') {
      request.socket.destroy();
      return;
    }
    const body = Buffer.from(answer.body ?? '');
    const length = answer.drop === 'midway' ? { 'content-length': String(body.length + 1) } : {};
    for (const [name, value] of Object.entries({ ...length, ...answer.headers })) {
      response.setHeader(name, value);
    }
    response.statusCode = answer.status ?? 200;
    if (answer.drip !== undefined) drip(body, answer.drip, response);
    else if (answer.drop === 'midway') response.write(body, () => request.socket.destroy());
    else response.end(body);
  };
  if (answer.delayMs === undefined) start();
  else after(answer.delayMs, response, start);
}

function after(ms: number, response: ServerResponse, act: () => void): void {
  const timer = setTimeout(act, ms);
  response.on('close', () => clearTimeout(timer));
}

function drip(body: Buffer, { bytes, everyMs }: NonNullable<Answer['drip']>, to: ServerResponse) {
  let at = 0;
  const timer = setInterval(() => {
    to.write(at < body.length ? body.subarray(at, at + bytes) : Buffer.alloc(bytes, 32));
    at += bytes;
  }, everyMs);
  to.on('close', () => clearInterval(timer));
}
