import { Cluster, Redis } from 'ioredis';
import { nodeOf } from './redis-settings.ts';
import type { RedisSettings } from './redis-settings.ts';

export type RedisClient = Redis | Cluster;

/** What a client is for: a first look that gives up at once, adding jobs, or waiting for them. */
export type RedisUse = 'probe' | 'produce' | 'work';

const LONGEST_BACK_OFF_MS = 20_000;

/** What its maker wants to decide and to know of a client. */
export type ClientCare = {
  /** Milliseconds before the next attempt to reconnect; null to give up. */
  readonly retry: (attempt: number) => number | null;
  /** Told of each copy: BullMQ makes one per worker, to block on. */
  readonly copied?: (copy: RedisClient) => void;
};

/** Makes a client that has not connected yet. */
export function redisClient(
  settings: RedisSettings,
  use: RedisUse,
  { retry, copied = () => undefined }: ClientCare,
): RedisClient {
  const { url, options, cluster } = settings;
  const shared = {
    lazyConnect: true,
    connectTimeout: use === 'probe' ? 4_000 : 10_000,
    reconnectOnError: afterFailOver,
    ...options,
    maxRetriesPerRequest: RETRIES[use],
  };
  if (cluster.length > 0) {
    const nodes = cluster.flatMap((node) => nodeOf(node) ?? []);
    const whole = { lazyConnect: true, clusterRetryStrategy: retry, redisOptions: shared };
    const client = new Cluster(nodes, whole);
    const copy = client.duplicate.bind(client);
    client.duplicate = (...input) => noted(copy(...input), copied);
    return client;
  }
  const single = { ...shared, retryStrategy: retry, sentinelRetryStrategy: retry };
  const client = url === null ? new Redis(single) : new Redis(url, single);
  const copy = client.duplicate.bind(client);
  client.duplicate = (override) => noted(copy(override), copied);
  return client;
}

function noted<T extends RedisClient>(copy: T, copied: (copy: RedisClient) => void): T {
  copied(copy);
  return copy;
}

/** A server that became a replica refuses writes: connect again, to the new master, and send once more. */
function afterFailOver(error: Error): false | 2 {
  return error.message.startsWith('READONLY') ? 2 : false;
}

/** Milliseconds before the next attempt to reconnect: doubled each time, 20 s at most. */
export function backOff(attempt: number): number {
  return Math.min(LONGEST_BACK_OFF_MS, 100 * 2 ** Math.min(attempt, 10));
}

/**
 * How many times a connection may fail before the commands that wait for it are given up.
 * A worker has nothing better to do than to wait. A producer's callers wait 10 s at most, so what
 * outlives that must not pile up in memory.
 */
const RETRIES: Readonly<Record<RedisUse, number | null>> = { probe: 0, produce: 5, work: null };
