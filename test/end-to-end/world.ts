import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { readSample } from '../../src/demo/sample.ts';
import { serveSample } from '../../src/demo/sample-server.ts';
import { runHere } from '../support/in-process.ts';
import { startService, type ServiceProcess } from '../support/service.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';
import { writeSampleWords } from './sample-words.ts';

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

const shipped = join(import.meta.dirname, '..', '..', 'config');

/** Publishes the whole sample week and prepares a service that reads it, with one daily subscriber. */
export async function makeWorld(servers: Servers): Promise<World> {
  const config = await smallConfig();
  const data = join(config.folder, 'data');
  const outlets = await readSample(join(shipped, 'sample'));
  // All of the week is out: its Sunday is over.
  const start = new Date('2026-03-02T00:00:00Z');
  const sample = await serveSample({ outlets, start, now: () => new Date('2026-03-09T00:00:00Z') });
  await writeConfig(config, sample);
  const environment = {
    ...servers,
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: data,
    PORT: '0',
    LOG_LEVEL: 'warn',
  };
  const services: ServiceProcess[] = [];
  const close = async (): Promise<void> => {
    // A test that failed leaves its service running.
    await Promise.all(services.map((service) => service.kill('SIGKILL')));
    await sample.close();
    await config.remove();
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
      const files = await readdir(join(data, 'outbox')).catch(() => []);
      return Promise.all(
        files
          .filter((file) => file.endsWith(end))
          .map((file) => readFile(join(data, 'outbox', file), 'utf8')),
      );
    },
    close,
  };
}

async function mustSucceed(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const { code, stderr } = await runHere(args, environment);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
}

async function writeConfig(
  config: SmallConfig,
  sample: Awaited<ReturnType<typeof serveSample>>,
): Promise<void> {
  const rows = sample.sources.map(({ select, maxAge: _maxAge, ...row }) => ({
    ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    maxAge: 'none',
    ...(select === null ? {} : { select }),
  }));
  await writeSampleWords(config);
  await config.write('sources.yaml', { sources: rows });
  await config.write('flagbearer.yaml', {
    network: { allow: [new URL(sample.origin).host] },
    politeness: { spacing: '0s', perHost: 8 },
    items: { maxAge: 'none' },
  });
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
