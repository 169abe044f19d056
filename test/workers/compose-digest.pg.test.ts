import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Preferences, Schedule } from '../../src/core/subscriber.ts';
import { DEFAULT_PREFERENCES } from '../../src/core/subscribers/preferences.ts';
import type { Digest } from '../../src/core/digest/digest.ts';
import { DeliveryError } from '../../src/core/digest/delivery-error.ts';
import type { BounceKind } from '../../src/core/subscribers/bounces.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import type { NoticeToSend } from '../../src/mail/notice/notice-mailer.ts';
import type { App } from '../../src/ports.ts';
import { insertItems } from '../../src/store/items.ts';
import { composeDigestWorker } from '../../src/workers/compose-digest.ts';
import { deliverDigestWorker } from '../../src/workers/deliver-digest.ts';
import { notifyOperatorsWorker } from '../../src/workers/notify-operators.ts';
import { sweepDeliveriesWorker } from '../../src/workers/sweep-deliveries.ts';
import { sweepDigestsWorker } from '../../src/workers/sweep-digests.ts';
import { watchMailWorker } from '../../src/workers/watch-mail.ts';
import type { Worker } from '../../src/workers/worker.ts';
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

const HOUR = 60;
const DAY = 24 * HOUR;
const EMAIL = 'reader@example.org';

let records: TestRecords;
let minutes: number;
let sent: Digest[];
let notices: NoticeToSend[];
/** What the mail server answers now; null: it takes the mail. */
let refusal: DeliveryError | null;
let stories = 0;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query(
    'truncate items, stories, subscribers, suppressions, bounces, mail_holds, operator_mails cascade',
  );
  [minutes, sent, notices, refusal] = [0, [], [], null];
});

const SERVICE = {
  operators: ['desk@example.org'],
  digests: {
    patience: 900_000,
    alerts: { quiet: 60_000, longest: 300_000, perHour: 2 },
    holdFactor: 5,
  },
};

const JOBS: Readonly<Record<string, Worker>> = {
  'compose-digest': composeDigestWorker,
  'deliver-digest': deliverDigestWorker,
  'notify-operators': notifyOperatorsWorker,
};

function app(): App {
  return fakeApp({
    store: records.store,
    now: () => minutesLater(minutes),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: {
      sources: [],
      seeds: [],
      revision: 'r1',
      service: SERVICE,
    } as unknown as App['config'],
    mail: {
      idempotent: false,
      messageId: (key) => `<${key}>`,
      send: ({ digest }) => {
        if (refusal !== null) return Promise.reject(refusal);
        sent.push(digest);
        return Promise.resolve();
      },
    },
    noticeMail: {
      send: (notice) => {
        notices.push(notice);
        return Promise.resolve();
      },
    },
    enqueue: async (job, payloads) => {
      for (const payload of payloads) await JOBS[job.name]?.run(payload, app());
    },
  });
}

/** Lets the time go by, with a sweep at every step. */
async function until(end: number, step = end - minutes > HOUR ? HOUR : 0.5): Promise<void> {
  for (; minutes < end; minutes += step) {
    await sweepDigestsWorker.run({}, app());
    await sweepDeliveriesWorker.run({}, app());
  }
}

async function subscribe(
  change: Partial<Preferences> = {},
  schedule?: Schedule,
  email = EMAIL,
): Promise<void> {
  await records.store.subscribers.save({
    email,
    schedule: schedule ?? { kind: 'daily', time: '13:00' },
    zone: 'UTC',
    preferences: { ...DEFAULT_PREFERENCES, ...change },
    since: NOON,
    nextDigestAt: schedule === undefined ? minutesLater(HOUR) : null,
    unsubscribeToken: email === EMAIL ? 'token' : `token-${email}`,
  });
}

/** News of this minute; returns its headline. */
async function news(
  change: Partial<Verdict> = {},
  parts: Parameters<typeof anItem>[1] = {},
): Promise<string> {
  stories += 1;
  const title = `Report ${stories} on ${'abcdefghij'[stories % 10]}${stories} and ${stories * 7}`;
  const now = minutesLater(minutes);
  const item = anItem(`story-${stories}`, { title, publishedAt: now, fetchedAt: now, ...parts });
  const ids = await insertItems(records.pool, [item]);
  const verdicts = ids.map((itemId) => ({ itemId, verdict: aVerdict(change) }));
  const flagged = await records.store.items.recordVerdicts(verdicts, 'r1', now);
  const options = { rules: COPIES_ONLY, now, primarySources: [] };
  await records.store.items.place(flagged, options, () => aSignature());
  return parts.title ?? title;
}

