/*
 * A fresh, empty database for a test file: on TEST_DATABASE_URL if that is set, else on one private server that all
 * Jest workers of a checkout share. That server ends with the last worker, since each holds a share until it exits.
 */
import { createHash, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { startEmbedded } from '../../src/embedded/server.ts';

/** An empty database of the test's own. */
export type TestDatabase = {
  readonly connectionString: string;
  /** The same for pools: small, since many test files run at once on one server. */
  readonly pool: { readonly connectionString: string; readonly max: number };
  /** Removes the database, and cuts the connections that are still open to it. */
  readonly drop: () => Promise<void>;
};

const PREFIX = 'flagbearer_test_';
const LONGEST_RUN_MS = 3_600_000;
const POOL_MAX = 5;

/** Makes an empty database, and removes those that killed test runs left more than an hour ago. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_DATABASE_URL'] ?? (await sharedServer());
  const name = `${PREFIX}${Date.now()}_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (client) => {
    await dropForgotten(client);
    await client.query(`create database ${name} template template0`);
    // A commit need not reach the disk to be seen by a test.
    await client.query(`alter database ${name} set synchronous_commit = off`);
  });
  const connectionString = withDatabase(server, name);
  return {
    connectionString,
    pool: { connectionString, max: POOL_MAX },
    drop: () => onServer(server, (client) => dropDatabase(client, name)),
  };
}

/** The share is never given back: between two files of one worker the server would stop and start again. */
async function sharedServer(): Promise<string> {
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 12);
  const folder = join(tmpdir(), `flagbearer-test-${process.getuid?.() ?? 0}-${checkout}`);
  const { connectionString } = await startEmbedded({ folder, log: pino({ level: 'silent' }) });
  return connectionString;
}

async function onServer(server: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function dropForgotten(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [PREFIX],
  );
  for (const { datname } of rows) {
    const madeAt = Number(datname.slice(PREFIX.length).split('_')[0]);
    if (Date.now() - madeAt > LONGEST_RUN_MS) await dropDatabase(client, datname);
  }
}

/** Two workers may drop the same forgotten database: the slower one finds it gone. */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
}

function withDatabase(server: string, name: string): string {
  const address = new URL(server.replace('@/', '@localhost/'));
  address.pathname = `/${name}`;
  return server.includes('@/') ? address.href.replace('@localhost/', '@/') : address.href;
}
