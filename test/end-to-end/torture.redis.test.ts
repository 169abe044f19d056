import { afterAll, beforeAll } from '@jest/globals';
import { startRedis, type PrivateRedis } from '../support/redis.ts';
import { describeTorture } from './torture-behaviours.ts';

let redis: PrivateRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

describeTorture('with Redis', () => Promise.resolve({ REDIS_URL: redis.url }));
