import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { LETTER_KEY_MS } from '../../src/core/sign-up/limits.ts';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import { lockAddress } from '../../src/store/address-lock.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const EXPIRES = new Date(NOON.getTime() + LETTER_KEY_MS);
const TERMS = {
  schedule: { kind: 'daily', time: '08:00' },
  zone: 'UTC',
  preferences: DEFAULT_PREFERENCES,
} as const;
let records: TestRecords;
let letters = 0;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(() =>
  records.pool.query('truncate subscribers, sign_ups, suppressions, request_counts cascade'),
);

function said(act: 'asked' | 'confirmed' | 'asked for another address') {
  const way = 'sign-up page' as const;
  return { act, way, wording: null, network: null, detail: null, at: NOON };
}

function messageId(): string {
  letters += 1;
  return `<letter-${letters}@flagbearer.test>`;
}

/** The key in the letter, as its sender gets it. */
async function keyOf(letterId: string | undefined): Promise<string> {
  const letter = await records.store.letters.claim(letterId ?? '', NOON, minutesLater(5));
  if (letter === undefined || !('key' in letter.content)) throw new Error('there is no key');
  return letter.content.key;
}

async function signUpKey(email: string): Promise<string> {
  const consent = said('asked');
  const signUp = { email, terms: TERMS, expiresAt: EXPIRES, messageId: messageId(), consent };
  return keyOf(await records.store.signUps.ask(signUp));
}

async function subscribe(email: string): Promise<string> {
  const { id } = await records.store.subscribers.save({
    email,
    schedule: TERMS.schedule,
    zone: 'UTC',
    since: NOON,
    nextDigestAt: null,
    unsubscribeToken: `token-of-${email}`,
  });
  return id;
}

/** SQL: what waits for a lock in this database. */
const WAITING = `pg_locks l join pg_database d on d.oid = l.database
  where not l.granted and d.datname = current_database()`;

/** Does something while another transaction has an address for itself, writes a row and ends. */
async function whileLocked<Answer>(
  address: string,
  work: () => Promise<Answer>,
  sql: string,
  values: unknown[],
): Promise<Answer> {
  const other = await records.pool.connect();
  try {
    await other.query('begin');
    await lockAddress(other, address);
    const answer = work();
    // It has come as far as it can once it waits for the lock.
    for (let tries = 0; tries < 100 && (await countOf(WAITING)) === 0; tries += 1) await wait(5);
    await other.query(sql, values);
    await other.query('commit');
    return await answer;
  } finally {
    other.release();
  }
}

const confirm = (key: string) =>
  records.store.signUps.confirm(key, said('confirmed'), () => minutesLater(60));

const countOf = async (sql: string): Promise<number> => {
  const { rows } = await records.pool.query<{ n: number }>(`select count(*)::int as n from ${sql}`);
  return rows[0]?.n ?? -1;
};

describe('a sign-up', () => {
  test('that is confirmed many times at once makes one subscriber, and one line in the log', async () => {
    const key = await signUpKey('anna@example.org');
    const found = await Promise.all([1, 2, 3, 4].map(() => confirm(key)));
    expect(found.map((one) => one?.state)).toEqual(['active', 'active', 'active', 'active']);
    expect(found.filter((one) => one?.hasBegun)).toHaveLength(1);
    expect(await countOf('subscribers')).toBe(1);
    expect(await countOf(`consents where act = 'confirmed'`)).toBe(1);
  });

  test('waits for another one to the same mailbox, and then finds it tired', async () => {
    const consent = said('asked');
    const wanted = { terms: TERMS, expiresAt: EXPIRES, messageId: messageId(), consent };
    const asked = await whileLocked(
      'anna@example.org',
      () => records.store.signUps.ask({ ...wanted, email: 'Anna+2@example.org' }),
      `insert into sign_ups (email, email_key, mailbox, terms, asked_at, expires_at)
       values ('anna@example.org', 'anna@example.org', 'anna@example.org', '{}', $1, $2)`,
      [NOON, EXPIRES],
    );
    expect(asked).toBeUndefined();
    expect(await countOf('sign_ups')).toBe(1);
  });

  test('of an address that another one has taken meanwhile changes nothing there', async () => {
    const key = await signUpKey('anna@example.org');
    await subscribe('Anna@Example.org');
    const { preferences } = TERMS;
    await records.pool.query(`update subscribers set preferences = '{"sports":["judo"]}'`);
    expect(await confirm(key)).toMatchObject({ state: 'active', hasBegun: false });
    const subscriber = await records.store.subscribers.find('anna@example.org');
    expect(subscriber?.preferences).toEqual({ ...preferences, sports: ['judo'] });
  });

  test.each(['', 'of-nobody', 'x'.repeat(5_000)])('with the key %j is nobody’s', async (key) => {
    expect(await confirm(key)).toBeUndefined();
    expect(await records.store.signUps.find(key, NOON)).toBeUndefined();
    expect(await records.store.addressChanges.find(key, NOON)).toBeUndefined();
  });

  test('has a key that opens nothing else, nor does that of a change of address', async () => {
    const key = await signUpKey('anna@example.org');
    expect(await records.store.addressChanges.find(key, NOON)).toBeUndefined();
    const change = await move('berta@example.org', 'carla@example.org');
    expect(await records.store.signUps.find(change.toNew, NOON)).toBeUndefined();
    expect(await confirm(change.toNew)).toBeUndefined();
  });
});

