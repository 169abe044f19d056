import type pg from 'pg';
import type { Logger } from 'pino';
import type { QueueConnection } from './port.ts';
import { connectPostgres } from './postgres.ts';
import { connectRedis } from './redis.ts';
import type { RedisSettings } from './redis-settings.ts';

export type { QueueConnection, QueueFacts, QueueWarning } from './port.ts';
export type { RedisSettings } from './redis-settings.ts';

/** Where the jobs are held: in Redis when it is set, else in the database of the records. */
export type QueueSettings = {
  readonly redis: RedisSettings | null;
  readonly postgres: pg.PoolConfig;
  /** Sets this installation's keys apart in a shared Redis. Postgres keeps jobs in the schema `bullmq` instead. */
  readonly prefix: string;
  /**
   * How many Postgres connections the queue may hold. Each running worker keeps one to be woken
   * through; the others are shared by short statements, so workers plus concurrency always suffices.
   */
  readonly connections?: number;
};

/**
 * Connects to the server that holds the jobs, and prepares it where that is needed.
 * Throws SetupError within 5 s when it is away, refuses the credentials or is not what the settings
 * say; once connected, an outage only delays: the connection comes back by itself.
 */
export async function connectQueue(settings: QueueSettings, log: Logger): Promise<QueueConnection> {
  if (settings.redis !== null) return await connectRedis(settings.redis, settings.prefix, log);
  return await connectPostgres(settings.postgres, settings.connections, log);
}
