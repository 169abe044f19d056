import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runHere } from '../support/in-process.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { readOneLine, runCommand } from '../support/service.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let folder: string;
let config: SmallConfig;
let database: TestDatabase;
let reachable: Server;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagbearer-doctor-'));
  [config, database] = await Promise.all([smallConfig(), testDatabase()]);
  reachable = createServer((_request, response) => response.end('<rss/>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => reachable.once('listening', resolve));
  const address = reachable.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  await useConfig('good', `network: { allow: ['127.0.0.1:${port}'] }\n`);
  await writeFile(join(folder, 'file'), '');
});
afterAll(async () => {
  reachable.close();
  await Promise.all([config.remove(), database.drop()]);
  await rm(folder, { recursive: true, force: true });
});

describe('doctor', () => {
  test('finds nothing wrong with a set-up that works, and says so to machines too', async () => {
    const { code, stdout } = await doctor({}, '--json');
    const findings: Finding[] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(findings.filter(({ state }) => state !== 'ok')).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual([
      'environment',
      'configuration',
      'data folder',
      'database',
      'clock',
      'revision',
      'held mail',
      'queue',
      'mail',
      'network',
      'port',
    ]);
    expect(code).toBe(0);
  });

  test.each([
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://u:hush@127.0.0.1:1/x' },
      'database',
      'Start Postgres there',
    ],
    [
      'a database address that is none',
      { DATABASE_URL: 'mysql://u:hush@h/x' },
      'environment',
      'postgres://user:password@host',
    ],
    ['a Redis that is not there', { REDIS_URL: 'redis://:hush@127.0.0.1:1' }, 'queue', '→'],
    [
      'a mail server that is not there',
      { SMTP_URL: 'smtp://u:hush@127.0.0.1:1' },
      'mail',
      'SMTP_URL',
    ],
    [
      'a folder that cannot be written',
      { FLAGBEARER_DATA: 'file' },
      'data folder',
      'set FLAGBEARER_DATA',
    ],
    [
      'a configuration with a mistyped key',
      { FLAGBEARER_CONFIG: 'typo' },
      'configuration',
      'flagbearer.yaml:1:1 nane: unknown key, did you mean `name`?',
    ],
    [
      'a network without a way out',
      { FLAGBEARER_CONFIG: 'offline' },
      'network',
      'check the connection',
    ],
    ['a port that another program has', { PORT: 'taken' }, 'port', 'set PORT to another'],
  ])(
    'names %s and what to do, and keeps passwords to itself',
    async (_, environment, name, advice) => {
      await useConfig('typo', 'nane: x\n');
      await useConfig('offline', '');
      const { code, stdout, stderr } = await doctor({
        DATABASE_URL: database.connectionString,
        ...environment,
      });
      const [, told = ''] = stdout.split(`FAILED   ${name}`);
      expect(told).toContain(advice);
      expect(code).toBe(1);
      expect(stdout + stderr).not.toContain('hush');
    },
  );
});

test('a reader who has enough after the first line is no error', async () => {
  const { line, code, stderr } = await readOneLine(['doctor'], environmentOf({}));
  expect(line).toContain('environment');
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

describe('wrong usage', () => {
  test('of the command line itself ends the process with exit code 2 and says why', async () => {
    const { code, stdout, stderr } = await runCommand(['sorce'], environmentOf({}));
    expect(stderr).toContain('Did you mean source?');
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test.each([
    [['sorce'], 'Did you mean source?'],
    [['work', '--queues', 'nope'], 'there are sweep, fetch, process, digest, mail'],
    [['work', '--concurrency', '0'], 'from 1 to 200'],
    [['subscribers', 'add', 'x@example.org', '--zone', 'Mars/Base'], 'Europe/Berlin'],
    [['subscribers', 'add', 'x@example.org', '--schedule', 'hourly'], 'daily 08:00'],
    [['source', 'parse', '/nowhere/at/all'], '/nowhere/at/all cannot be read'],
  ])('%j ends with exit code 2 and says why', async (args, why) => {
    const { code, stdout, stderr } = await runHere(args, environmentOf({}));
    expect(stderr).toContain(why);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

type Finding = { readonly name: string; readonly state: string };

function doctor(environment: Readonly<Record<string, string>>, ...args: string[]) {
  return runHere(['doctor', ...args], environmentOf(environment));
}

function environmentOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const inFolder = (name: string, otherwise: string): string =>
    join(folder, given[name] ?? otherwise);
  return {
    ...given,
    FLAGBEARER_CONFIG: inFolder('FLAGBEARER_CONFIG', 'good'),
    FLAGBEARER_DATA: inFolder('FLAGBEARER_DATA', 'data'),
    PORT: given['PORT'] === 'taken' ? String(port) : '0',
  };
}

async function useConfig(name: string, service: string): Promise<void> {
  await cp(config.folder, join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'flagbearer.yaml'), service);
  await writeFile(
    join(folder, name, 'sources.yaml'),
    `sources:\n  - { id: near, url: 'http://127.0.0.1:${port}/feed.xml' }\n`,
  );
}
