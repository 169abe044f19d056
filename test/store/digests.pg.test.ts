import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/core/digest/digest.ts';
import type { DigestFacts } from '../../src/store/digest-facts.ts';
import type { DigestDecision } from '../../src/store/digest-writing.ts';
import { insertItems } from '../../src/store/items.ts';
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

const HOUR = 3_600_000;
let records: TestRecords;
let subscriberId: string;
let next = 0;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
});
afterAll(() => records.close());

beforeEach(async () => {
  await records.pool.query('truncate items, stories, subscribers cascade');
  next += 1;
  ({ id: subscriberId } = await subscribe(`reader${next}@example.org`, minutesLater(60)));
});

describe('stories', () => {
  test('copies become one story, led by the earliest', async () => {
    const title = 'Curling federation suspends Russia until next summer';
    await flag([
      anItem('late', { title, publishedAt: minutesLater(9) }),
      anItem('early', { title, publishedAt: minutesLater(3) }),
    ]);
    const stories = await records.store.stories.latest({ before: null, limit: 10 });
    expect(stories.map(({ lead, reports }) => [lead.key, reports.length])).toEqual([['early', 2]]);
  });

  test('two processes that place the same items at once make one story of them', async () => {
    const title = 'Rowing body clears Belarus crews as neutrals from May';
    const ids = await judge([anItem('x', { title }), anItem('y', { title })]);
    const opened = await Promise.all([place(ids), place(ids.toReversed()), place(ids.slice(1))]);
    expect(opened.flat()).toHaveLength(1);
    expect(await records.store.stories.latest({ before: null, limit: 10 })).toHaveLength(1);
  });

  test('a subscriber who was told one of two merged stories is not told the story that they are', async () => {
    const title = 'Chess federation extends the suspension of Russia';
    await flag([anItem('one', { title, publishedAt: NOON })]);
    await flag([anItem('two', { title, publishedAt: minutesLater(60 * 100) })]);
    await compose(minutesLater(60));
    await flag([anItem('link', { title, publishedAt: minutesLater(60 * 50) })]);
    const stories = await records.store.stories.latest({ before: null, limit: 10 });
    expect(stories.map(({ reports }) => reports.length)).toEqual([3]);
    expect(await tell(minutesLater(120))).toEqual([]);
  });

  test('a merged story is found as the one it became, and a bad cursor or id finds nothing', async () => {
    const title = 'Judo federation lifts the ban on Russia for good';
    await flag([anItem('one', { title, publishedAt: NOON })]);
    await flag([anItem('two', { title, publishedAt: minutesLater(60 * 100) })]);
    const [two, one] = await records.store.stories.latest({ before: null, limit: 10 });
    await flag([anItem('link', { title, publishedAt: minutesLater(60 * 50) })]);
    expect((await records.store.stories.find(two?.id ?? ''))?.id).toBe(one?.id);
    expect(await records.store.stories.find('999999')).toBeUndefined();
  });

  test('pages follow one another without a gap or a repeat', async () => {
    await Promise.all(
      Array.from({ length: 7 }, (_, at) =>
        flag([anItem(`page-${at}`, { title: `Sport ${at} ${'abcdefg'[at]}` })]),
      ),
    );
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await records.store.stories.latest({ before, limit: 3 });
      seen.push(...page.map(({ id }) => id));
      before = page.at(-1)?.id ?? null;
    } while (before !== null);
    expect(new Set(seen).size).toBe(7);
    expect(seen).toHaveLength(7);
  });
});

describe('digests', () => {
  test('a story is told once, and the next window tells only what came since', async () => {
    await flag([anItem('first')]);
    expect(await tell(minutesLater(60))).toEqual(['first']);
    await flag([anItem('second', { title: 'Another thing altogether' })]);
    expect(await tell(minutesLater(120))).toEqual(['second']);
    expect(await tell(minutesLater(180))).toEqual([]);
  });

  test('composed by many processes at once, a window has one digest and one delivery', async () => {
    await flag([anItem('only')]);
    const ids = await Promise.all(Array.from({ length: 6 }, () => compose(minutesLater(60))));
    expect(ids.filter((id) => id !== undefined)).toHaveLength(1);
    const { rows } = await records.pool.query('select count(*)::int as n from deliveries');
    expect(rows).toEqual([{ n: 1 }]);
  });

  test('a window with nothing to tell is recorded, moves on and sends nothing', async () => {
    expect(await compose(minutesLater(60))).toBeUndefined();
    const { rows } = await records.pool.query('select content from digests');
    expect(rows).toEqual([{ content: null }]);
    expect(await compose(minutesLater(60))).toBeUndefined();
  });

  test('what became news before the sign-up, or at the very end of the window, is not told', async () => {
    await flag([anItem('before')], minutesLater(-1));
    await flag([anItem('at the end', { title: 'Quite another headline here' })], minutesLater(60));
    await flag([anItem('inside', { title: 'The headline that is told' })], minutesLater(59));
    expect(await tell(minutesLater(60))).toEqual(['inside']);
    expect(await tell(minutesLater(120))).toEqual(['at the end']);
  });

  test('somebody who has left gets nothing', async () => {
    await flag([anItem('unread')]);
    await records.store.subscribers.leaveByEmail(`READER${next}@example.org `, NOON);
    expect(await compose(minutesLater(60))).toBeUndefined();
  });
});

