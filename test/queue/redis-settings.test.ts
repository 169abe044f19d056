import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backOff } from '../../src/queue/redis-client.ts';
import { addressOf, keyPrefix, nodeOf } from '../../src/queue/redis-settings.ts';

const NOWHERE = { url: null, options: {}, cluster: [] };

describe('the address shown to people', () => {
  test.each([
    [{ url: 'redis://user:s3cret@host:6380/2' }, 'host:6380'],
    [{ url: 'rediss://:s3cret@host' }, 'host:6379'],
    [{ url: '/run/redis.sock?db=1' }, '/run/redis.sock'],
    [{ options: { host: 'host', port: 6380, password: 's3cret' } }, 'host:6380'],
    [{ options: { path: '/run/redis.sock' } }, '/run/redis.sock'],
    [{}, '127.0.0.1:6379'],
    [{ cluster: ['a:1', 'user:s3cret@b:2'] }, 'cluster a:1, b:2'],
    [
      { options: { sentinels: [{ host: 'a' }, { port: 2 }], name: 'fb' } },
      'fb through a:26379, 127.0.0.1:2',
    ],
  ])('%j is %s', (settings, address) => {
    expect(addressOf({ ...NOWHERE, ...settings })).toBe(address);
  });
});

test.each([
  ['host:6379', { host: 'host', port: 6379 }],
  ['[::1]:6379', { host: '::1', port: 6379 }],
  ['host', null],
  ['host:', null],
  ['user@host:1', null],
  ['redis://host:6379', null],
])('the cluster node %s is read as %j', (node, read) => {
  expect(nodeOf(node)).toEqual(read);
});

describe('the prefix of keys', () => {
  test.each([
    ['fb', [], 'fb'],
    ['fb', ['a:1'], '{fb}'],
    ['{fb}', ['a:1'], '{fb}'],
    ['x{fb}y', ['a:1'], 'x{fb}y'],
    ['{}', ['a:1'], '{{}}'],
  ])('%s with the cluster %j is %s', (prefix, cluster, expected) => {
    expect(keyPrefix(prefix, { ...NOWHERE, cluster })).toBe(expected);
  });
});

test('a lost connection is tried again ever later, at most 20 s apart', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (attempt) => {
      const wait = backOff(attempt);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(20_000);
      expect(backOff(attempt + 1)).toBeGreaterThanOrEqual(wait);
    }),
  );
});