test('requests are counted by all at once, and stop at the limit', async () => {
  const limits = [
    { key: 'one', most: 20 },
    { key: 'all', most: 100 },
  ];
  const asked = await Promise.all(
    Array.from({ length: 30 }, () => records.store.requests.count(limits, NOON)),
  );
  expect(asked.filter(Boolean)).toHaveLength(20);
  expect(await countOf(`request_counts where key = 'all' and n = 20`)).toBe(1);
  expect(await records.store.requests.count([{ key: 'all', most: 100 }], NOON)).toBe(true);
  expect(await records.store.requests.prune(minutesLater(59))).toBe(0);
  expect(await records.store.requests.prune(minutesLater(60))).toBe(2);
});

async function move(from: string, to: string): Promise<{ toNew: string; toOld: string }> {
  const subscriberId = await subscribe(from);
  const [toNew, toOld] = await records.store.addressChanges.ask({
    subscriberId,
    email: to,
    language: 'en',
    expiresAt: EXPIRES,
    messageIds: { toNew: messageId(), toOld: messageId() },
    consent: said('asked for another address'),
  });
  return { toNew: await keyOf(toNew), toOld: await keyOf(toOld) };
}

describe('a change of address', () => {
  const answer = (key: string) =>
    records.store.addressChanges.answer(key, 'yes', {
      way: 'link in a letter',
      wording: null,
      network: null,
      detail: null,
      at: NOON,
    });

  test('that both ends confirm at once, several times, is made once', async () => {
    const { toNew, toOld } = await move('anna@example.org', 'new@example.org');
    await Promise.all([toNew, toOld, toNew, toOld].map(answer));
    expect((await records.store.subscribers.list()).map(({ email }) => email)).toEqual([
      'new@example.org',
    ]);
    expect(await countOf('former_tokens')).toBe(1);
    expect(await countOf(`consents where act = 'moved to the other address'`)).toBe(1);
  });

  test('to an address that somebody signs up at the same moment leaves one subscriber there', async () => {
    const change = await move('anna@example.org', 'new@example.org');
    await answer(change.toOld);
    // The waiting time of the mailbox is over.
    await records.pool.query(`update address_changes set asked_at = asked_at - interval '1 hour'`);
    const key = await signUpKey('new@example.org');
    await Promise.all([answer(change.toNew), confirm(key)]);
    const emails = (await records.store.subscribers.list()).map(({ email }) => email);
    expect(emails.filter((email) => email === 'new@example.org')).toHaveLength(1);
    expect(await countOf('address_changes where done_at is null and stopped_at is null')).toBe(0);
  });

  test('waits for who is just getting mail at the new address, and then ends', async () => {
    const { toNew, toOld } = await move('anna@example.org', 'new@example.org');
    await answer(toNew);
    const found = await whileLocked(
      'new@example.org',
      () => answer(toOld),
      `insert into subscribers (email, email_key, schedule, zone, since, unsubscribe_token, created_at, looked_at)
       values ('new@example.org', 'new@example.org', '{"kind":"instant"}', 'UTC', $1, 'another', $1, $1)`,
      [NOON],
    );
    expect(found?.change.stoppedAt).toEqual(NOON);
    expect((await records.store.subscribers.find('anna@example.org'))?.state).toBe('active');
  });

  test('takes the place of somebody who had left at the new address, not of who gets mail there', async () => {
    const left = await move('anna@example.org', 'new@example.org');
    await subscribe('new@example.org');
    await records.store.subscribers.leaveByEmail('new@example.org', NOON);
    await Promise.all([left.toNew, left.toOld].map(answer));
    expect(
      (await records.store.subscribers.list()).map(({ email, state }) => [email, state]),
    ).toEqual([['new@example.org', 'active']]);
    await records.pool.query(`update address_changes set asked_at = asked_at - interval '1 hour'`);
    const taken = await move('berta@example.org', 'third@example.org');
    await subscribe('third@example.org');
    await Promise.all([taken.toNew, taken.toOld].map(answer));
    expect((await records.store.subscribers.find('berta@example.org'))?.state).toBe('active');
    expect(await countOf('address_changes where stopped_at is not null')).toBe(1);
  });
});
