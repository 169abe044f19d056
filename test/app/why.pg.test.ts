import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { why, type Answer } from '../../src/app/why.ts';
import type { NewItem } from '../../src/core/item.ts';
import type { Schedule } from '../../src/core/subscriber.ts';
import type { Verdict } from '../../src/core/verdict.ts';
import { insertItems } from '../../src/store/items.ts';
import { aSource } from '../sources/a-source.ts';
import {
  aVerdict,
  anItem,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../support/records.ts';
import { openStory, tellStory } from '../support/stories.ts';

const NONE: Partial<Verdict> = { label: 'none', direction: null, polarity: null, score: 0.2 };
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());
beforeEach(() =>
  records.pool.query('truncate items, stories, subscribers, source_states, fetches cascade'),
);

function ask(what: string): Promise<Answer> {
  return why(records.store, what, {
    now: minutesLater(120),
    since: minutesLater(-60),
    compared: () => undefined,
    sources: () =>
      Promise.resolve([
        aSource({ id: 'paper', url: 'https://feeds.paper.example/rss' }),
        aSource({ id: 'wire', url: 'https://wire.example/rss' }),
      ]),
  });
}

async function store(item: NewItem, verdict: Partial<Verdict> | null = null): Promise<string> {
  const [itemId = ''] = await insertItems(records.pool, [item]);
  if (verdict !== null) {
    await records.store.items.recordVerdicts([{ itemId, verdict: aVerdict(verdict) }], 'r1', NOON);
  }
  return itemId;
}

function subscribe(email: string, schedule: Schedule, next: Date | null, since = NOON) {
  const nextDigestAt = next;
  const token = { unsubscribeToken: email };
  return records.store.subscribers.save({
    email,
    schedule,
    zone: 'UTC',
    since,
    nextDigestAt,
    ...token,
  });
}

describe('an article that was read', () => {
  test.each([
    'https://paper.example/a',
    'http://www.paper.example/a/',
    'https://paper.example/a?utm_source=feed#top',
    'Headline number a of an ordinary day in sport',
    'headline NUMBER a, of an ordinary day: in sport',
    'number a of an ordinary day',
  ])('is found by %s', async (what) => {
    const id = await store(anItem('a'));
    expect(await ask(what)).toMatchObject({ found: true, id, source: 'paper', near: [] });
    expect(await ask(id)).toMatchObject({ found: true, id });
  });

  test('and shares its headline with others names them', async () => {
    const ids = [await store(anItem('a')), await store(anItem('b'))];
    const answer = await ask('headline number a of an ordinary day in sport');
    expect(answer).toMatchObject({ found: true, id: ids[0], near: [{ id: ids[1] }] });
  });

  test('is told with its judgement and its story', async () => {
    const [lead, copy] = [await store(anItem('a'), {}), await store(anItem('b'), {})];
    const storyId = await openStory(records.pool, [lead, copy]);
    expect(await ask(copy)).toMatchObject({
      judged: {
        at: NOON,
        revision: 'r1',
        label: 'sanction',
        because: expect.stringContaining('flagged as sanction (imposed) with 0.90'),
      },
      story: { id: storyId, reports: 2, leadItemId: lead },
    });
  });
});

