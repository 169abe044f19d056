import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import type { LetterToSend } from '../../src/mail/sign-up/letter.ts';
import { sendLetterWorker } from '../../src/workers/send-letter.ts';
import { sweepSignUpsWorker } from '../../src/workers/sweep-sign-ups.ts';
import { fakeApp } from '../support/fake-app.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const EMAIL = 'anna@example.org';
const DAY = 24 * 60;

let records: TestRecords;
let minutes: number;
let letterId: string;
let sent: LetterToSend[];

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query(
    'truncate subscribers, sign_ups, suppressions, bounces, mail_holds cascade',
  );
  [minutes, sent] = [0, []];
  letterId = await askSignUp();
});

async function askSignUp(email = EMAIL): Promise<string> {
  const id = await records.store.signUps.ask({
    email,
    terms: {
      schedule: { kind: 'daily', time: '08:00' },
      zone: 'UTC',
      preferences: { ...DEFAULT_PREFERENCES, language: 'de' },
    },
    expiresAt: minutesLater(minutes + 7 * DAY),
    messageId: `<${email}@flagbearer.test>`,
    consent: {
      act: 'asked',
      way: 'sign-up page',
      wording: '1',
      network: null,
      detail: null,
      at: minutesLater(minutes),
    },
  });
  if (id === undefined) throw new Error('nothing was asked for');
  return id;
}

/** An App whose mail server answers so, one answer a mail, and takes everything after that. */
function appWith(answers: (DeliveryError['outcome'] | DeliveryError)[], idempotent = false) {
  const app = fakeApp({
    now: () => minutesLater(minutes),
    store: records.store,
    mail: {
      idempotent,
      messageId: (key) => `<${key}@flagbearer.test>`,
      send: () => Promise.reject(new Error('no digest is sent here')),
    },
    letterMail: {
      send: (letter) => {
        sent.push(letter);
        const answer = answers.shift();
        if (answer === undefined) return Promise.resolve();
        if (answer instanceof DeliveryError) return Promise.reject(answer);
        return Promise.reject(new DeliveryError('the server said so', answer, '451'));
      },
    },
    enqueue: async (_job, payloads) => {
      for (const payload of payloads) await sendLetterWorker.run(payload, app);
    },
  });
  return app;
}

/** Lets the sweep run until nothing more happens for a day. */
async function settle(app: ReturnType<typeof appWith>): Promise<void> {
  for (const later of [0, 2, 8, 40, 200, 600, DAY]) {
    minutes += later;
    await sweepSignUpsWorker.run({}, app);
  }
}

const states = async (): Promise<string[]> => {
  const { rows } = await records.pool.query<{ state: string }>(
    'select state from letters order by id',
  );
  return rows.map(({ state }) => state);
};
const keyOf = (letter: LetterToSend | undefined): string =>
  letter !== undefined && 'key' in letter.content ? letter.content.key : '';

describe('a letter', () => {
  test('is sent once, by however many at once, in the language that was asked for', async () => {
    const app = appWith([]);
    await Promise.all([1, 2, 3].map(() => sendLetterWorker.run({ letterId }, app)));
    await settle(app);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ email: EMAIL, language: 'de', composedAt: NOON });
    expect(await states()).toEqual(['sent']);
  });

  test('that nobody took is tried again, and the key of each attempt works', async () => {
    await settle(appWith(['retry', 'retry']));
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(new Set(sent.map(keyOf)).size).toBe(3);
    for (const letter of sent) {
      const found = await records.store.signUps.find(keyOf(letter), minutesLater(minutes));
      expect(found?.state).toBe('open');
    }
  });

  test('that nobody ever takes is given up', async () => {
    await settle(appWith(Array.from({ length: 20 }, () => 'retry' as const)));
    expect(await states()).toEqual(['failed']);
    expect(sent.length).toBeLessThan(8);
  });

  test('that may have arrived is not sent again: it can be asked for', async () => {
    await settle(appWith(['unknown']));
    expect(sent).toHaveLength(1);
    expect(await states()).toEqual(['unknown']);
  });

  test('that may have arrived is written again where a copy replaces the first', async () => {
    await settle(appWith(['unknown'], true));
    expect(sent).toHaveLength(2);
    expect(await states()).toEqual(['sent']);
  });

  test('whose sender was lost is not sent again', async () => {
    await records.store.letters.claim(letterId, NOON, minutesLater(5));
    await settle(appWith([]));
    expect([sent.length, await states()]).toEqual([0, ['unknown']]);
  });

  test('whose job was lost is found by the sweep', async () => {
    await settle(appWith([]));
    expect(await states()).toEqual(['sent']);
  });

  test('that is refused for good puts the address on the list, as a digest would', async () => {
    const reply = { bounce: 'hard', status: '5.1.1' } as const;
    await settle(appWith([new DeliveryError('550 5.1.1 no such user', 'failed', '550', reply)]));
    expect(await states()).toEqual(['failed']);
    expect(await records.store.suppressions.find(EMAIL)).toMatchObject({ reason: 'hard bounce' });
  });

  test('that comes back later is known by its Message-ID, and by its return address', async () => {
    const messageId = `<${'c0ffee'.repeat(7).slice(0, 40)}@flagbearer.test>`;
    await records.pool.query('update letters set message_id = $1', [messageId]);
    const { findReturned } = records.store.bounces;
    const returned = { deliveryId: null, letterId, email: EMAIL };
    expect(await findReturned({ messageId })).toEqual(returned);
    expect(await findReturned({ returnKey: messageId.slice(1, 41) })).toEqual(returned);
    expect(await findReturned({ returnKey: 'f'.repeat(40) })).toBeUndefined();
  });

  test('waits while sending is held', async () => {
    await records.pool.query(
      `insert into mail_holds (kind, reason, at) values ('policy', 'refused', $1)`,
      [NOON],
    );
    await settle(appWith([]));
    expect([sent.length, await states()]).toEqual([0, ['queued']]);
  });

  test('to somebody who gets mail already carries their own token, and makes no key', async () => {
    await records.store.subscribers.save({
      email: 'ANNA@example.org',
      schedule: { kind: 'instant' },
      zone: 'UTC',
      since: NOON,
      nextDigestAt: null,
      unsubscribeToken: 'token-of-anna',
    });
    await settle(appWith([]));
    expect(sent[0]?.content).toEqual({ kind: 'already', token: 'token-of-anna' });
    expect((await records.pool.query('select 1 from letter_keys')).rows).toEqual([]);
  });
});

test('the sweep forgets what is over, and nothing else', async () => {
  const app = appWith([]);
  minutes = 3 * DAY;
  await askSignUp('berta@example.org');
  minutes = 7 * DAY;
  await sweepSignUpsWorker.run({}, app);
  const { rows } = await records.pool.query('select email from sign_ups');
  expect(rows).toEqual([{ email: 'berta@example.org' }]);
  expect((await records.pool.query('select 1 from consents')).rows).toHaveLength(1);
});
