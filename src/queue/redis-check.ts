import { messageOf, SetupError } from '../errors.ts';
import { within } from './deadline.ts';
import type { QueueFacts, QueueWarning } from './port.ts';
import { redisClient } from './redis-client.ts';
import type { RedisClient } from './redis-client.ts';
import { addressOf } from './redis-settings.ts';
import type { RedisSettings } from './redis-settings.ts';

const CHECK_MS = 5_000;

/** Connects once, looks, and closes. Throws SetupError within 5 s for what a person must put right. */
export async function probeRedis(settings: RedisSettings): Promise<QueueFacts> {
  const client = redisClient(settings, 'probe', { retry: () => null });
  // A refused password is told by this event only; the call that fails says "Connection is closed".
  let told: unknown;
  client.on('error', (error: unknown) => {
    told ??= error;
  });
  try {
    return await within(
      CHECK_MS,
      connectAndLook(client, settings),
      () => new Error('no answer within 5 s'),
    );
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw unusable(addressOf(settings), deepest(told ?? error), error);
  } finally {
    client.disconnect();
  }
}

/** Asks a connected server how it is. Throws SetupError when jobs cannot be kept there at all. */
export async function lookAtRedis(
  client: RedisClient,
  settings: RedisSettings,
): Promise<QueueFacts> {
  const address = addressOf(settings);
  const started = performance.now();
  await client.ping();
  const ms = performance.now() - started;
  const info = await infoOf(client);
  refuseWrongServer(info, address, settings.cluster.length > 0);
  return {
    server: `${info.has('valkey_version') ? 'Valkey' : 'Redis'} ${info.get('valkey_version') ?? info.get('redis_version') ?? 'of unknown version'}`,
    address,
    ms,
    warnings: [await evictionWarning(client, info), await durabilityWarning(client, info)].flat(),
  };
}

async function connectAndLook(client: RedisClient, settings: RedisSettings): Promise<QueueFacts> {
  await client.connect();
  return await lookAtRedis(client, settings);
}

/** What INFO says, by field; nothing when the command is forbidden. */
async function infoOf(client: RedisClient): Promise<ReadonlyMap<string, string>> {
  const text = await client.info().catch(() => '');
  const pairs = text.split(/\r?\n/).map((line) => /^(\w+):(.*)$/.exec(line));
  return new Map(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? '']));
}

function refuseWrongServer(
  info: ReadonlyMap<string, string>,
  address: string,
  asCluster: boolean,
): void {
  const mode = info.get('redis_mode');
  if (mode === 'sentinel') {
    throw new SetupError(
      `${address} is a Redis Sentinel, which holds no data`,
      'Name it under the Redis option sentinels, with the name of its master.',
    );
  }
  if (mode === 'cluster' && !asCluster) {
    throw new SetupError(
      `${address} is a node of a Redis Cluster`,
      'List its nodes in the cluster setting instead of the address of a single server.',
    );
  }
  if (info.get('role') === 'slave' && !asCluster) {
    throw new SetupError(
      `${address} is a replica and takes no writes`,
      'Give the address of its master, or the Sentinels that know it.',
    );
  }
  const [major = 0, minor = 0] = (info.get('redis_version') ?? '7.0').split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2)) {
    throw new SetupError(`${address} is Redis ${major}.${minor}`, 'Upgrade to Redis 6.2 or newer.');
  }
}

async function evictionWarning(
  client: RedisClient,
  info: ReadonlyMap<string, string>,
): Promise<readonly QueueWarning[]> {
  const policy = info.get('maxmemory_policy') ?? (await configured(client, 'maxmemory-policy'));
  if (policy === 'noeviction') return [];
  const mend = 'Set "maxmemory-policy noeviction" in redis.conf or in the console of the service.';
  return policy === undefined
    ? [{ problem: 'whether Redis evicts keys could not be checked', mend }]
    : [{ problem: `Redis drops jobs when its memory is full (maxmemory-policy ${policy})`, mend }];
}

async function durabilityWarning(
  client: RedisClient,
  info: ReadonlyMap<string, string>,
): Promise<readonly QueueWarning[]> {
  const appends = info.get('aof_enabled') ?? (await configured(client, 'appendonly'));
  if (appends === '1' || appends === 'yes') return [];
  const mend =
    'Set "appendonly yes" in redis.conf; without it jobs come back later, through the sweeps.';
  return appends === undefined
    ? [{ problem: 'whether Redis keeps jobs over a restart could not be checked', mend }]
    : [{ problem: 'Redis forgets the latest jobs at a crash (appendonly no)', mend }];
}

/** One entry of the configuration; undefined when CONFIG is forbidden, as hosted services do. */
async function configured(client: RedisClient, name: string): Promise<string | undefined> {
  const answer: unknown = await client.config('GET', name).catch(() => null);
  if (Array.isArray(answer)) return typeof answer[1] === 'string' ? answer[1] : undefined;
  if (typeof answer !== 'object' || answer === null) return undefined;
  const value: unknown = Object.entries(answer).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}

/** The error of the node itself, which a cluster client wraps. */
function deepest(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ('lastNodeError' in error && error.lastNodeError instanceof Error) return error.lastNodeError;
  return error;
}

function unusable(address: string, reason: unknown, cause: unknown): SetupError {
  const said = messageOf(reason);
  const [, problem, mend] = REASONS.find(([pattern]) => pattern.test(said)) ?? UNKNOWN;
  return new SetupError(`Redis at ${address} ${problem} (${said})`, mend, { cause });
}

type Reason = readonly [pattern: RegExp, problem: string, mend: string];

const REASONS: readonly Reason[] = [
  [
    /No such master/i,
    'is not known to the Sentinels',
    'Correct the Redis option name: it is the name of the master in the configuration of the Sentinels.',
  ],
  [
    /certificate/i,
    'shows a certificate that is not trusted here',
    'Give its authority in the Redis option tls.ca, and the host name that the certificate has.',
  ],
  [
    /WRONGPASS|NOAUTH|invalid (username-)?password|without any password/i,
    'refuses the password',
    'Put the right user name and password into the address of Redis, percent-encoded.',
  ],
  [
    /NOPERM|unknown command/i,
    'does not allow this user what the queue needs',
    'Give the user all commands on the keys of the queue (~* +@all).',
  ],
  [
    /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOENT|unreachable|Connection is closed|Failed to refresh slots/i,
    'cannot be reached',
    'Start Redis there, or correct its address; without one the jobs are held in Postgres.',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'has no such host', 'Correct the host name in the address of Redis.'],
  [
    /Protocol error|RESP|SSL|TLS|wrong version number/i,
    'does not speak the protocol of Redis',
    'Correct host and port; use rediss:// when the server wants TLS, redis:// when it does not.',
  ],
];

const UNKNOWN: Reason = [
  /./,
  'is of no use',
  'See whether it is a Redis server, not one with TLS under redis:// or the reverse, done loading, and reachable from here.',
];
