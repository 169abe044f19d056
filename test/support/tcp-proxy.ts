import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A proxy on loopback that hands bytes on until it is told to do otherwise. */
export type TcpProxy = {
  readonly port: number;
  /** Cuts all connections without a word; new ones are made. Returns how many there were. */
  readonly cut: () => number;
  /** Accepts nobody, and cuts those who are there, until `mend`. */
  readonly refuse: () => void;
  /** Holds every byte back for so many milliseconds, until `mend`. */
  readonly slow: (ms: number) => void;
  readonly mend: () => void;
  readonly close: () => Promise<void>;
};

/** Starts a proxy to an address. */
export async function startTcpProxy(to: NetConnectOpts): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let delayMs = 0;
  let isRefusing = false;
  const server = createServer((client) => {
    if (isRefusing) return void client.destroy();
    const upstream = connect(to);
    for (const [from, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('data', (bytes) => {
        const hand = (): void => void (other.destroyed || other.write(bytes));
        if (delayMs > 0) setTimeout(hand, delayMs);
        else hand();
      });
      // The other side may still say something: it is given the time that bytes are held back for.
      from.on('close', () => {
        open.delete(from);
        setTimeout(() => other.destroy(), delayMs);
      });
      from.on('error', () => undefined); // Cut connections are what it is for.
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  const cut = (): number => {
    const count = open.size;
    for (const socket of open) socket.destroy();
    return count;
  };
  return {
    port: address.port,
    cut,
    refuse: () => {
      isRefusing = true;
      cut();
    },
    slow: (ms) => {
      delayMs = ms;
    },
    mend: () => {
      [delayMs, isRefusing] = [0, false];
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
