import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import type { NoticeToSend } from '../../src/mail/notice/notice-mailer.ts';
import type { App } from '../../src/ports.ts';
import { notifyOperatorsWorker } from '../../src/workers/notify-operators.ts';
import { watchSourcesWorker } from '../../src/workers/watch-sources.ts';
import { aFailure } from '../core/poll/memories.ts';
import { aSource } from '../sources/a-source.ts';
import { anEntry, recordPoll } from '../store/polls.ts';
import { fakeApp } from '../support/fake-app.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const HOUR = 60;
const SOURCES = ['agency', 'paper'].map((id) =>
  aSource({ id, name: `The ${id}`, url: `https://${id}.example/rss` }),
);

let records: TestRecords;
let minutes: number;
let operators: readonly string[];
let sent: NoticeToSend[];
/** What becomes of the next attempts to send; then all succeed. */
let faults: ('retry' | 'failed' | 'unknown')[];
let idempotent: boolean;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate source_states, items, source_notices, operator_mails cascade');
  await records.store.sources.ensure(SOURCES, NOON);
  [minutes, operators, sent, faults, idempotent] = [0, ['desk@example.org'], [], [], false];
});

function app(queued: string[] = []): App {
  return fakeApp({
    store: records.store,
    now: () => minutesLater(minutes),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: { sources: SOURCES, service: { operators } } as unknown as App['config'],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is used
    mail: { idempotent, messageId: (key: string) => `<${key}>` } as unknown as App['mail'],
    noticeMail: {
      send: (mail) => {
        sent.push(mail);
        const fault = faults.shift();
        return fault === undefined
          ? Promise.resolve()
          : Promise.reject(new DeliveryError('as told', fault, null));
      },
    },
    enqueue: (_job, payloads) => {
      queued.push(...payloads.map((payload) => JSON.stringify(payload)));
      return Promise.resolve();
    },
  });
}

/** Looks at the sources, and sends what is due. */
async function watch(): Promise<void> {
  const queued: string[] = [];
  await watchSourcesWorker.run({}, app(queued));
  for (const payload of queued) await notifyOperatorsWorker.run(JSON.parse(payload), app());
}

async function fail(sourceId = 'paper'): Promise<void> {
  const at = minutesLater(minutes);
  await recordPoll(records.store, { sourceId, at, poll: aFailure({ at }) });
}

async function succeed(sourceId = 'paper'): Promise<void> {
  await recordPoll(records.store, { sourceId, at: minutesLater(minutes), entries: [anEntry(1)] });
}

/** The lines of each mail that was sent. */
function told(): string[][] {
  return sent.map(({ content }) =>
    'lines' in content ? content.lines.map(({ name, state }) => `${name} ${state}`) : [],
  );
}

describe('operators', () => {
  test('hear of a failure after a day, once, and of the recovery', async () => {
    for (; minutes < 24 * HOUR; minutes += HOUR) {
      await fail();
      await watch();
    }
    expect(told()).toEqual([]);
    for (; minutes < 60 * HOUR; minutes += HOUR) {
      await fail();
      await watch();
    }
    expect(told()).toEqual([['The paper failing']]);
    const [first] = sent;
    expect(first?.content).toHaveProperty('lines.0.name', 'The paper');
    expect(first?.content).toHaveProperty('lines.0.since', NOON.toISOString());
    expect(first?.content).toHaveProperty('lines.0.reason', 'paper.example answered 500');
    await succeed();
    for (; minutes < 90 * HOUR; minutes += HOUR) await watch();
    expect(told()).toEqual([['The paper failing'], ['The paper ok']]);
  });

  test('get one mail a day, however many changes there are', async () => {
    await fail();
    minutes = 2 * HOUR;
    await fail('agency');
    for (; minutes < 47 * HOUR; minutes += HOUR) await watch();
    expect(told()).toEqual([['The paper failing']]);
    minutes = 48 * HOUR;
    await watch();
    expect(told()).toEqual([['The paper failing'], ['The agency failing']]);
  });

  test('each get a mail of their own', async () => {
    operators = ['a@example.org', 'b@example.org'];
    await fail();
    await fail('agency');
    minutes = 25 * HOUR;
    await watch();
    expect(sent.map(({ email }) => email)).toEqual(operators);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(2);
    expect(told()[1]).toEqual(['The agency failing', 'The paper failing']);
    expect(sent[0]?.content).toMatchObject({ sources: 2, unwell: 2 });
  });

  test('that nobody has named hear nothing, and the trouble that lasts once they are', async () => {
    operators = [];
    await fail();
    minutes = 25 * HOUR;
    await watch();
    expect(sent).toEqual([]);
    operators = ['desk@example.org'];
    await watch();
    expect(told()).toEqual([['The paper failing']]);
  });

  test('are told once by handlers that run at the same time, again and again', async () => {
    await fail();
    minutes = 25 * HOUR;
    const queues: string[][] = [[], [], []];
    await Promise.all(queues.map((queued) => watchSourcesWorker.run({}, app(queued))));
    const jobs = queues.flat().map((payload) => JSON.parse(payload) as unknown);
    await Promise.all(jobs.map((job) => notifyOperatorsWorker.run(job, app())));
    for (const job of jobs) await notifyOperatorsWorker.run(job, app());
    expect(told()).toEqual([['The paper failing']]);
    const { rows } = await records.pool.query('select source_id, state from source_notices');
    expect(rows).toEqual([{ source_id: 'paper', state: 'failing' }]);
  });
});

describe('a mail to operators', () => {
  const states = async () =>
    (await records.pool.query('select state, attempts from operator_mails')).rows as unknown[];

  beforeEach(async () => {
    await fail();
    minutes = 25 * HOUR;
  });

  test('that nobody took is sent later, under the same Message-ID', async () => {
    faults = ['retry', 'retry'];
    for (let times = 0; times < 60; times += 1, minutes += 5) await watch();
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1);
    expect(await states()).toEqual([{ state: 'sent', attempts: 3 }]);
  });

  test('that was refused for good is not sent again', async () => {
    faults = ['failed'];
    for (let times = 0; times < 60; times += 1, minutes += 5) await watch();
    expect(sent).toHaveLength(1);
    expect(await states()).toEqual([{ state: 'failed', attempts: 1 }]);
  });

  test('that may have left is not sent again', async () => {
    faults = ['unknown'];
    for (let times = 0; times < 60; times += 1, minutes += 5) await watch();
    expect(sent).toHaveLength(1);
    expect(await states()).toEqual([{ state: 'unknown', attempts: 1 }]);
  });

  test.each([
    ['is not sent again, since it may have left', false, 0, 'unknown'],
    ['is written again into the outbox, where it leaves one copy', true, 1, 'sent'],
  ])('whose sender was killed %s', async (_name, isOutbox, times, state) => {
    idempotent = isOutbox;
    await watchSourcesWorker.run({}, app());
    const [mailId = ''] = await records.store.operatorMails.due(minutesLater(minutes), 9);
    await records.store.operatorMails.claim(
      mailId,
      minutesLater(minutes),
      minutesLater(minutes + 5),
    );
    for (let tries = 0; tries < 12; tries += 1, minutes += 5) await watch();
    expect(sent).toHaveLength(times);
    expect(await states()).toMatchObject([{ state }]);
  });
});