describe('an article was not told', () => {
  test.each<readonly [string, Partial<NewItem>, Partial<Verdict> | null, string]>([
    ['while it waits to be judged', {}, null, 'it waits to be judged'],
    ['when it is not flagged', {}, NONE, 'only what is flagged is told'],
    ['when it was old at first sight', { isNews: false }, {}, 'it was old already'],
    ['while it waits for a story', {}, {}, 'it waits to be placed'],
  ])('%s', async (_, parts, verdict, reason) => {
    const id = await store(anItem('a', parts), verdict);
    expect(await ask(id)).toMatchObject({ told: [], untold: [expect.stringContaining(reason)] });
  });

  test('while its article is being read', async () => {
    const id = await store(anItem('a'));
    await records.store.items.open([id]);
    expect(await ask(id)).toMatchObject({ untold: [expect.stringContaining('is being read')] });
  });

  test('when nobody is subscribed', async () => {
    const id = await store(anItem('a'), {});
    await openStory(records.pool, [id]);
    expect(await ask(id)).toMatchObject({ untold: ['nobody is subscribed'] });
  });

  test('to those whose digest is not due, who came later, or who are being alerted', async () => {
    const id = await store(anItem('a'), {});
    const storyId = await openStory(records.pool, [id]);
    const daily: Schedule = { kind: 'daily', time: '08:00' };
    const told = await subscribe('told@example.org', daily, minutesLater(300));
    await subscribe('one@example.org', daily, minutesLater(300));
    await subscribe('two@example.org', daily, minutesLater(300));
    await subscribe('due@example.org', daily, minutesLater(119));
    await subscribe('late@example.org', daily, minutesLater(300), minutesLater(10));
    await subscribe('alert@example.org', { kind: 'instant' }, null);
    await tellStory(records.pool, { storyId, subscriberId: told.id, at: minutesLater(60) });
    const answer = await ask(id);
    expect(answer).toMatchObject({ told: [{ subscriberId: told.id, delivery: 'queued' }] });
    const { untold } = answer.found ? answer : { untold: [] };
    expect(untold.toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '1 subscriber: signed up after it became news (2026-03-04 12:00 UTC)',
      '1 subscriber: the alert is being made',
      '1 subscriber: the digest of 2026-03-04 13:59 UTC is being composed',
      '2 subscribers: the next digest is due 2026-03-04 17:00 UTC',
      expect.stringMatching(/^the mail of digest \d+ is queued$/),
    ]);
    expect(JSON.stringify(answer)).not.toContain('@');
  });
});

describe('an article that was never read', () => {
  test('is told with the sources of its site, and those that brought others from there', async () => {
    await store(anItem('x', { sourceId: 'wire' }));
    await records.store.sources.ensure(
      [{ id: 'paper', url: 'https://feeds.paper.example/rss' }],
      NOON,
    );
    const fetches = [
      ['2026-03-04T09:00:00Z', 'failed', 'the server answered 503'],
      ['2026-03-04T10:00:00Z', 'read', null],
      ['2026-03-07T10:00:00Z', 'failed', 'too late to matter'],
    ];
    for (const [at, outcome, problem] of fetches) {
      await records.pool.query(
        `insert into fetches (source_id, at, outcome, ms, problem) values ('paper', $1, $2, 5, $3)`,
        [at, outcome, problem],
      );
    }
    expect(await ask('https://www.paper.example/2026/03/04/unseen.html')).toEqual({
      found: false,
      host: 'paper.example',
      sources: [
        {
          source: 'paper',
          how: 'own',
          state: 'waiting',
          problem: null,
          lastOkAt: null,
          nextPollAt: NOON,
          polls: { of: '2026-03-04', n: 2, failed: 1 },
          failure: { at: new Date('2026-03-04T09:00:00Z'), problem: 'the server answered 503' },
        },
        expect.objectContaining({ source: 'wire', how: 'brought', state: 'unknown' }),
      ],
    });
    expect(await ask('https://paper.example/no-day')).toMatchObject({
      sources: [{ polls: { of: null, n: 3, failed: 2 } }, {}],
    });
  });

  test('is told with no source where none is near', async () => {
    expect(await ask('https://elsewhere.example/a')).toEqual({
      found: false,
      host: 'elsewhere.example',
      sources: [],
    });
  });

  test('is told with the headlines that are nearest', async () => {
    const id = await store(anItem('a'));
    expect(await ask('Headline number z of a normal day in sport')).toMatchObject({
      found: false,
      near: [{ id, likeness: expect.any(Number) }],
    });
    expect(await ask('Nothing like it')).toEqual({ found: false, near: [] });
    expect(await ask('999999')).toEqual({ found: false, near: [] });
  });
});
