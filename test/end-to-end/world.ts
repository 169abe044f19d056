import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { stringify } from 'yaml';
import { readSample } from '../../src/demo/sample.ts';
import { serveSample } from '../../src/demo/sample-server.ts';
import { runCommand, startService, type ServiceProcess } from '../support/service.ts';

/** The sample week's publishers, a service's folders, and eyes on its database. */
export type World = {
  readonly environment: Readonly<Record<string, string>>;
  readonly sources: number;
  readonly items: number;
  readonly up: () => ServiceProcess;
  /** Asks the records of the service. */
  readonly query: <Row extends pg.QueryResultRow>(
    sql: string,
    values?: unknown[],
  ) => Promise<Row[]>;
  /** Files of the outbox, by their end. */
  readonly outbox: (end: '.eml' | '.html') => Promise<string[]>;
  readonly close: () => Promise<void>;
};

/** Where the records and the queue are; nothing set means the private server. */
export type Servers = { readonly DATABASE_URL?: string; readonly REDIS_URL?: string };

const config = join(import.meta.dirname, '..', '..', 'config');

/** Publishes the whole sample week and prepares a service that reads it, with one daily subscriber. */
export async function makeWorld(servers: Servers): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'flagbearer-world-'));
  const outlets = await readSample(join(config, 'sample'));
  // All of the week is out: its Sunday is over.
  const start = new Date('2026-03-02T00:00:00Z');
  const sample = await serveSample({ outlets, start, now: () => new Date('2026-03-09T00:00:00Z') });
  await writeConfig(join(folder, 'config'), sample);
  const environment = {
    ...servers,
    FLAGBEARER_CONFIG: join(folder, 'config'),
    FLAGBEARER_DATA: join(folder, 'data'),
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  const services: ServiceProcess[] = [];
  const close = async (): Promise<void> => {
    // A test that failed leaves its service running.
    await Promise.all(services.map((service) => service.kill('SIGKILL')));
    await sample.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  };
  try {
    await mustSucceed(['migrate'], environment);
    await mustSucceed(['subscribers', 'add', 'reader@example.org'], environment);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    environment,
    sources: sample.sources.length,
    items: outlets.reduce((sum, { items }) => sum + items.length, 0),
    up: () => {
      const service = startService(['up'], environment);
      services.push(service);
      return service;
    },
    query: (sql, values) => ask(environment, sql, values),
    outbox: async (end) => {
      const files = await readdir(join(folder, 'data', 'outbox')).catch(() => []);
      return Promise.all(
        files
          .filter((file) => file.endsWith(end))
          .map((file) => readFile(join(folder, 'data', 'outbox', file), 'utf8')),
      );
    },
    close,
  };
}

async function mustSucceed(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const { code, stderr } = await runCommand(args, environment);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
}

async function writeConfig(
  folder: string,
  sample: Awaited<ReturnType<typeof serveSample>>,
): Promise<void> {
  await cp(config, folder, { recursive: true });
  const rows = sample.sources.map(({ select, maxAge: _maxAge, ...row }) => ({
    ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    maxAge: 'none',
    ...(select === null ? {} : { select }),
  }));
  await writeFile(join(folder, 'sources.yaml'), stringify({ sources: rows }));
  const service = {
    network: { allow: [new URL(sample.origin).host] },
    politeness: { spacing: '0s', perHost: 8 },
    items: { maxAge: 'none' },
  };
  await writeFile(join(folder, 'flagbearer.yaml'), stringify(service));
}

async function ask<Row extends pg.QueryResultRow>(
  environment: Readonly<Record<string, string>>,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const url = environment['DATABASE_URL'];
  const socket = { host: join(environment['FLAGBEARER_DATA'] ?? '', 'postgres') };
  const client = new pg.Client(
    url === undefined
      ? { ...socket, user: 'postgres', database: 'postgres' }
      : { connectionString: url },
  );
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