describe('deliveries', () => {
  const later = minutesLater(90);

  test('many processes that claim a delivery get it once', async () => {
    const id = await queued();
    const claims = await Promise.all(
      Array.from({ length: 6 }, () => records.store.deliveries.claim(id, minutesLater(61), later)),
    );
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
  });

  test('a delivery to somebody who left after it was composed is cancelled', async () => {
    const id = await queued();
    await records.store.subscribers.leaveByEmail(`reader${next}@example.org`, NOON);
    expect(await records.store.deliveries.claim(id, minutesLater(61), later)).toBeUndefined();
    expect(await records.store.deliveries.count()).toEqual({ cancelled: 1 });
  });

  test('a delivery to a suppressed address is cancelled', async () => {
    const id = await queued();
    await records.pool.query('insert into suppressions values ($1, $2, $3)', [
      `reader${next}@example.org`,
      'hard bounce',
      NOON,
    ]);
    expect(await records.store.deliveries.claim(id, minutesLater(61), later)).toBeUndefined();
    expect(await records.store.deliveries.count()).toEqual({ cancelled: 1 });
  });

  test('a claim that ran out is found, and a late outcome no longer counts once it was decided', async () => {
    const id = await queued();
    await records.store.deliveries.claim(id, minutesLater(61), minutesLater(62));
    expect(await records.store.deliveries.lost(minutesLater(61), 10)).toEqual([]);
    expect(await records.store.deliveries.lost(minutesLater(62), 10)).toEqual([
      { id, attempts: 1, resends: 0 },
    ]);
    await records.store.deliveries.record(id, { state: 'unknown', code: null, problem: 'lost' });
    await records.store.deliveries.record(id, { state: 'sent', at: minutesLater(63) });
    expect(await records.store.deliveries.count()).toEqual({ unknown: 1 });
  });

  async function queued(): Promise<string> {
    await flag([anItem('told')]);
    return (await compose(minutesLater(60))) ?? '';
  }
});

async function subscribe(email: string, nextDigestAt: Date): Promise<{ id: string }> {
  return records.store.subscribers.save({
    email,
    schedule: { kind: 'daily', time: '13:00' },
    zone: 'UTC',
    since: NOON,
    nextDigestAt,
    unsubscribeToken: `token-${email}`,
  });
}

async function judge(items: ReturnType<typeof anItem>[]): Promise<string[]> {
  const ids = await insertItems(records.pool, items);
  const verdicts = ids.map((itemId) => ({ itemId, verdict: aVerdict() }));
  return records.store.items.recordVerdicts(verdicts, 'r1', NOON);
}

async function flag(items: ReturnType<typeof anItem>[], now = minutesLater(1)): Promise<void> {
  await place(await judge(items), now);
}

async function place(ids: string[], now = minutesLater(1)): Promise<string[]> {
  return records.store.items.place(ids, { rules: COPIES_ONLY, now, primarySources: [] }, () =>
    aSignature(),
  );
}

/** Composes the digest that was due then; the next one is due an hour later. */
async function compose(
  due: Date,
  seen: (facts: DigestFacts) => void = () => undefined,
): Promise<string | undefined> {
  const request = { subscriberIds: [subscriberId], due, now: due, sourceIds: [] };
  const { deliveryIds } = await records.store.digests.compose(request, (facts) => {
    seen(facts);
    return decide(facts);
  });
  return deliveryIds[0];
}

/** The keys of what the digest that was due then tells, in order. */
async function tell(due: Date): Promise<string[]> {
  const told: string[] = [];
  await compose(due, ({ stories }) => told.push(...stories.map(({ lead }) => lead.key)));
  return told;
}

function decide({ subscriber, stories, from, to }: DigestFacts): DigestDecision {
  const digest: Digest = {
    kind: 'daily',
    zone: 'UTC',
    from: from.toISOString(),
    to: to.toISOString(),
    stories: stories.map(({ id, lead }) => ({
      storyId: id,
      change: 'new',
      label: 'sanction',
      direction: 'imposed',
      polarity: 'tighter',
      targets: ['RUS'],
      countries: [],
      authority: null,
      sport: null,
      title: lead.title,
      language: lead.language,
      url: lead.url,
      outlet: lead.outlet,
      publishedAt: lead.publishedAt.toISOString(),
      quote: { text: lead.title, marks: [] },
      outlets: [lead.outlet],
      score: 0.9,
      nearestSeed: null,
    })),
    coverage: { sources: 1, failing: [], items: 1 },
    revision: 'r1',
  };
  return {
    digest: stories.length === 0 ? null : digest,
    messageId: `<${subscriber.id}.${to.getTime()}@example.org>`,
    nextDigestAt: new Date(to.getTime() + HOUR),
  };
}
