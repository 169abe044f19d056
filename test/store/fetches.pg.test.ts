import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/core/item.ts';
import { aFailure, aPoll } from '../core/poll/memories.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';
import { insertItems } from '../../src/store/items.ts';
import { anEntry, itemsOf, recordPoll, type RecordedPoll } from './polls.ts';

const URL = 'https://paper.example/rss';
let records: TestRecords;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate source_states, items, item_aliases cascade');
  await records.store.sources.ensure([{ id: 'paper', url: URL }], NOON);
});

function poll(minutes: number, list: readonly Entry[], parts: Partial<RecordedPoll> = {}) {
  return recordPoll(records.store, { at: minutesLater(minutes), entries: list, ...parts });
}

async function stored(): Promise<Record<string, unknown>[]> {
  const { rows } = await records.pool.query(
    'select source_id, key, canonical_url, title, is_news from items order by title, canonical_url',
  );
  return rows;
}

function entries(from: number, to: number, partsOf: (n: number) => Partial<Entry> = () => ({})) {
  return Array.from({ length: to - from + 1 }, (_, at) => anEntry(from + at, partsOf(from + at)));
}

describe('a poll', () => {
  test('stores its items, its validators and the next poll together, or nothing at all', async () => {
    const ids = await poll(0, entries(1, 1));
    expect(ids).toHaveLength(1);
    const failing = records.store.sources.recordFetch(
      { ...RECORD, after: NOON, at: minutesLater(1) },
      ({ memory }) => ({
        // More failures than can be counted cannot be saved.
        memory: { ...memory, failures: { ...memory.failures, count: 2 ** 40 } },
        items: [],
        aliases: ['x'],
        sights: null,
        unseen: null,
        days: [],
      }),
    );
    await expect(failing).rejects.toThrow('integer');
    expect(await records.store.sources.find('paper')).toMatchObject({
      state: 'ok',
      validators: { etag: '"1"' },
      nextPollAt: expect.any(Date),
    });
    const { rows } = await records.pool.query('select 1 from item_aliases');
    expect(rows).toEqual([]);
    expect(await records.store.items.inWork('fetched', 10)).toEqual(ids);
  });

  test('is remembered with as many others as were asked for', async () => {
    for (let minute = 0; minute < 6; minute += 1) await poll(minute, entries(1, 2));
    const fetches = await records.store.sources.fetches('paper', 30);
    expect(fetches).toHaveLength(3);
    expect(fetches[0]).toMatchObject({ at: minutesLater(5), outcome: 'read', fresh: 0, unseen: 0 });
  });

  test('that another overtook adds its items and nothing else', async () => {
    await poll(0, entries(1, 2));
    const after = (await records.store.sources.find('paper'))?.lastFetchedAt ?? null;
    await poll(10, entries(2, 3));
    const before = await records.store.sources.find('paper');
    const late = { record: { after }, poll: { validators: { etag: '"old"', lastModified: null } } };
    expect(await poll(9, entries(3, 4), late)).toHaveLength(1);
    expect(await records.store.sources.find('paper')).toEqual(before);
    expect(await records.store.sources.fetches('paper', 30)).toHaveLength(2);
  });

  test('of an address that is no longer the source’s stores nothing', async () => {
    await records.store.sources.ensure([{ id: 'paper', url: 'https://paper.example/new' }], NOON);
    expect(await poll(1, entries(1, 2))).toEqual([]);
    expect(await records.store.sources.find('paper')).toMatchObject({ lastFetchedAt: null });
  });

  test('leaves behind all that the core remembers', async () => {
    const memory = {
      sourceId: 'paper',
      url: URL,
      state: 'blocked' as const,
      stateSince: minutesLater(1),
      problem: 'a wall',
      nextPollAt: null,
      nextPollReason: 'because',
      lastFetchedAt: minutesLater(2),
      lastOkAt: minutesLater(3),
      wholeReadAt: minutesLater(4),
      failures: { count: 5, score: 1.25, since: minutesLater(5), lastStatus: 403, gone: 2 },
      validators: { etag: 'W/"ä\t"', lastModified: ' odd ', use: 'false' as const },
      hints: { maxAgeSeconds: 1, ttlMinutes: 2, updateMinutes: 3, skipHours: [4], skipDays: [5] },
      identity: { key: 'hash' as const, sharedLinks: true, reason: 'Title and date: so.' },
      content: { hash: 'h', since: minutesLater(6), moves: 7 },
      newestAt: minutesLater(8),
      adopted: { url: 'https://new.example/', at: minutesLater(9) },
      move: {
        to: 'https://third.example/',
        since: minutesLater(10),
        sightings: 3,
        isSameFeed: false,
      },
    };
    const conclusion = { memory, items: [], aliases: [], sights: null, unseen: null, days: [] };
    await records.store.sources.recordFetch(RECORD, () => conclusion);
    expect(await records.store.sources.find('paper')).toEqual(memory);
  });
});