/** The headlines of each mail. */
function told(): string[][] {
  return sent.map((digest) => digest.stories.map(({ title }) => title).toSorted());
}

describe('a subscriber', () => {
  test('is told what they want, and why not the rest is on record', async () => {
    await subscribe({ sports: ['judo'] });
    const judo = await news({ sport: 'judo' });
    await news({ sport: 'skiing' });
    await until(DAY);
    expect(told()).toEqual([[judo]]);
    const { rows } = await records.pool.query('select reason from passed_stories');
    expect(rows).toEqual([{ reason: 'sport: skiing; wanted: judo' }]);
  });

  test('who wants more from now on is not flooded with what they did not want before', async () => {
    await subscribe({ sports: ['judo'] });
    await news({ sport: 'skiing' });
    await until(DAY);
    await records.pool.query(`update subscribers set preferences = '{}'`);
    const later = await news({ sport: 'skiing' });
    await until(3 * DAY);
    expect(told()).toEqual([[later]]);
  });

  test('gets the mail in their language and length', async () => {
    await subscribe({ language: 'de', length: 7 });
    await news();
    await until(DAY);
    expect(sent).toMatchObject([{ language: 'de', shown: 7 }]);
  });

  test('is told that nothing happened, if they like, once a day', async () => {
    await subscribe({ emptyDigests: true });
    await until(3 * DAY);
    expect(told()).toEqual([[], [], []]);
  });

  test('is not told so by default', async () => {
    await subscribe();
    await until(3 * DAY);
    expect(sent).toEqual([]);
  });

  test('whose digest is a few hours late gets it as soon as somebody works again', async () => {
    await subscribe();
    const title = await news();
    minutes = 11 * HOUR;
    await until(12 * HOUR);
    expect(told()).toEqual([[title]]);
  });

  test('whose digest is so late that the next one is nearer hears of it all in that one', async () => {
    await subscribe();
    const titles = [await news()];
    minutes = 14 * HOUR;
    await until(20 * HOUR);
    expect(sent).toEqual([]);
    titles.push(await news());
    await until(2 * DAY);
    expect(told()).toEqual([titles.toSorted()]);
    expect(sent[0]?.from).toBe(NOON.toISOString());
  });

  test('who paused hears of it all afterwards, in one mail', async () => {
    await subscribe();
    await records.store.subscribers.pause(EMAIL, minutesLater(2 * DAY));
    const titles = [await news()];
    await until(DAY + HOUR);
    titles.push(await news());
    await until(3 * DAY);
    expect(told()).toEqual([titles.toSorted()]);
  });

  test('who pauses between digest and delivery gets it afterwards', async () => {
    await subscribe();
    const title = await news();
    await records.store.holds.open();
    await records.pool.query(
      `insert into mail_holds (kind, reason, at, told_at) values ('policy', 'as told', $1, $1)`,
      [NOON],
    );
    await until(2 * HOUR);
    await records.store.subscribers.pause(EMAIL, minutesLater(5 * HOUR));
    await records.store.holds.release(minutesLater(minutes));
    await until(5 * HOUR);
    expect(sent).toEqual([]);
    await until(6 * HOUR);
    expect(told()).toEqual([[title]]);
  });
});

