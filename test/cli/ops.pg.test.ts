import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { hashOfToken } from '../../src/app/ops/tokens.ts';
import { readService } from '../../src/config/service.ts';
import { runHere, type Ended } from '../support/in-process.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

let records: TestRecords;
let config: SmallConfig;

beforeAll(async () => {
  [records, config] = await Promise.all([testRecords(), smallConfig()]);
  await records.store.sources.ensure([{ id: 'paper', url: 'https://paper.example/rss' }], NOON);
});
afterAll(() => Promise.all([records.close(), config.remove()]));

const run = (...args: readonly string[]): Promise<Ended> =>
  runHere(
    args,
    {
      FLAGBEARER_CONFIG: config.folder,
      FLAGBEARER_DATA: join(config.folder, 'data'),
      DATABASE_URL: records.connectionString,
    },
    { now: () => minutesLater(10) },
  );

test('a token is shown once, with the lines for the configuration that let it in', async () => {
  const { code, stdout } = await run('ops', 'token', 'Anna Öz');
  expect(code).toBe(0);
  const token = /flagbearer_ops_[\w-]{43}/.exec(stdout)?.[0] ?? '';
  const yaml = stdout.slice(stdout.indexOf('  console:')).replaceAll(/^ {2}/gm, '');
  expect(readService('f', yaml).console.operators).toEqual([
    { name: 'Anna Öz', token: hashOfToken(token) },
  ]);
  expect((await run('ops', 'token', 'a\nb')).code).toBe(2);
});

describe('sources', () => {
  test('are paused, resumed, polled and set, and each order is in the audit log', async () => {
    const set: string[] = [];
    for (const args of [
      ['pause', 'paper'],
      ['resume', 'paper'],
      ['poll', 'paper'],
      ['every', 'paper', '15m'],
      ['every', 'paper', 'own'],
    ]) {
      const [name = '', ...rest] = args;
      const { code, stderr } = await run('source', name, ...rest, '--by', 'anna');
      expect([args, code, stderr]).toEqual([args, 0, '']);
      set.push((await run('source', 'overrides')).stdout);
    }
    const at = '(anna, 2026-03-04T12:10:00.000Z)\n';
    expect(set).toEqual([`paper  paused ${at}`, '', '', `paper  every 15 minutes ${at}`, '']);
    const { stdout } = await run('ops', 'audit', '--operator', 'anna', '--json');
    const entries = stdout
      .trim()
      .split('\n')
      .map((line): Record<string, unknown> => JSON.parse(line));
    expect(entries.map(({ action, detail }) => [action, detail])).toEqual([
      ['set interval', 'its own pace'],
      ['set interval', 'every 15 minutes'],
      ['check now', null],
      ['resume', null],
      ['pause', null],
    ]);
    expect((await run('ops', 'audit', '--subject', 'paper', '--limit', '1')).stdout).toBe(
      '2026-03-04T12:10:00.000Z  anna  set interval  source paper  (its own pace)\n',
    );
  });

  test.each([
    [['pause', 'unknown'], 1, 'not known'],
    [['resume', 'paper'], 1, 'is not paused'],
    [['every', 'paper', '5s'], 1, 'from a minute to a week'],
    [['every', 'paper', 'often'], 2, 'such as 15m'],
  ])('source %j is refused with a reason', async (args, wanted, reason) => {
    const { code, stderr } = await run('source', ...args);
    expect([code, stderr]).toEqual([wanted, expect.stringContaining(reason)]);
  });
});

test('all sessions of an operator are ended, and that is in the audit log', async () => {
  const { sessions } = records.store;
  const session = { operator: 'anna', credential: 'x', expiresAt: minutesLater(60) };
  await sessions.open('an id', session, NOON);
  expect((await run('ops', 'sign-out', 'anna')).stdout).toBe('1 session of anna ended\n');
  expect(await sessions.find('an id', minutesLater(11))).toBeUndefined();
  expect((await run('ops', 'audit', '--subject', 'operator anna')).stdout).toContain('1 ended');
});