const RECORD = {
  sourceId: 'paper',
  url: URL,
  after: null,
  at: NOON,
  outcome: 'read',
  status: 200,
  ms: 5,
  bytes: 100,
  entries: 1,
  problem: null,
  kept: 3,
};

describe('a source', () => {
  test('is due when its time has come, and starts afresh at a new address', async () => {
    const { sources } = records.store;
    await poll(0, entries(1, 2));
    const at = (await sources.find('paper'))?.nextPollAt ?? NOON;
    expect(await sources.due(['paper'], new Date(at.getTime() - 1), 10)).toEqual([]);
    expect(await sources.due(['paper'], at, 10)).toEqual(['paper']);
    expect(await sources.due(['another'], at, 10)).toEqual([]);
    await sources.ensure([{ id: 'paper', url: `${URL}?new` }], minutesLater(1));
    expect(await sources.find('paper')).toMatchObject({
      state: 'waiting',
      validators: { etag: null },
      identity: { key: 'guid' },
      nextPollReason: 'New address.',
    });
    expect(await sources.due(['paper'], minutesLater(1), 10)).toEqual(['paper']);
    expect(await sources.sights('paper')).toBeNull();
  });

  test('that waits for its host is overdue, but not fetched before its turn', async () => {
    const { sources } = records.store;
    await sources.postpone('paper', minutesLater(1));
    expect(await sources.due(['paper'], NOON, 10)).toEqual([]);
    expect(await sources.hasOverdue(['paper'], minutesLater(1))).toBe(true);
    expect(await sources.due(['paper'], minutesLater(1), 10)).toEqual(['paper']);
    await sources.postpone('paper', minutesLater(999));
    await poll(2, entries(1, 2));
    expect(await sources.due(['paper'], minutesLater(900), 10)).toEqual(['paper']);
  });

  test('that is gone is neither due nor overdue, until somebody asks for it', async () => {
    const { sources } = records.store;
    const gone = aFailure({ outcome: 'gone', status: 410, grade: 'doubtful' });
    for (const day of [0, 1, 2])
      await poll(day * 1440, [], { poll: { ...gone, at: minutesLater(day * 1440) } });
    expect(await sources.find('paper')).toMatchObject({ state: 'gone', nextPollAt: null });
    expect(await sources.due(['paper'], minutesLater(1e6), 10)).toEqual([]);
    expect(await sources.hasOverdue(['paper'], minutesLater(1e6))).toBe(false);
    expect(await sources.restart('paper', minutesLater(5000))).toBe(true);
    expect(await sources.restart('nobody', minutesLater(5000))).toBe(false);
    expect(await sources.due(['paper'], minutesLater(5000), 10)).toEqual(['paper']);
  });

  test('tells how it is doing, with what the core makes of its days', async () => {
    for (const day of [0, 1, 2, 3, 4]) {
      const published = minutesLater(day * 1440);
      await poll(day * 1440, [anEntry(day, { published })], {
        poll: aPoll({ at: published, content: { items: 1, hash: `${day}`, newestAt: published } }),
      });
    }
    const health = async (minutes: number) =>
      (await records.store.sources.health(['paper'], minutesLater(minutes)))[0];
    expect(await health(5 * 1440)).toMatchObject({
      state: 'ok',
      problem: null,
      identity: { key: 'guid' },
    });
    expect(await health(9 * 1440)).toMatchObject({
      state: 'quiet',
      problem: expect.stringContaining('since 2026-03-08'),
    });
    expect(await records.store.sources.countItems(['paper', 'none'])).toEqual(
      new Map([['paper', 5]]),
    );
  });
});