describe('alerts', () => {
  beforeEach(() => subscribe({}, { kind: 'instant' }));

  test('gather what comes within a quiet minute', async () => {
    const titles = [await news()];
    await until(0.5);
    titles.push(await news());
    await until(3);
    expect(told()).toEqual([titles.toSorted()]);
  });

  test('leave after five minutes although news keeps coming', async () => {
    for (let at = 0; at < 8; at += 0.5) {
      await news();
      await until(at + 0.5);
    }
    expect(sent.length).toBeGreaterThan(0);
  });

  test('are limited per hour, and what is left over is in the next one', async () => {
    const titles: string[] = [];
    for (let at = 0; at < 40; at += 5) {
      titles.push(await news());
      await until(at + 5, 1);
    }
    expect(sent).toHaveLength(2);
    await until(2 * HOUR, 5);
    expect(told().flat().toSorted()).toEqual(titles.toSorted());
    expect(sent.length).toBeLessThanOrEqual(4);
  });

  test('tell a story that was left out once it gains a report that is wanted', async () => {
    await subscribe({ languages: ['de'] }, { kind: 'instant' });
    const title = await news();
    await until(5 * HOUR);
    expect(sent).toEqual([]);
    await news({}, { title, language: 'de', url: 'https://de.example/1' });
    await until(5 * HOUR + 5);
    expect(told()).toEqual([[title]]);
  });

  test('tell after a pause, and after quiet days, what came long before', async () => {
    await until(2 * DAY);
    await records.store.subscribers.pause(EMAIL, minutesLater(4 * DAY));
    const titles = [await news()];
    await until(3 * DAY);
    titles.push(await news());
    await until(5 * DAY);
    expect(told().flat().toSorted()).toEqual(titles.toSorted());
    const later = await news();
    await until(5 * DAY + 5);
    expect(told().at(-1)).toEqual([later]);
  });

  test('about nothing that is wanted leave no trace but why', async () => {
    await subscribe({ sports: ['judo'] }, { kind: 'instant' });
    await news({ sport: 'skiing' });
    await until(HOUR);
    expect(sent).toEqual([]);
    const { rows } = await records.pool.query(
      'select (select count(*)::int from digests) as digests, (select count(*)::int from passed_stories) as passed',
    );
    expect(rows).toEqual([{ digests: 0, passed: 1 }]);
  });
});

