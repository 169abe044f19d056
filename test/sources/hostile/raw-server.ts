import { createServer } from 'node:net';
import type { Socket } from 'node:net';

/** A server that says on a connection whatever it likes, HTTP or not. */
export type RawServer = {
  readonly origin: string;
  /** `127.0.0.1:PORT`, as the allow list of the HTTP client wants it. */
  readonly host: string;
  readonly connections: () => number;
  readonly close: () => Promise<void>;
};

/** Starts a server on a free port of 127.0.0.1 that calls `speak` once the head of a request has come. */
export async function startRawServer(speak: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // Whoever is spoken to so may well hang up.
    socket.on('error', () => undefined);
    let head = '';
    socket.on('data', (chunk: Buffer) => {
      const isHeard = head.includes('\r\n\r\n');
      head += chunk.toString('latin1');
      if (!isHeard && head.includes('\r\n\r\n')) speak(socket);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    host: `127.0.0.1:${address.port}`,
    connections: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Writes pieces for as long as the other side listens, as fast as it takes them or one every so many milliseconds. */
export function pour(socket: Socket, piece: string, everyMs: number | null = null): void {
  if (everyMs !== null) {
    const timer = setInterval(() => socket.write(piece), everyMs);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  const more = (): void => {
    while (!socket.destroyed && socket.write(piece)) continue;
  };
  socket.on('drain', more);
  more();
}
