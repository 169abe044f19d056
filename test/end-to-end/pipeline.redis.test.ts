import { afterAll } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { startRedis, type PrivateRedis } from '../support/redis.ts';
import { describePipeline } from './behaviours.ts';

const databases: TestDatabase[] = [];
let redis: PrivateRedis | undefined;

afterAll(async () => {
  await redis?.stop();
  await Promise.all(databases.map(({ drop }) => drop()));
});

describePipeline(
  'on Postgres and Redis',
  async () => {
    redis ??= await startRedis({ appendonly: 'yes', maxmemoryPolicy: 'noeviction' });
    await redis.flush();
    const database = await testDatabase();
    databases.push(database);
    return { DATABASE_URL: database.connectionString, REDIS_URL: redis.url };
  },
  async () => {
    await redis?.flush();
  },
);