describe('a story that was told', () => {
  beforeEach(() => subscribe({}, { kind: 'instant' }));

  /** A report of the same story that says something else has happened. */
  async function goesOn(direction: Verdict['direction']): Promise<string> {
    const url = `https://more.example/${minutes}`;
    const same = { title: told()[0]?.[0] ?? '', outlet: 'Another Paper', url, canonicalUrl: url };
    return news({ direction, polarity: 'open' }, same);
  }

  test('is told again when a plan is decided, and only then', async () => {
    await news({ direction: 'proposed', polarity: 'open' });
    await until(5);
    await goesOn('proposed');
    await until(10);
    expect(sent).toHaveLength(1);
    await goesOn('rejected');
    await until(15);
    expect(
      sent.map(({ stories: all }) => all.map(({ change, direction }) => [change, direction])),
    ).toEqual([[['new', 'proposed']], [['update', 'rejected']]]);
    expect(sent[1]?.stories[0]?.told).toEqual({ at: sent[0]?.to, direction: 'proposed' });
  });

  test('is not looked at again while nothing comes', async () => {
    await news();
    await until(5);
    await goesOn('imposed');
    await until(10);
    const waiting = await records.store.subscribers.alerted(minutesLater(minutes), 10);
    expect(waiting).toEqual([]);
  });

  test('is told again when its article is withdrawn, once', async () => {
    const title = await news();
    await until(5);
    await records.pool.query(
      `insert into corrections (item_id, kind, before, after, seen_at)
       select id, 'withdrawn', title, 'the page answers 410', $2 from items where title = $1`,
      [title, minutesLater(minutes)],
    );
    await until(HOUR, 5);
    expect(
      sent.map(({ stories: all }) =>
        all.map(({ news: changes = [] }) => changes.map(({ kind }) => kind)),
      ),
    ).toEqual([[[]], [['withdrawn']]]);
  });

  test('is told again to whoever was told of what has merged with it only for what they were not told', async () => {
    await news({ direction: 'imposed' });
    await news({ direction: 'imposed' });
    await until(5);
    const { rows } = await records.pool.query<{ id: string }>(
      'select id::text from stories order by id',
    );
    await records.store.stories.merge(
      rows.map(({ id }) => id),
      { rules: COPIES_ONLY, now: minutesLater(minutes), primarySources: [], by: 'desk' },
    );
    await until(HOUR, 5);
    expect(sent).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const refused = (bounce: BounceKind, status: string): DeliveryError =>
    new DeliveryError(`550 ${status} as told`, 'failed', '550', { bounce, status });

  test('of a mailbox that is not there suppresses it at once', async () => {
    refusal = refused('hard', '5.1.1');
    await subscribe();
    await news();
    await until(2 * HOUR);
    expect(await records.store.suppressions.find(EMAIL)).toMatchObject({ reason: 'hard bounce' });
    refusal = null;
    await news();
    await until(2 * DAY);
    expect(sent).toEqual([]);
  });

  test('for a full mailbox counts, and the next digest is tried again', async () => {
    refusal = refused('soft', '5.2.2');
    await subscribe();
    await news();
    await until(2 * HOUR);
    refusal = null;
    const title = await news();
    await until(2 * DAY);
    expect(told()).toEqual([[title]]);
    const { rows } = await records.pool.query('select kind, status from bounces');
    expect(rows).toEqual([{ kind: 'soft', status: '5.2.2' }]);
  });

  test('for policy by many stops sending, and what was refused goes out in the end', async () => {
    refusal = refused('policy', '5.7.26');
    const readers = Array.from({ length: 8 }, (_, at) => `reader${at}@example.org`);
    for (const email of readers) await subscribe({}, undefined, email);
    await news();
    await until(2 * HOUR);
    expect(await records.store.holds.open()).toMatchObject([{ kind: 'policy' }]);
    expect(await records.store.suppressions.list()).toEqual([]);
    // One more may be on its way when the fifth is refused.
    const { failed = 0, queued = 0 } = await records.store.deliveries.count();
    expect([failed + queued, failed === 5 || failed === 6]).toEqual([8, true]);
    // Released while nothing is mended: it stops again.
    await records.store.holds.release(minutesLater(minutes));
    minutes += 1;
    await until(3 * HOUR);
    expect(await records.store.holds.open()).toHaveLength(1);
    refusal = null;
    await records.store.holds.release(minutesLater(minutes));
    await until(4 * HOUR);
    expect(await records.store.deliveries.count()).toEqual({ sent: 8 });
  });
});

describe('mail that is held', () => {
  test('because it is too large is told to operators once, and sent when it is released', async () => {
    await subscribe();
    for (let day = 0; day < 6; day += 1) {
      await news();
      await until((day + 1) * DAY);
    }
    for (let time = 0; time < 31; time += 1) await news();
    await until(7 * DAY);
    expect(sent).toHaveLength(6);
    await watchMailWorker.run({}, app());
    await watchMailWorker.run({}, app());
    expect(notices).toHaveLength(1);
    expect(notices[0]?.content).toMatchObject({
      held: [{ reason: '31 stories, where 1 are usual' }],
    });
    expect(await records.store.holds.deliveries()).toMatchObject([{ email: EMAIL }]);
    await records.store.holds.release(minutesLater(minutes));
    await until(7 * DAY + 2);
    expect(sent).toHaveLength(7);
    expect(sent[6]?.stories).toHaveLength(31);
  });

  test('for a spike of refusals waits, and nothing of it is lost', async () => {
    await subscribe();
    const title = await news();
    for (let at = 0; at < 6; at += 1) {
      await records.store.bounces.record({
        email: `p${at}@example.org`,
        kind: 'policy',
        status: '5.7.1',
        detail: null,
        deliveryId: null,
        reportKey: `p${at}`,
        at: NOON,
      });
    }
    await until(2 * HOUR);
    expect(sent).toEqual([]);
    await watchMailWorker.run({}, app());
    expect(notices[0]?.content).toHaveProperty('held.0.reason');
    await records.store.holds.release(minutesLater(minutes));
    await until(3 * HOUR);
    expect(told()).toEqual([[title]]);
  });
});

test('somebody who is suppressed after their digest was composed does not get it', async () => {
  await subscribe();
  await news();
  await records.pool.query(
    `insert into mail_holds (kind, reason, at) values ('policy', 'as told', $1)`,
    [NOON],
  );
  await until(2 * HOUR);
  await records.store.suppressions.addByToken('token', 'unsubscribed from everything', NOON);
  await records.store.holds.release(minutesLater(minutes));
  await until(3 * HOUR);
  expect(sent).toEqual([]);
  expect(await records.store.deliveries.count()).toEqual({ cancelled: 1 });
});
