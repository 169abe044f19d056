import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { changeSubscriber, importRows } from '../../../src/app/subscribers/change.ts';
import { syncSubscribers } from '../../../src/app/subscribers/sync.ts';
import { loadConfig, type Config } from '../../../src/config/load.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../../support/records.ts';
import { smallConfig, type SmallConfig } from '../../support/small-config.ts';

const EMAIL = 'anna@example.org';
const WISH = { email: EMAIL, preferences: {} };
let records: TestRecords;
let small: SmallConfig;
let config: Config;

beforeAll(async () => {
  records = await testRecords();
  small = await smallConfig();
  await small.write('subscribers.yaml', { subscribers: [{ email: 'Anna@Example.org' }] });
  config = await loadConfig(small.folder);
});
afterAll(async () => {
  await records.close();
  await small.remove();
});
beforeEach(() =>
  records.pool.query('truncate subscribers, sign_ups, suppressions, erasures cascade'),
);

const sync = () =>
  syncSubscribers({
    config,
    store: records.store,
    now: () => NOON,
    log: pino({ level: 'silent' }),
  });
const add = (mayReturn: boolean) =>
  changeSubscriber(records.store, WISH, { now: NOON, mayReturn, dryRun: false });
const found = () => records.store.subscribers.find(EMAIL);

describe('somebody who had everything erased', () => {
  beforeEach(async () => {
    await add(true);
    await records.store.people.erase(EMAIL, NOON);
  });

  test('is brought back by no file', async () => {
    await sync();
    expect(await found()).toBeUndefined();
  });

  test('is brought back by no import, which says why', async () => {
    const rows = [{ line: 2, wish: WISH }];
    const { added, problems } = await importRows(records.store, rows, { now: NOON, dryRun: false });
    expect(added).toBe(0);
    expect(problems[0]?.problem).toContain('had everything erased');
  });

  test('comes back by name, and then is no longer known to have gone', async () => {
    expect((await add(true)).outcome).toBe('added');
    expect(await records.store.people.erased([EMAIL])).toEqual([]);
  });
});

test('the log of consents tells who added, changed and ended a subscription', async () => {
  await add(true);
  const changed = { ...WISH, preferences: { sports: ['judo'] } };
  await changeSubscriber(records.store, changed, { now: NOON, mayReturn: true, dryRun: false });
  await records.store.subscribers.leaveByEmail(EMAIL, minutesLater(1));
  await records.store.subscribers.leaveByEmail(EMAIL, minutesLater(2));
  const consents = await records.store.consents.of(EMAIL);
  expect(consents.map(({ act, way, at }) => [act, way, at])).toEqual([
    ['added', 'operator', NOON],
    ['changed', 'operator', NOON],
    ['left', 'operator', minutesLater(1)],
  ]);
  expect(consents[1]?.detail).toEqual({ sports: { from: [], to: ['judo'] } });
  await sync();
  expect((await records.store.consents.of(EMAIL)).at(-1)?.act).toBe('left');
});

test('a file that names somebody is told apart from an operator who does', async () => {
  await sync();
  const [first] = await records.store.consents.of(EMAIL);
  expect(first).toMatchObject({ act: 'added', way: 'subscribers.yaml' });
});