describe('an item is stored once', () => {
  const fetches = async (...lists: readonly Entry[][]) => {
    for (const [n, list] of lists.entries()) await poll(n * 60, list);
    return (await stored()).map(({ title }) => title);
  };
  const titles = (count: number) => Array.from({ length: count }, (_, n) => `Title ${n + 1}`);
  const guid = (fetch: string) => (n: number) => ({ guid: `${fetch}-${n}` });

  test('although the guids are new at every fetch', async () => {
    const list = (fetch: string) => entries(1, 5, guid(fetch));
    expect(await fetches(list('a'), list('b'), list('c'), [...list('d'), anEntry(6)])).toEqual(
      titles(6),
    );
    expect(await records.store.sources.find('paper')).toMatchObject({ identity: { key: 'link' } });
  });

  test('also without links, from the second fetch on', async () => {
    const list = (fetch: string) => entries(1, 5, (n) => ({ ...guid(fetch)(n), link: null }));
    expect(await fetches(list('a'), list('b'), list('c'))).toEqual(titles(5));
    expect(await records.store.sources.find('paper')).toMatchObject({ identity: { key: 'hash' } });
    expect((await stored()).every(({ key }) => String(key).startsWith('a-'))).toBe(true);
  });

  test('also when the links change with the guids', async () => {
    const list = (fetch: string) =>
      entries(1, 5, (n) => ({ ...guid(fetch)(n), link: `https://paper.example/${n};s=${fetch}` }));
    expect(await fetches(list('a'), list('b'), list('c'))).toEqual(titles(5));
  });

  test('although all items lead to one page', async () => {
    const list = (to: number) => entries(1, to, () => ({ link: 'https://paper.example/news' }));
    expect(await fetches(list(4), list(5), list(5))).toEqual(titles(5));
  });

  test('although all items have one guid', async () => {
    const list = (to: number) => entries(1, to, () => ({ guid: 'https://paper.example/' }));
    expect(await fetches(list(4), list(5), list(5))).toEqual(titles(5));
  });

  test('although titles are edited', async () => {
    const list = (edit: string) => entries(1, 5, (n) => ({ title: `Title ${n}${edit}` }));
    expect(await fetches(list(''), list(' (2 comments)'), list(' (9 comments)'))).toEqual(
      titles(5),
    );
  });

  test('although it was stored before anything was remembered of its source', async () => {
    const odd = entries(1, 5, (n) => ({ guid: n < 3 ? 'same' : `g-${n}`, link: null }));
    await insertItems(records.pool, itemsOf(odd, NOON));
    const before = await stored();
    expect(before).toHaveLength(4);
    await poll(60, odd);
    expect(await stored()).toEqual(before);
  });

  test('although the address of its source was changed', async () => {
    const list = (fetch: string) => entries(1, 5, (n) => ({ ...guid(fetch)(n), link: null }));
    await fetches(list('a'), list('b'));
    const before = await stored();
    await records.store.sources.ensure([{ id: 'paper', url: `${URL}?new` }], minutesLater(90));
    await poll(120, list('c'), { record: { url: `${URL}?new` } });
    expect(await stored()).toEqual(before);
  });

  test('whatever is in its guid', async () => {
    const list = entries(1, 2, (n) => ({
      guid: `\u0000\ud800 ${n} \\u0000 "`.repeat(n * 20),
      link: null,
    }));
    expect(await fetches(list, list)).toEqual(titles(2));
  });
});

describe('the first read', () => {
  const DAY = 86_400_000;
  const old = new Date(NOON.getTime() - 4 * DAY);
  const list = [anEntry(1), anEntry(2, { published: old }), anEntry(3, { published: null })];
  const news = async () =>
    (await stored()).filter((row) => row['is_news']).map(({ title }) => title);

  test('takes for news what is surely recent, and nothing without a date', async () => {
    await poll(0, list, { maxAge: 3 * DAY });
    expect(await news()).toEqual(['Title 1']);
  });

  test('is followed by others, in which undated items are new', async () => {
    await poll(0, list, { maxAge: 3 * DAY });
    await poll(60, [...list, anEntry(4, { published: null })], { maxAge: 3 * DAY });
    expect(await news()).toEqual(['Title 1', 'Title 4']);
  });

  test('after a long silence is a first one again', async () => {
    await poll(0, list, { maxAge: 3 * DAY });
    await poll(5 * 1440, [...list, anEntry(4, { published: null })], { maxAge: 3 * DAY });
    expect(await news()).toEqual(['Title 1']);
  });

  test('takes everything for news where any age is', async () => {
    await poll(0, list, { maxAge: null });
    expect(await news()).toEqual(['Title 1', 'Title 2', 'Title 3']);
  });
});

test('two fetches leave the same items behind, whichever is recorded first', async () => {
  const entry = fc
    .record({ n: fc.nat({ max: 6 }), guid: fc.boolean(), link: fc.boolean(), edited: fc.boolean() })
    .map(({ n, guid, link, edited }) =>
      anEntry(n, {
        title: `Title ${n}${edited ? '!' : ''}`,
        ...(guid ? {} : { guid: null }),
        ...(link ? {} : { link: `https://paper.example/${n}?utm_source=x` }),
      }),
    );
  const list = fc.uniqueArray(entry, {
    maxLength: 6,
    selector: ({ title }) => title.replace('!', ''),
  });
  let run = 0;
  const rows = async (sourceId: string, first: RecordedPoll, second: RecordedPoll) => {
    await records.pool.query('truncate source_states, items, item_aliases cascade');
    await records.store.sources.ensure(
      [{ id: sourceId, url: `https://${sourceId}.example/rss` }],
      NOON,
    );
    await recordPoll(records.store, first);
    await recordPoll(records.store, { ...second, record: { after: null } });
    return (await stored()).map(({ canonical_url, is_news }) => [canonical_url, is_news]);
  };
  await fc.assert(
    fc.asyncProperty(list, list, async (a, b) => {
      const sourceId = `s${(run += 1)}`;
      const one: RecordedPoll = { sourceId, at: NOON, entries: a };
      const other: RecordedPoll = { sourceId, at: minutesLater(1), entries: b };
      expect(await rows(sourceId, one, other)).toEqual(await rows(sourceId, other, one));
    }),
    { numRuns: 25 },
  );
});
