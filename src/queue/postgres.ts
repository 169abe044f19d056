import {
  assertSchemaCompatibility,
  createPostgresBackend,
  isPgPool,
  LATEST_SCHEMA_VERSION,
  Queue,
  runMigrations,
  SchemaMigrationRequiredError,
  Worker,
} from 'bullmq';
import pg from 'pg';
import type { Logger } from 'pino';
import { SetupError } from '../errors.ts';
import { QUEUES } from '../jobs/job.ts';
import { complaints } from './complaints.ts';
import { settlesWithin, within } from './deadline.ts';
import { EVENTS_KEPT, WORKER_TIMES } from './port.ts';
import type { QueueConnection, QueueFacts } from './port.ts';
import { postgresAddress, unusablePostgres } from '../postgres.ts';
import { sessionConfig } from './postgres-settings.ts';

const CHECK_MS = 5_000;
/** Any number that no other advisory lock of the database has. */
const SCHEDULE_LOCK = 731_420_886;
const FOR_STATEMENTS = 2;
const DEFAULT_CONNECTIONS = QUEUES.length + 10;

/** Opens a pool for the queue and makes its tables; throws SetupError within 5 s when that cannot be done. */
export async function connectPostgres(
  config: pg.PoolConfig,
  connections: number | undefined,
  log: Logger,
): Promise<QueueConnection> {
  const complain = complaints(log);
  const pool = new pg.Pool({
    ...sessionConfig(config),
    max: connections ?? DEFAULT_CONNECTIONS,
    connectionTimeoutMillis: CHECK_MS - 500,
    keepAlive: true,
    application_name: 'flagbearer-queue',
  });
  // Every queue and worker adds a listener for errors of the pool and leaves it there.
  pool.setMaxListeners(0);
  pool.on('error', complain);
  // While a connection is checked out the pool does not listen to it; unheard, its error ends the process.
  pool.on('connect', (client) => client.on('error', complain));
  const address = postgresAddress(config);
  try {
    await migrate(pool);
    const facts = await look(pool, address);
    log.info({ server: facts.server, address }, 'queue connected');
  } catch (error) {
    await settlesWithin(500, pool.end());
    throw unusablePostgres(address, error);
  }
  return portOf(pool, address, complain);
}

function portOf(
  pool: pg.Pool,
  address: string,
  complain: (error: unknown) => void,
): QueueConnection {
  // BullMQ means a pool of pg, but pg types its listeners in another way.
  const connection: unknown = pool;
  if (!isPgPool(connection)) throw new TypeError('no pool');
  let listening = 0;
  let closing: Promise<boolean> | undefined;
  return {
    kind: 'postgres',
    check: () => look(pool, address),
    // Connections of a pool come and go; closing a worker does not depend on them.
    isUp: () => true,
    alone: (work) => alone(pool, work),
    openQueue: (name) => {
      const queue = new Queue(
        name,
        { connection, streams: { events: { maxLen: EVENTS_KEPT } } },
        createPostgresBackend,
      );
      queue.on('error', complain);
      return queue;
    },
    openWorker: (name, processor, concurrency) => {
      if (listening + 1 + FOR_STATEMENTS > pool.options.max) {
        throw new SetupError(
          `the queue's ${pool.options.max} connections to Postgres are too few for its workers`,
          `Each worker keeps one to be woken through, and ${FOR_STATEMENTS} are needed besides: allow more.`,
        );
      }
      listening += 1;
      const worker = new Worker(
        name,
        processor,
        { ...WORKER_TIMES, connection, concurrency, autorun: false },
        createPostgresBackend,
      );
      worker.on('error', complain);
      worker.on('closed', () => {
        listening -= 1;
      });
      return worker;
    },
    close: async () => {
      closing ??= settlesWithin(2_000, pool.end());
      await closing;
    },
  };
}

/** BullMQ's own statements for schedulers run into each other when several processes start at once. */
async function alone(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    await client.query("set local lock_timeout = '5s'");
    await client.query('select pg_advisory_xact_lock($1)', [SCHEDULE_LOCK]);
    await work();
    await client.query('commit');
    broken = false;
  } finally {
    client.release(broken);
  }
}

/** Brings the queue's tables up to date; several processes may do so at once, since BullMQ locks. */
async function migrate(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    // Asking first spares a role that may not create schemas, where an administrator made it.
    if ((await schemaVersion(client)) < LATEST_SCHEMA_VERSION) await runMigrations(client);
  } finally {
    client.release();
  }
}

async function schemaVersion(client: pg.PoolClient): Promise<number> {
  try {
    return await assertSchemaCompatibility(client);
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return 0;
    throw error;
  }
}

async function look(pool: pg.Pool, address: string): Promise<QueueFacts> {
  const started = performance.now();
  const asked = pool.query<{ version: string }>(
    "select current_setting('server_version') as version",
  );
  const { rows } = await within(
    CHECK_MS,
    asked,
    () => new Error(`Postgres at ${address} did not answer within 5 s`),
  );
  return {
    server: `PostgreSQL ${rows[0]?.version ?? 'of unknown version'}`,
    address,
    ms: performance.now() - started,
    warnings: [],
  };
}
