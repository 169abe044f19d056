import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { SetupError } from '../../src/errors.ts';
import { connectQueue } from '../../src/queue/connection.ts';
import type { QueueSettings, RedisSettings } from '../../src/queue/connection.ts';
import { startRedis } from '../support/redis.ts';
import type { PrivateRedis } from '../support/redis.ts';
import { BEHAVIOURS } from './behaviours.ts';
import { count, eventually, gate, memoryLog, openBench, recorder, tick } from './bench.ts';
import type { Bench } from './bench.ts';

const PATIENCE_MS = 90_000;

describe('on Redis', () => {
  let redis: PrivateRedis;
  let bench: Bench;
  beforeAll(async () => {
    redis = await startRedis();
  }, PATIENCE_MS);
  afterAll(() => redis.stop());
  beforeEach(async () => {
    await redis.flush();
    bench = await openBench(settingsFor({ url: redis.url }));
  }, PATIENCE_MS);
  afterEach(() => bench.close(), PATIENCE_MS);

  test.each(BEHAVIOURS)('$name', async ({ check }) => check(bench), PATIENCE_MS);

  test(
    'a wiped server gets its schedule back, and jobs go on',
    async () => {
      const { perform, done } = recorder();
      await bench.work(perform);
      await bench.queues.schedule([tick]);
      await eventually(() => done.length >= 1);
      await redis.flush();
      const before = done.length;
      await eventually(() => done.length >= before + 3);
      await bench.queues.enqueue(count, [{ n: 1 }]);
      await eventually(() => done.some(({ name }) => name === 'count'));
    },
    PATIENCE_MS,
  );

  test(
    'a schedule whose next job was lost is put back',
    async () => {
      await bench.queues.schedule([{ ...tick, everyMs: 3_600_000 }]);
      const client = new Redis(redis.url);
      await client.del(...(await client.keys('fb:sweep:repeat:tick:*')), 'fb:sweep:wait');
      client.disconnect();
      expect((await bench.queues.counts()).sweep).toMatchObject({ waiting: 0, delayed: 0 });
      await eventually(async () => {
        const { waiting, delayed } = (await bench.queues.counts()).sweep;
        return waiting + delayed === 1;
      });
    },
    PATIENCE_MS,
  );

  test(
    'a job that runs while the server is wiped ends without harm',
    async () => {
      const { passed, open } = gate();
      const { perform, taken, done } = recorder(passed);
      await bench.work(perform);
      await bench.queues.enqueue(count, [{ n: 1 }]);
      await eventually(() => taken.length === 1);
      await redis.flush();
      open();
      await eventually(() => done.length === 1);
      await bench.queues.enqueue(count, [{ n: 1 }, { n: 2 }]);
      await eventually(() => done.length === 3);
    },
    PATIENCE_MS,
  );

  test(
    'jobs survive the crash of the server, and workers and producers come back',
    async () => {
      await bench.queues.enqueue(count, [{ n: 1 }]);
      const { perform, done } = recorder();
      await redis.kill();
      await redis.restart();
      await bench.work(perform);
      await eventually(() => done.length === 1);
      await redis.kill();
      await redis.restart();
      await bench.queues.enqueue(count, [{ n: 2 }]);
      // What was done just before the crash may be done again.
      await eventually(() => new Set(done.map(({ data }) => JSON.stringify(data))).size === 2);
      expect(done.at(-1)?.data).toEqual({ n: 2 });
    },
    PATIENCE_MS,
  );

  test(
    'enqueueing fails while the server is away, closing does not wait for it',
    async () => {
      const { perform } = recorder();
      const workers = await bench.work(perform);
      await bench.queues.enqueue(count, [{ n: 1 }]);
      await redis.kill();
      try {
        await expect(bench.queues.enqueue(count, [{ n: 2 }])).rejects.toThrow();
        await workers.close(100);
        await bench.queues.close();
        await bench.connection.close();
      } finally {
        await redis.restart();
      }
    },
    PATIENCE_MS,
  );

  test('another prefix is another queue', async () => {
    await bench.queues.enqueue(count, [{ n: 1 }]);
    const other = await openBench({ ...settingsFor({ url: redis.url }), prefix: 'other' });
    try {
      expect((await other.queues.counts()).process.waiting).toBe(0);
    } finally {
      await other.close();
    }
  });
});

