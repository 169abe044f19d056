import { SetupError } from '../errors.ts';

/** How to reach Redis: an address, several nodes of a cluster, or Sentinels among the options of ioredis. */
export type RedisSettings = {
  /** Such as `redis://host:6379/0` or `rediss://…`; null when `cluster` or `options` say it all. */
  readonly url: string | null;
  /** Options of ioredis: tls, username, password, db, family, sentinels with name, and so on. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Nodes of a Redis Cluster as `host:port`; empty for a single server or Sentinel. */
  readonly cluster: readonly string[];
};

/** Throws SetupError for settings that cannot work or would break the queue silently. */
export function refuseBrokenSettings(settings: RedisSettings): void {
  const { url, options, cluster } = settings;
  if (url !== null && !isRedisAddress(url)) {
    throw new SetupError(
      'the address of Redis cannot be read',
      'Write it as redis://host:6379/0, or rediss://host:6379/0 for TLS; percent-encode special characters in the password.',
    );
  }
  if (hasKeyPrefix(options) || (url !== null && /[?&]keyPrefix=/i.test(url))) {
    throw new SetupError(
      'the Redis option keyPrefix breaks the queue: jobs would be lost halfway',
      'Remove keyPrefix. The queue has a prefix of its own, which sets installations apart.',
    );
  }
  const bad = cluster.find((node) => nodeOf(node) === null);
  if (bad !== undefined) {
    throw new SetupError(
      `the Redis Cluster node ${JSON.stringify(withoutCredentials(bad))} cannot be read`,
      'Write each node as host:port.',
    );
  }
}

/** Where Redis is, for people: host:port, or several, never with user name or password. */
export function addressOf({ url, options, cluster }: RedisSettings): string {
  if (cluster.length > 0) return `cluster ${cluster.map(withoutCredentials).join(', ')}`;
  const sentinels = options['sentinels'];
  if (Array.isArray(sentinels))
    return `${text(options['name'], 'mymaster')} through ${sentinelsOf(sentinels)}`;
  if (url === null) {
    const path = options['path'];
    if (typeof path === 'string') return path;
    return `${text(options['host'], '127.0.0.1')}:${text(options['port'], '6379')}`;
  }
  if (url.startsWith('/')) return url.replace(/\?.*$/, '');
  const { hostname, port } = new URL(url);
  return `${hostname || '127.0.0.1'}:${port || '6379'}`;
}

/** Host and port of a cluster node, or null when it cannot be read. IPv6 hosts stand in brackets. */
export function nodeOf(node: string): { readonly host: string; readonly port: number } | null {
  const found = /^(?:\[([^\]]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(node);
  const host = found?.[1] ?? found?.[2];
  return host === undefined ? null : { host, port: Number(found?.[3]) };
}

/** The prefix of all keys; in a cluster its braces keep every key of the queue in one slot. */
export function keyPrefix(prefix: string, { cluster }: RedisSettings): string {
  return cluster.length > 0 && !/\{.+\}/.test(prefix) ? `{${prefix}}` : prefix;
}

function isRedisAddress(url: string): boolean {
  if (url.startsWith('/') && !url.startsWith('//')) return true;
  return /^rediss?:\/\//i.test(url) && URL.canParse(url);
}

function hasKeyPrefix(options: unknown): boolean {
  if (typeof options !== 'object' || options === null) return false;
  if ('keyPrefix' in options && options.keyPrefix !== undefined && options.keyPrefix !== '') {
    return true;
  }
  return 'redisOptions' in options && hasKeyPrefix(options.redisOptions);
}

function sentinelsOf(sentinels: readonly unknown[]): string {
  return sentinels
    .map((sentinel) => {
      if (typeof sentinel !== 'object' || sentinel === null) return '?';
      const { host, port } = { host: '127.0.0.1', port: 26_379, ...sentinel };
      return `${text(host, '?')}:${text(port, '26379')}`;
    })
    .join(', ');
}

function withoutCredentials(address: string): string {
  return address.replace(/^.*@/, '');
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise;
}
