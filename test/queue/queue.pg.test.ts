import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { SetupError } from '../../src/errors.ts';
import { connectQueue } from '../../src/queue/connection.ts';
import type { QueueSettings } from '../../src/queue/connection.ts';
import { testDatabase } from '../support/postgres.ts';
import { BEHAVIOURS } from './behaviours.ts';
import { count, eventually, gate, memoryLog, openBench, recorder, tick } from './bench.ts';
import type { Bench } from './bench.ts';

const PATIENCE_MS = 90_000;

describe('on Postgres', () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let admin: pg.Pool;
  let bench: Bench;
  beforeAll(async () => {
    database = await testDatabase();
    admin = new pg.Pool({ connectionString: database.connectionString, max: 2 });
    // A connection may still be closing when its database is dropped.
    admin.on('error', () => undefined);
    admin.on('error', () => undefined);
    await (await connectQueue(settingsFor(database.connectionString), memoryLog().log)).close();
  }, PATIENCE_MS);
  afterAll(async () => {
    await admin.end();
    await database.drop();
  }, PATIENCE_MS);
  beforeEach(async () => {
    await admin.query(
      'truncate bullmq.job, bullmq.dedup, bullmq.dedup_next, bullmq.scheduler, bullmq.meta cascade',
    );
    bench = await openBench(settingsFor(database.connectionString));
  }, PATIENCE_MS);
  afterEach(() => bench.close(), PATIENCE_MS);

  test.each(BEHAVIOURS)('$name', async ({ check }) => check(bench), PATIENCE_MS);

  test(
    'workers and producers go on when all their connections are cut',
    async () => {
      const { passed, open } = gate();
      const { perform, taken, done } = recorder(passed);
      await bench.work(perform, 2);
      await bench.queues.enqueue(count, [{ n: 1 }]);
      await eventually(() => taken.length === 1);
      for (let cut = 0; cut < 3; cut += 1) await cutAll(admin);
      open();
      await eventually(async () => {
        await bench.queues.enqueue(count, [{ n: 2 }]).catch(() => undefined);
        return done.some(({ data }) => count.payload.parse(data).n === 2);
      });
      await eventually(async () => (await bench.queues.counts()).process.active === 0);
      expect(done.map(({ data }) => data)).toContainEqual({ n: 1 });
    },
    PATIENCE_MS,
  );

  test(
    'an idle worker is still woken at once after its connections were cut',
    async () => {
      const { perform, done } = recorder();
      await bench.work(perform);
      await cutAll(admin);
      await eventually(async () => {
        await bench.queues.enqueue(count, [{ n: 1 }]).catch(() => undefined);
        return done.length > 0;
      });
    },
    PATIENCE_MS,
  );

  test(
    'a schedule whose next job was lost is put back',
    async () => {
      await bench.queues.schedule([{ ...tick, everyMs: 3_600_000 }]);
      await admin.query('delete from bullmq.job');
      await eventually(async () => {
        const { waiting, delayed } = (await bench.queues.counts()).sweep;
        return waiting + delayed === 1;
      });
    },
    PATIENCE_MS,
  );

  test(
    'several processes may make the tables at once',
    async () => {
      const empty = await testDatabase();
      try {
        const connecting = Array.from({ length: 4 }, () => {
          return connectQueue(
            { ...settingsFor(empty.connectionString), connections: 2 },
            memoryLog().log,
          );
        });
        const connections = await Promise.all(connecting);
        await Promise.all(connections.map((connection) => connection.close()));
      } finally {
        await empty.drop();
      }
    },
    PATIENCE_MS,
  );

  test('options inside the address do not keep the queue from its tables', async () => {
    const { connectionString } = database;
    const join = connectionString.includes('?') ? '&' : '?';
    const options = encodeURIComponent('-c statement_timeout=30000');
    const other = await openBench(settingsFor(`${connectionString}${join}options=${options}`));
    try {
      await other.queues.enqueue(count, [{ n: 1 }]);
      expect((await other.queues.counts()).process.waiting).toBe(1);
    } finally {
      await other.close();
    }
  });

  test('fewer connections than workers need are refused', async () => {
    const other = await openBench({ ...settingsFor(database.connectionString), connections: 2 });
    try {
      await expect(other.work(recorder().perform)).rejects.toThrow(SetupError);
    } finally {
      await other.close();
    }
  });

  test('a database that is not there is said, without the password', async () => {
    const { host, port, user = '' } = new pg.Client(database.connectionString);
    const server = host.startsWith('/') ? '' : `${host}:${port}`;
    const parameters = server === '' ? `?host=${encodeURIComponent(host)}` : '';
    const error = await refusal({
      connectionString: `postgres://${user}:s3cret@${server}/no_such_database${parameters}`,
    });
    expect(error.message).toContain('/no_such_database has no such database');
    expect(error.message).not.toContain('s3cret');
  });

  test('nobody listening is said at once', async () => {
    const error = await refusal({ host: '127.0.0.1', port: 1, database: 'fb', user: 'fb' });
    expect(error.message).toContain('127.0.0.1:1/fb cannot be reached');
  });
});

function settingsFor(connectionString: string): QueueSettings {
  return { redis: null, postgres: { connectionString }, prefix: 'fb', connections: 6 };
}

/** Ends every other connection to the database, as a restart of the server does. */
async function cutAll(admin: pg.Pool): Promise<void> {
  await admin.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
}

async function refusal(postgres: pg.PoolConfig): Promise<SetupError> {
  const settings = { redis: null, postgres, prefix: 'fb' };
  const error: unknown = await connectQueue(settings, memoryLog().log).then(
    async (connection) => {
      await connection.close();
      return new Error('connected');
    },
    (failure: unknown) => failure,
  );
  if (error instanceof SetupError) return error;
  throw error;
}
