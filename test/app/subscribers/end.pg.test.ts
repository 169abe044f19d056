import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { endSubscription } from '../../../src/app/subscribers/end.ts';
import { NOON, testRecords, type TestRecords } from '../../support/records.ts';

const EMAIL = 'reader@example.org';
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate subscribers, suppressions cascade');
  await signUp();
});

async function signUp(): Promise<void> {
  await records.store.subscribers.save({
    email: EMAIL,
    schedule: { kind: 'instant' },
    zone: 'UTC',
    since: NOON,
    nextDigestAt: null,
    unsubscribeToken: 'token',
  });
}

function end(scope: 'this' | 'everything', token = 'token'): Promise<boolean> {
  return endSubscription(records.store, { token, scope, now: NOON });
}

async function found() {
  const subscriber = await records.store.subscribers.find(EMAIL);
  const suppression = await records.store.suppressions.find(EMAIL);
  return [subscriber?.state, suppression?.reason ?? null];
}

test('this ends the subscription, as often as it is asked for, and no more than that', async () => {
  for (let time = 0; time < 3; time += 1) {
    expect(await end('this')).toBe(true);
    expect(await found()).toEqual(['left', null]);
  }
  await signUp();
  expect(await found()).toEqual(['active', null]);
});

test('everything is for good, also for somebody who had left, and whoever signs them up again', async () => {
  await end('this');
  for (let time = 0; time < 2; time += 1) {
    expect(await end('everything')).toBe(true);
    expect(await found()).toEqual(['left', 'unsubscribed from everything']);
  }
  await signUp();
  expect(await found()).toEqual(['active', 'unsubscribed from everything']);
  expect(await records.store.subscribers.alerted(NOON, 10)).toEqual([]);
});

test('a token that nobody has ends nothing', async () => {
  expect(await end('everything', 'of-nobody')).toBe(false);
  expect(await found()).toEqual(['active', null]);
});
