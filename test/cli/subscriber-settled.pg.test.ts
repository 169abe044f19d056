import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import { runHere } from '../support/in-process.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const EMAIL = 'anna@example.org';
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate subscribers, sign_ups, suppressions, erasures cascade');
  await records.store.signUps.ask({
    email: EMAIL,
    terms: {
      schedule: { kind: 'daily', time: '08:00' },
      zone: 'Europe/Vienna',
      preferences: DEFAULT_PREFERENCES,
    },
    expiresAt: minutesLater(7 * 24 * 60),
    messageId: '<one@flagbearer.test>',
    consent: {
      act: 'asked',
      way: 'sign-up page',
      wording: '2026-11-22',
      network: '192.0.2.0/24',
      detail: null,
      at: NOON,
    },
  });
});

async function run(...args: readonly string[]) {
  const environment = { DATABASE_URL: records.connectionString, LOG_LEVEL: 'silent' };
  const { code, stdout, stderr } = await runHere(['subscribers', ...args], environment, {
    now: () => NOON,
  });
  return { code, out: stdout.trimEnd(), err: stderr.trimEnd() };
}

describe('subscribers show', () => {
  test('tells of a sign-up that waits, and still says that nobody is subscribed', async () => {
    const { code, out, err } = await run('show', EMAIL);
    expect(code).toBe(1);
    expect(out.split('\n')).toEqual([
      'waits to confirm   daily 08:00, Europe/Vienna; asked 2026-03-04T12:00:00.000Z, can be confirmed until 2026-03-11T12:00:00.000Z',
      'consent            2026-03-04T12:00:00.000Z  asked by sign-up page, from 192.0.2.0/24, wording of 2026-11-22',
    ]);
    expect(err).toContain('is no subscriber');
  });

  test('tells a subscriber’s consents, in words and as JSON', async () => {
    await run('add', EMAIL);
    const { out } = await run('show', EMAIL);
    expect(out).toMatch(/^consent {12}2026-03-04T12:00:00\.000Z {2}added by operator$/mu);
    const data = JSON.parse((await run('show', EMAIL, '--json')).out);
    expect(data.consents.map(({ act }: { act: string }) => act)).toEqual(['asked', 'added']);
    expect(data.signUps).toHaveLength(1);
    expect(data.addressChange).toBeNull();
  });
});

describe('subscribers data and erase', () => {
  test('give away what is kept, and erase it when that is really meant', async () => {
    await run('add', EMAIL);
    const data = JSON.parse((await run('data', EMAIL)).out);
    expect(data.subscription.email).toBe(EMAIL);
    expect((await run('erase', EMAIL)).code).not.toBe(0);
    expect((await run('erase', EMAIL, '--yes')).out).toBe(`everything about ${EMAIL} is erased`);
    for (const command of [
      ['data', EMAIL],
      ['erase', EMAIL, '--yes'],
      ['show', EMAIL],
    ]) {
      expect((await run(...command)).code).toBe(1);
    }
  });
});
