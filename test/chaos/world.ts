import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbedded, type EmbeddedServer } from '../../src/embedded/server.ts';
import { runHere } from '../support/in-process.ts';
import { startRedis, type PrivateRedis } from '../support/redis.ts';
import { startService, type ServiceProcess } from '../support/service.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtp-sink.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { startPublishers, type Publishers } from './publishers.ts';
import type { ChaosEvent } from './script.ts';

export type Mode = 'embedded' | 'servers';

/** A service with all that it depends on, each of which can be hurt. */
export type ChaosWorld = {
  readonly config: SmallConfig;
  readonly publishers: Publishers;
  readonly sink: SmtpSink;
  readonly proxies: {
    readonly smtp: TcpProxy;
    readonly database: TcpProxy | null;
    readonly redis: TcpProxy | null;
  };
  readonly redis: PrivateRedis | null;
  /** One that serves pages and works, and one that only works. Whichever ends is started again, as systemd would. */
  readonly processes: readonly Supervised[];
  /** Ends the database server as a crash would; in embedded mode the service has to bring it back. */
  readonly crashDatabase: () => Promise<void>;
  readonly query: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>;
  readonly close: () => Promise<void>;
};

/** A process that is started again when it ends. */
export type Supervised = {
  readonly kill: (signal: NodeJS.Signals) => Promise<void>;
  /** Sends a signal that does not end it. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** How often it was started. */
  readonly starts: () => number;
  readonly stop: () => Promise<void>;
};

const RESTART_MS = 300;
/** All of them want news at once. */
export const READERS = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.org`);

/** Starts everything; the script's clock starts now. */
export async function openChaosWorld(
  mode: Mode,
  script: readonly ChaosEvent[],
  sources: number,
): Promise<ChaosWorld> {
  const config = await smallConfig();
  const sink = await startSmtpSink();
  const smtp = await startTcpProxy({ host: '127.0.0.1', port: sink.port });
  const publishers = await startPublishers(script, sources);
  const backends = await openBackends(mode, config.folder);
  const environment = {
    ...backends.environment,
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  await writeConfig(config, publishers, script);
  const preparing = [
    ['migrate'],
    ...READERS.map((email) => ['subscribers', 'add', email, '--schedule', 'instant']),
  ];
  for (const args of preparing) {
    const { code, stderr } = await runHere(args, environment);
    if (code !== 0) throw new Error(stderr);
  }
  const processes = [supervise(['up'], environment), supervise(['work'], environment)];
  return {
    config,
    publishers,
    sink,
    proxies: { smtp, ...backends.proxies },
    redis: backends.redis,
    processes,
    crashDatabase: backends.crashDatabase,
    query: backends.query,
    close: async () => {
      await Promise.all(processes.map((one) => one.stop()));
      await Promise.all([sink.close(), smtp.close(), publishers.server.close(), backends.close()]);
      await config.remove();
    },
  };
}

async function writeConfig(
  { write, entities }: SmallConfig,
  { server, rows }: Publishers,
  script: readonly ChaosEvent[],
): Promise<void> {
  const sports = script.map(({ token }) => [token.toLowerCase(), { en: [token.toLowerCase()] }]);
  await write('keywords/entities.yaml', {
    ...entities,
    sports: { ...entities.sports, ...Object.fromEntries(sports) },
  });
  await write('sources.yaml', { sources: rows });
  await write('flagbearer.yaml', {
    network: { allow: [server.host] },
    politeness: { spacing: '0s', perHost: 20 },
    polling: { minimum: '1s', default: '1s', maximum: '3s' },
    items: { maxAge: 'none', readArticles: false },
    digests: { patience: '10s', alerts: { quiet: '3s', longest: '15s', perHour: 60 } },
  });
}

/** Keeps a command running. */
function supervise(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Supervised {
  let isWanted = true;
  let count = 0;
  let current: ServiceProcess;
  const start = (): void => {
    count += 1;
    const service = startService(args, environment);
    current = service;
    void startAgainAfter(service.ended);
  };
  const startAgainAfter = async (end: Promise<void>): Promise<void> => {
    await end;
    await wait(RESTART_MS);
    if (isWanted) start();
  };
  start();
  return {
    kill: async (signal) => void (await current.kill(signal)),
    signal: (signal) => current.signal(signal),
    starts: () => count,
    stop: async () => {
      isWanted = false;
      await current.kill('SIGKILL');
    },
  };
}

type Backends = Pick<ChaosWorld, 'redis' | 'crashDatabase' | 'query'> & {
  readonly environment: Readonly<Record<string, string>>;
  readonly proxies: Omit<ChaosWorld['proxies'], 'smtp'>;
  readonly close: () => Promise<void>;
};

/** In both modes the same server programs; with servers they are reached over TCP, and are ours to start again. */
async function openBackends(mode: Mode, folder: string): Promise<Backends> {
  const data = mode === 'embedded' ? join(folder, 'data', 'postgres') : join(folder, 'server');
  const log = pino({ level: 'silent' });
  let server: EmbeddedServer = await startEmbedded({ folder: data, log });
  const crash = (): void => {
    const [pid] = readFileSync(join(data, 'cluster', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGKILL');
  };
  const query = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => {
    const client = new pg.Client(server.connection);
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  if (mode === 'embedded') {
    return {
      environment: {},
      proxies: { database: null, redis: null },
      redis: null,
      crashDatabase: () => Promise.resolve(crash()),
      query,
      close: () => server.stop(),
    };
  }
  const { host, port, user, database } = server.connection;
  const proxy = await startTcpProxy({ path: join(host, `.s.PGSQL.${port}`) });
  const redis = await startRedis({ appendonly: 'yes' });
  const redisProxy = await startTcpProxy({ host: '127.0.0.1', port: redis.port });
  return {
    environment: {
      DATABASE_URL: `postgres://${user}@127.0.0.1:${proxy.port}/${database}?sslmode=disable`,
      REDIS_URL: `redis://127.0.0.1:${redisProxy.port}`,
    },
    proxies: { database: proxy, redis: redisProxy },
    redis,
    crashDatabase: async () => {
      crash();
      server = await startEmbedded({ folder: data, log });
    },
    query,
    close: async () => {
      await Promise.all([proxy.close(), redisProxy.close(), redis.stop()]);
      await server.stop();
    },
  };
}