describe('a Redis that must be put right', () => {
  test.each([
    ['noeviction and appendonly are as they should be', {}, []],
    ['keys may be evicted', { maxmemoryPolicy: 'allkeys-lru' }, ['maxmemory-policy noeviction']],
    ['jobs are not kept over a crash', { appendonly: 'no' as const }, ['appendonly yes']],
  ])(
    '%s',
    async (_name, options, mends) => {
      const redis = await startRedis(options);
      const { log, logged } = memoryLog();
      try {
        const connection = await connectQueue(settingsFor({ url: redis.url }), log);
        await connection.close();
      } finally {
        await redis.stop();
      }
      const warned = logged.filter(({ level }) => level === 40).map(({ mend }) => String(mend));
      expect(warned).toHaveLength(mends.length);
      for (const mend of mends) expect(warned.join()).toContain(mend);
    },
    PATIENCE_MS,
  );

  test(
    'a wrong password is refused without showing it',
    async () => {
      const redis = await startRedis({ password: 'right' });
      try {
        const wrong = await refusal({ url: `redis://:s3cret@127.0.0.1:${redis.port}` });
        expect(wrong.message).toContain(`127.0.0.1:${redis.port} refuses the password`);
        const none = await refusal({ url: `redis://127.0.0.1:${redis.port}` });
        expect(none.message).toContain('refuses the password');
        expect(`${wrong.message} ${wrong.mend}`).not.toContain('s3cret');
        const connection = await connectQueue(settingsFor({ url: redis.url }), memoryLog().log);
        expect((await connection.check()).address).toBe(`127.0.0.1:${redis.port}`);
        await connection.close();
      } finally {
        await redis.stop();
      }
    },
    PATIENCE_MS,
  );

  test(
    'nobody listening is said at once',
    async () => {
      const server = await listening();
      const port = portOf(server);
      await new Promise((resolve) => {
        server.close(resolve);
      });
      const error = await refusal({ url: `redis://:s3cret@127.0.0.1:${port}` });
      expect(error.message).toContain(`127.0.0.1:${port} cannot be reached`);
      const cluster = await refusal({ cluster: [`127.0.0.1:${port}`] });
      expect(cluster.message).toContain(`127.0.0.1:${port} cannot be reached`);
      const sentinels = [{ host: '127.0.0.1', port }];
      const sentinel = await refusal({ options: { sentinels, name: 'fb' } });
      expect(sentinel.message).toContain(`fb through 127.0.0.1:${port} cannot be reached`);
    },
    PATIENCE_MS,
  );

  test.each([
    ['answers in another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n', 'does not speak'],
    ['answers nothing', '', 'no answer within 5 s'],
  ])(
    'a server that %s is not waited for',
    async (_name, answer, problem) => {
      const server = await listening(answer);
      const port = portOf(server);
      try {
        expect((await refusal({ url: `redis://127.0.0.1:${port}` })).message).toContain(problem);
      } finally {
        server.close();
      }
    },
    PATIENCE_MS,
  );

  test.each<[string, Partial<RedisSettings>, string]>([
    ['keyPrefix', { options: { keyPrefix: 'fb:' } }, 'keyPrefix'],
    ['keyPrefix in the address', { url: 'redis://127.0.0.1?keyPrefix=fb' }, 'keyPrefix'],
    ['keyPrefix for a cluster', { options: { redisOptions: { keyPrefix: 'fb:' } } }, 'keyPrefix'],
    ['an address that is none', { url: 'http://127.0.0.1' }, 'cannot be read'],
    ['a cluster node without a port', { cluster: ['user:s3cret@host'] }, '"host" cannot be read'],
  ])('%s is refused before anything is sent', async (_name, redis, problem) => {
    const error = await refusal(redis);
    expect(error.message).toContain(problem);
    expect(error.message).not.toContain('s3cret');
  });
});

function settingsFor(redis: Partial<RedisSettings>): QueueSettings {
  return { redis: { url: null, options: {}, cluster: [], ...redis }, postgres: {}, prefix: 'fb' };
}

async function refusal(redis: Partial<RedisSettings>): Promise<SetupError> {
  const error: unknown = await connectQueue(settingsFor(redis), memoryLog().log).then(
    async (connection) => {
      await connection.close();
      return new Error('connected');
    },
    (failure: unknown) => failure,
  );
  if (error instanceof SetupError) return error;
  throw error;
}

async function listening(answer = ''): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (answer === '' ? undefined : socket.end(answer)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return address.port;
}
