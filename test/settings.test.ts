import { describe, expect, test } from '@jest/globals';
import { join, resolve } from 'node:path';
import { SetupError } from '../src/errors.ts';
import { readSettings } from '../src/settings.ts';

const DEFAULTS = {
  dataFolder: resolve('data'),
  configFolder: join(import.meta.dirname, '..', 'config'),
  database: null,
  databasePool: 10,
  redis: null,
  queuePrefix: 'flagbearer',
  smtp: null,
  baseUrl: null,
  host: '127.0.0.1',
  port: 8080,
  logLevel: 'info',
  metricsTokenHash: null,
  warnings: [],
};

function mistakeOf(environment: Record<string, string>): SetupError {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SetupError) return error;
  }
  throw new Error('expected a SetupError');
}

test('nothing need be set', () => {
  expect(readSettings({})).toEqual(DEFAULTS);
});

test('empty variables count as unset', () => {
  const names = [
    'FLAGBEARER_DATA',
    'FLAGBEARER_CONFIG',
    'DATABASE_URL',
    'REDIS_URL',
    'PORT',
    'HOST',
  ];
  const more = [
    'REDIS_OPTIONS',
    'REDIS_CLUSTER',
    'SMTP_URL',
    'BASE_URL',
    'LOG_LEVEL',
    'DATABASE_POOL',
  ];
  const empty = Object.fromEntries([...names, ...more, 'QUEUE_PREFIX'].map((name) => [name, ' ']));
  expect(readSettings({ ...empty, SMTP_HOST: '', TZ: undefined })).toEqual(DEFAULTS);
});

test('the shipped configuration folder is found from anywhere', () => {
  expect(readSettings({}).configFolder).toBe(join(import.meta.dirname, '..', 'config'));
});

test.each([
  [{ FLAGBEARER_DATA: '/var/lib/x' }, { dataFolder: '/var/lib/x' }],
  [{ FLAGBEARER_CONFIG: 'elsewhere' }, { configFolder: resolve('elsewhere') }],
  [{ DATABASE_URL: 'postgres://u:p%40@h/d' }, { database: { url: 'postgres://u:p%40@h/d' } }],
  [
    { DATABASE_URL: 'postgresql:///d?host=/run' },
    { database: { url: 'postgresql:///d?host=/run' } },
  ],
  [
    { DATABASE_URL: 'postgres://me@/d?host=%2Frun' },
    { database: { url: 'postgres://me@/d?host=%2Frun' } },
  ],
  [{ DATABASE_POOL: '3' }, { databasePool: 3 }],
  [
    { REDIS_URL: 'rediss://:p@h:6380/1' },
    { redis: { url: 'rediss://:p@h:6380/1', options: {}, cluster: [] } },
  ],
  [
    { REDIS_URL: '/run/redis.sock' },
    { redis: { url: '/run/redis.sock', options: {}, cluster: [] } },
  ],
  [
    { REDIS_OPTIONS: '{"sentinels":[{"host":"s"}],"name":"m"}' },
    { redis: { url: null, options: { sentinels: [{ host: 's' }], name: 'm' }, cluster: [] } },
  ],
  [
    { REDIS_CLUSTER: 'a:6379, [::1]:6380' },
    { redis: { url: null, options: {}, cluster: ['a:6379', '[::1]:6380'] } },
  ],
  [{ QUEUE_PREFIX: '{blue}' }, { queuePrefix: '{blue}' }],
  [{ SMTP_URL: 'smtps://u:p@h' }, { smtp: { url: 'smtps://u:p@h' } }],
  [{ BASE_URL: 'https://digest.example.org/' }, { baseUrl: 'https://digest.example.org' }],
  [{ HOST: '::' }, { host: '::' }],
  [{ PORT: '0' }, { port: 0 }],
  [{ PORT: ' 80 ' }, { port: 80 }],
  [{ LOG_LEVEL: 'DEBUG' }, { logLevel: 'debug' }],
  [
    { METRICS_TOKEN: 'sixteen-or-more!' },
    { metricsTokenHash: 'a28c7456a287197de2eff89b0d3e6fc9dbd8888b5908132a305d607781f1d0d3' },
  ],
])('%j is understood', (environment, expected) => {
  expect(readSettings(environment)).toEqual({ ...DEFAULTS, ...expected });
});

