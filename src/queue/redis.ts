import { createRedisBackend, Queue, Worker } from 'bullmq';
import type { Logger } from 'pino';
import { complaints } from './complaints.ts';
import { settlesWithin, within } from './deadline.ts';
import { EVENTS_KEPT, WORKER_TIMES } from './port.ts';
import type { QueueConnection } from './port.ts';
import { backOff, redisClient } from './redis-client.ts';
import type { RedisClient, RedisUse } from './redis-client.ts';
import { lookAtRedis, probeRedis } from './redis-check.ts';
import { addressOf, keyPrefix, refuseBrokenSettings } from './redis-settings.ts';
import type { RedisSettings } from './redis-settings.ts';

/** Connects to Redis and warns of what will lose jobs; throws SetupError within 5 s. */
export async function connectRedis(
  settings: RedisSettings,
  prefix: string,
  log: Logger,
): Promise<QueueConnection> {
  refuseBrokenSettings(settings);
  const facts = await probeRedis(settings);
  for (const { problem, mend } of facts.warnings) log.warn({ problem, mend }, 'queue at risk');
  log.info({ server: facts.server, address: facts.address }, 'queue connected');

  const complain = complaints(log);
  const clients = new Map<RedisUse, RedisClient>();
  // A worker that is closed during an outage can leave its copy behind, trying to reconnect for ever.
  const copies: RedisClient[] = [];
  let closed = false;
  const client = (use: RedisUse): RedisClient => {
    const known = clients.get(use);
    if (known !== undefined) return known;
    const made = redisClient(settings, use, {
      retry: (attempt) => (closed ? null : backOff(attempt)),
      copied: (copy) => copies.push(copy),
    });
    made.on('error', complain);
    made.connect().catch(complain);
    clients.set(use, made);
    return made;
  };
  const shared = { prefix: keyPrefix(prefix, settings) };

  return {
    kind: 'redis',
    check: () =>
      within(5_000, lookAtRedis(client('produce'), settings), () => {
        return new Error(`Redis at ${addressOf(settings)} did not answer within 5 s`);
      }),
    isUp: () => ['ready', 'connect'].includes(clients.get('work')?.status ?? 'end'),
    alone: (work) => work(),
    openQueue: (name) => {
      const queue = new Queue<unknown, void>(
        name,
        { ...shared, connection: client('produce'), streams: { events: { maxLen: EVENTS_KEPT } } },
        createRedisBackend,
      );
      queue.on('error', complain);
      return queue;
    },
    openWorker: (name, processor, concurrency) => {
      const worker = new Worker<unknown, void>(
        name,
        processor,
        { ...shared, ...WORKER_TIMES, connection: client('work'), concurrency, autorun: false },
        createRedisBackend,
      );
      worker.on('error', complain);
      return worker;
    },
    close: async () => {
      closed = true;
      await Promise.all([...clients.values()].map(leave));
      for (const copy of copies) copy.disconnect();
    },
  };
}

/** Waits for the answers still on their way, but not for a server that is away. */
async function leave(client: RedisClient): Promise<void> {
  if (client.status === 'ready') await settlesWithin(1_000, client.quit());
  client.disconnect();
}
