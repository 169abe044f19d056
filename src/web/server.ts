import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { messageOf, SetupError } from '../errors.ts';
import { SAFE_HEADERS } from './security.ts';

/** Milliseconds that requests under way get to end when the server closes. */
const GRACE_MS = 800;

/** Bounds on how long a client may take, in milliseconds, and on its headers, in bytes. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
};

/**
 * Listens, port 0 for any that is free. `close` takes no new connection, ends idle ones at once and busy ones
 * within a second. Throws a SetupError when the address cannot be listened on.
 */
export async function serveWeb(
  app: Hono,
  options: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const listener = getRequestListener(app.fetch, { errorHandler: answerBroken });
  const server = createServer(LIMITS, (request, response) => void listener(request, response));
  await listen(server, options);
  let closing: Promise<void> | undefined;
  return {
    url: urlOf(server, options.host),
    close: () => (closing ??= close(server)),
  };
}

/** A request that cannot even be understood, such as one with an impossible Host header. */
function answerBroken(): Response {
  return new Response('Bad request\n', { status: 400, headers: [...SAFE_HEADERS] });
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(setupError(error, host, port)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      // A connection that could not be accepted, for want of file descriptors, must not end the process.
      server.on('error', (error) => process.emitWarning(error));
      resolve();
    });
  });
}

function setupError(error: NodeJS.ErrnoException, host: string, port: number): SetupError {
  const cause = { cause: error };
  if (error.code === 'EADDRINUSE') {
    return new SetupError(
      `port ${port} on ${host} is in use by another program`,
      'set PORT to another, 0 for any free',
      cause,
    );
  }
  if (error.code === 'EACCES') {
    return new SetupError(
      `this user may not listen on port ${port}`,
      'set PORT to one from 1024 up, 0 for any free',
      cause,
    );
  }
  return new SetupError(
    `cannot listen on ${host}, port ${port}: ${messageOf(error)}`,
    'set HOST to an address of this machine, such as 127.0.0.1',
    cause,
  );
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const end = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(end);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