describe('a mistake names its variable and what to do, and never shows the value', () => {
  test.each([
    ['DATABASE_URL', 'mysql://hidden', 'postgres://user:password@host:5432/database'],
    ['DATABASE_URL', 'postgres://hidden:pa#ss/word@h:x/d', 'percent-encoded'],
    ['DATABASE_POOL', '0', 'from 1 to 1000'],
    ['DATABASE_POOL', '1.5', 'whole number'],
    ['REDIS_URL', 'hidden:6379', 'redis://host:6379/0'],
    ['REDIS_OPTIONS', '{hidden', 'JSON object'],
    ['REDIS_OPTIONS', '["hidden"]', 'JSON object'],
    ['REDIS_OPTIONS', '{"keyPrefix":"hidden"}', 'QUEUE_PREFIX'],
    ['REDIS_CLUSTER', 'hidden,b:1', 'host:port'],
    ['REDIS_CLUSTER', 'a:1,', 'host:port'],
    ['QUEUE_PREFIX', 'a:b', 'letters'],
    ['SMTP_URL', 'https://hidden', 'smtp://user:password@host:587'],
    ['BASE_URL', 'hidden.example.org', 'https://digest.example.org'],
    ['BASE_URL', 'https://a.org/?hidden', 'https://digest.example.org'],
    ['HOST', 'http://hidden', 'without port'],
    ['PORT', '65536', 'from 0 to 65535'],
    ['PORT', '-1', 'from 0 to 65535'],
    ['LOG_LEVEL', 'hidden', 'trace, debug, info'],
    ['METRICS_TOKEN', 'hidden', '16 to 200'],
  ])('%s=%s', (name, value, mend) => {
    const error = mistakeOf({ [name]: value });
    expect(error.message).toBe(`the environment variable ${name} cannot be used`);
    expect(error.mend).toContain(`${name}: `);
    expect(error.mend).toContain(mend);
    expect(error.message + error.mend).not.toContain('hidden');
  });

  test('all are told at once', () => {
    const error = mistakeOf({ PORT: 'x', SMTP_URL: 'x', LOG_LEVEL: 'x', HOST: 'fine' });
    expect(error.message).toBe(
      'the environment variables SMTP_URL, PORT, LOG_LEVEL cannot be used',
    );
    expect(error.mend.split('\n')).toHaveLength(3);
  });
});

describe('look-alikes', () => {
  test.each([
    ['DATABSE_URL', 'DATABASE_URL'],
    ['REDIS_URI', 'REDIS_URL'],
    ['SMTP_HOST', 'SMTP_URL'],
    ['POSTGRES_URL', 'DATABASE_URL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['FLAGBEARER_PORT', 'PORT'],
    ['FLAGBEARER_CONFIGS', 'FLAGBEARER_CONFIG'],
  ])('%s draws a warning that names %s', (name, meant) => {
    expect(readSettings({ [name]: 'hidden' }).warnings).toEqual([
      `${name} is set but not read: did you mean ${meant}?`,
    ]);
  });

  test.each([
    {
      PATH: 'x',
      HOME: 'x',
      HOSTNAME: 'x',
      LANG: 'x',
      NODE_ENV: 'x',
      PGHOST: 'x',
      TZ: 'x',
      GHOST: 'x',
    },
    { REDIS_URL: 'redis://h', REDIS_HOST: 'h', REDIS_PORT: 'tcp://10.0.0.1:6379' },
  ])('%j draws none', (environment) => {
    expect(readSettings(environment).warnings).toEqual([]);
  });
});
