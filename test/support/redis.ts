import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type PrivateRedis = {
  /** With the password, if there is one. */
  readonly url: string;
  readonly port: number;
  /** Ends the server for good and removes its files. */
  readonly stop: () => Promise<void>;
  /** Ends the server as a crash would; its files stay. */
  readonly kill: () => Promise<void>;
  /** Starts a killed server again, on the same port and files. */
  readonly restart: () => Promise<void>;
  /** Empties it. */
  readonly flush: () => Promise<void>;
};

export type RedisStart = {
  readonly appendonly?: 'yes' | 'no';
  readonly maxmemoryPolicy?: string;
  readonly password?: string;
};

/** Where redis-server is on the PATH; null when it is not installed. */
export function redisServerPath(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'redis-server')).find(existsSync) ?? null;
}

/** Starts a redis-server of our own on a free loopback port, in a temporary folder. */
export async function startRedis(options: RedisStart = {}): Promise<PrivateRedis> {
  const path = redisServerPath();
  if (path === null) throw new Error('redis-server is not on the PATH');
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const server = spawn(path, argumentsFor(port, folder, options), { stdio: 'ignore' });
    await answers(server, port);
    return server;
  };
  let server = await start();
  // The server must not outlive a test run that ends early.
  const killNow = (): void => void server.kill('SIGKILL');
  process.once('exit', killNow);
  const password = options.password ?? '';
  return {
    url: `redis://${password === '' ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    port,
    stop: async () => {
      process.removeListener('exit', killNow);
      await ended(server);
      await rm(folder, { recursive: true, force: true });
    },
    kill: () => ended(server),
    restart: async () => {
      await ended(server);
      server = await start();
    },
    flush: async () => {
      const login = password === '' ? '' : `AUTH ${password}\r\n`;
      const answer = await exchange(port, `${login}FLUSHALL\r\n`);
      if (!answer.includes('+OK')) throw new Error(`FLUSHALL: ${answer}`);
    },
  };
}

function argumentsFor(port: number, folder: string, options: RedisStart): string[] {
  const flags: Record<string, string> = {
    port: String(port),
    bind: '127.0.0.1',
    dir: folder,
    save: '',
    appendonly: options.appendonly ?? 'yes',
    'maxmemory-policy': options.maxmemoryPolicy ?? 'noeviction',
    ...(options.password === undefined ? {} : { requirepass: options.password }),
  };
  return Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise((resolve) => {
    server.once('exit', resolve);
    server.kill('SIGKILL');
  });
}

/** Waits until the server has loaded its files; any other answer than LOADING will do. */
async function answers(server: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}`);
    const answer = await exchange(port, 'PING\r\n').catch(() => '');
    if (answer !== '' && !answer.includes('LOADING')) return;
    await sleep(20);
  }
  throw new Error('redis-server does not answer');
}

/** Says something to the server and returns what it answers until it closes. */
async function exchange(port: number, request: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${request}QUIT\r\n`));
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => {
      answer += data;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
