import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import { deliveryBlock } from '../../src/jobs/deliver-digest.ts';
import type { App } from '../../src/ports.ts';
import { insertItems } from '../../src/store/items.ts';
import { deliverDigestWorker } from '../../src/workers/deliver-digest.ts';
import { sweepDeliveriesWorker } from '../../src/workers/sweep-deliveries.ts';
import { fakeApp } from '../support/fake-app.ts';
import {
  aSignature,
  aVerdict,
  anItem,
  COPIES_ONLY,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';

const DAY = 24 * 60;
let records: TestRecords;
let minutes: number;
let deliveryId: string;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());

beforeEach(async () => {
  await records.pool.query('truncate items, stories, subscribers cascade');
  minutes = 61;
  deliveryId = await queueDelivery();
});

describe('a mail server that', () => {
  test('takes the mail gets it once, however often the job runs', async () => {
    const mail = mailer([]);
    await Promise.all([deliver(mail), deliver(mail)]);
    await deliver(mail);
    expect(mail.sent).toHaveLength(1);
    expect(await states()).toEqual({ sent: 1 });
  });

  test('is away for a while gets it later, under the same Message-ID', async () => {
    const mail = mailer(['retry', 'retry']);
    await untilSettled(mail);
    expect(mail.sent).toHaveLength(3);
    expect(new Set(mail.sent).size).toBe(1);
    expect(await states()).toEqual({ sent: 1 });
  });

  test('stays away is given up in the end', async () => {
    const mail = mailer(Array.from({ length: 50 }, () => 'retry'));
    await untilSettled(mail);
    expect(await states()).toEqual({ failed: 1 });
    expect(mail.sent.length).toBeLessThan(10);
  });

  test('refuses for good is not asked again', async () => {
    const mail = mailer(['failed']);
    await untilSettled(mail);
    expect(mail.sent).toHaveLength(1);
    expect(await states()).toEqual({ failed: 1 });
  });

  test('answers what no database can hold is on record all the same', async () => {
    const mail = mailer([]);
    const send = () => Promise.reject(new DeliveryError('550 no\u0000 \uD800', 'failed', '550'));
    await deliver({ ...mail, send });
    expect(await states()).toEqual({ failed: 1 });
  });

  test('may have taken it is asked once more, with the same Message-ID, and never again', async () => {
    const mail = mailer(['unknown', 'unknown', 'unknown']);
    await untilSettled(mail);
    expect(mail.sent).toHaveLength(2);
    expect(new Set(mail.sent).size).toBe(1);
    expect(await states()).toEqual({ unknown: 1 });
  });
});

describe('a process that ends while it sends', () => {
  test('leaves a delivery that is sent once more by another', async () => {
    await records.store.deliveries.claim(deliveryId, minutesLater(61), minutesLater(66));
    const mail = mailer([]);
    await untilSettled(mail);
    expect(mail.sent).toHaveLength(1);
    expect(await states()).toEqual({ sent: 1 });
  });

  test('again and again is repeated without end only where a second copy replaces the first', async () => {
    const outbox = { ...mailer(['unknown', 'unknown', 'unknown']), idempotent: true };
    await untilSettled(outbox);
    expect(outbox.sent).toHaveLength(4);
    expect(await states()).toEqual({ sent: 1 });
  });
});

test('a claim that has not run out is nobody else’s business', async () => {
  await records.store.deliveries.claim(deliveryId, minutesLater(61), minutesLater(66));
  const mail = mailer([]);
  await sweepAndDeliver(mail);
  expect(mail.sent).toEqual([]);
  expect(await states()).toEqual({ sending: 1 });
});

type Faults = ('retry' | 'failed' | 'unknown')[];
type TestMail = App['mail'] & { readonly sent: string[] };

/** Notes the Message-ID of each attempt; the first attempts end as told. */
function mailer(faults: Faults): TestMail {
  const sent: string[] = [];
  return {
    idempotent: false,
    messageId: () => '<never@example.org>',
    sent,
    send: ({ messageId }) => {
      sent.push(messageId);
      const fault = faults[sent.length - 1];
      if (fault === undefined) return Promise.resolve();
      return Promise.reject(new DeliveryError('as told', fault, null));
    },
  };
}

function app(mail: TestMail, due: string[] = []): App {
  return fakeApp({
    store: records.store,
    mail,
    now: () => minutesLater(minutes),
    enqueue: (_job, payloads) => {
      due.push(...payloads.map((payload) => JSON.stringify(payload)));
      return Promise.resolve();
    },
  });
}

async function deliver(mail: TestMail): Promise<void> {
  await deliverDigestWorker.run({ block: deliveryBlock(deliveryId) }, app(mail));
}

async function sweepAndDeliver(mail: TestMail): Promise<number> {
  const due: string[] = [];
  await sweepDeliveriesWorker.run({}, app(mail, due));
  for (const payload of due) await deliverDigestWorker.run(JSON.parse(payload), app(mail));
  return due.length;
}

/** Lets two days go by, a sweep every ten minutes. */
async function untilSettled(mail: TestMail): Promise<void> {
  for (; minutes < 2 * DAY; minutes += 10) await sweepAndDeliver(mail);
}

function states(): Promise<Readonly<Record<string, number>>> {
  return records.store.deliveries.count();
}

/** A digest with one story for one subscriber, ready to be sent an hour after noon. */
async function queueDelivery(): Promise<string> {
  const { store, pool } = records;
  const { id: subscriberId } = await store.subscribers.save({
    email: 'reader@example.org',
    schedule: { kind: 'daily', time: '13:00' },
    zone: 'UTC',
    since: NOON,
    nextDigestAt: minutesLater(60),
    unsubscribeToken: 'token',
  });
  const ids = await insertItems(pool, [anItem('told')]);
  const verdicts = ids.map((itemId) => ({ itemId, verdict: aVerdict() }));
  const flagged = await store.items.recordVerdicts(verdicts, 'r1', NOON);
  const options = { rules: COPIES_ONLY, now: minutesLater(1), primarySources: [] };
  await store.items.place(flagged, options, () => aSignature());
  const subscriberIds = [subscriberId];
  const request = { subscriberIds, due: minutesLater(60), now: minutesLater(60), sourceIds: [] };
  const { deliveryIds } = await store.digests.compose(request, ({ from, to }) => ({
    digest: {
      kind: 'daily',
      zone: 'UTC',
      from: from.toISOString(),
      to: to.toISOString(),
      stories: [],
      coverage: { sources: 0, failing: [], items: 1 },
      revision: 'r1',
    },
    messageId: '<for-life@example.org>',
    nextDigestAt: null,
  }));
  return deliveryIds[0] ?? '';
}
