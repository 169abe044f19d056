import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { NO_HINTS } from '../../src/core/poll/hints.ts';
import type { Validators } from '../../src/core/poll/validators.ts';
import type { Source } from '../../src/core/source.ts';
import type { App } from '../../src/ports.ts';
import type { FetchOutcome } from '../../src/sources/fetch-source.ts';
import { contentHashOf } from '../../src/sources/sight.ts';
import { fetchSourceWorker } from '../../src/workers/fetch-source.ts';
import { aSource } from '../sources/a-source.ts';
import { anEntry, itemsOf } from '../store/polls.ts';
import { fakeApp } from '../support/fake-app.ts';
import { minutesLater, NOON, testRecords, type TestRecords } from '../support/records.ts';

const DAY = 1440;
const PAPER = aSource({ id: 'paper', url: 'https://paper.example/rss' });
const NEW = 'https://paper.example/feed/';
const VALIDATORS = { etag: '"1"', lastModified: null };

let records: TestRecords;
let minutes: number;

beforeAll(async () => {
  records = await testRecords();
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.pool.query('truncate source_states, items, host_paces cascade');
  await records.store.sources.ensure([PAPER], NOON);
  minutes = 0;
});

/** A publisher who answers every poll in the same way, and what it was asked. */
function publisher(answer: () => FetchOutcome) {
  const asked: { readonly source: Source; readonly validators: Validators }[] = [];
  const queued: unknown[] = [];
  const service = {
    polling: { minimum: 600_000, default: 1_800_000, maximum: 86_400_000 },
    politeness: { spacing: 5_000, perHost: 2, scope: 'host' },
    retention: { fetches: 30 },
  };
  const app = fakeApp({
    store: records.store,
    now: () => minutesLater(minutes),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: { sources: [PAPER], service } as unknown as App['config'],
    fetchSource: (source, validators) => {
      asked.push({ source, validators });
      return Promise.resolve(answer());
    },
    enqueue: (_job, payloads) => {
      queued.push(...payloads);
      return Promise.resolve();
    },
  });
  return { asked, queued, poll: () => fetchSourceWorker.run({ sourceId: 'paper' }, app) };
}

function read(parts: { readonly permanentTo?: string; readonly to?: number } = {}): FetchOutcome {
  const { permanentTo = null, to = 3 } = parts;
  const entries = Array.from({ length: to }, (_, n) => anEntry(n));
  const items = itemsOf(entries, minutesLater(minutes));
  return {
    kind: 'read',
    status: 200,
    validators: VALIDATORS,
    parsed: { format: 'rss20', encoding: 'utf-8', title: null, entries, problems: [] },
    items,
    contentHash: contentHashOf(items.map(({ sight }) => sight)),
    bytes: 100,
    finalUrl: PAPER.url,
    permanentTo,
    hints: NO_HINTS,
  };
}

function refused(status: number, retryAfterSeconds: number | null): FetchOutcome {
  return { kind: 'refused', status, retryAfterSeconds, wall: null, problem: 'no' };
}

describe('a poll', () => {
  test('run twice at once is recorded once', async () => {
    const { asked, poll, queued } = publisher(() => read());
    await Promise.all([poll(), poll()]);
    expect(asked).toHaveLength(2);
    await poll();
    expect(asked).toHaveLength(2);
    expect(await records.store.sources.fetches('paper', 9)).toHaveLength(1);
    expect(await records.store.items.inWork('fetched', 9)).toHaveLength(3);
    expect(queued).toHaveLength(1);
  });

  test('that finds the host busy is put off, and nothing is recorded of it', async () => {
    const retryAt = minutesLater(1);
    await publisher(() => ({ kind: 'busy', retryAt })).poll();
    expect(await records.store.sources.fetches('paper', 9)).toEqual([]);
    expect(await records.store.sources.find('paper')).toMatchObject({
      state: 'waiting',
      nextPollAt: NOON,
    });
    expect(await records.store.sources.due(['paper'], NOON, 9)).toEqual([]);
    expect(await records.store.sources.due(['paper'], retryAt, 9)).toEqual(['paper']);
  });

  test('of a paused source is not made, though its job was queued before', async () => {
    const { asked, poll } = publisher(() => read());
    await records.store.overrides.pause('paper', { by: 'anna', at: NOON });
    await poll();
    expect(asked).toEqual([]);
    await records.store.overrides.resume('paper');
    await poll();
    expect(asked).toHaveLength(1);
  });

  test('is followed by the next one after the interval that an operator set, whatever it brought', async () => {
    const change = { intervalMs: 7 * 60_000, reason: 'set', by: 'anna', at: NOON };
    await records.store.overrides.setInterval('paper', change);
    await publisher(() => read()).poll();
    expect(await records.store.sources.find('paper')).toMatchObject({
      nextPollAt: minutesLater(7),
      nextPollReason: 'Every 7 minutes, as it is set.',
    });
  });

  test('that is told of too many requests leaves the whole host alone for a while', async () => {
    await publisher(() => refused(429, 600)).poll();
    const wish = { key: 'paper.example', perHost: 2, spacingMs: 0, stayMs: 1, patienceMs: 0 };
    const turn = (at: number) => records.store.hosts.take({ ...wish, now: minutesLater(at) });
    expect(await turn(9)).toEqual({ slot: null, retryAt: minutesLater(10) });
    expect(await turn(10)).toMatchObject({ slot: expect.any(String) });
    const { nextPollAt } = (await records.store.sources.find('paper')) ?? {};
    expect(nextPollAt?.getTime()).toBeGreaterThanOrEqual(minutesLater(10).getTime());
  });

  test('sends the validators of the last one, and once a week none', async () => {
    const { asked, poll } = publisher(() => read());
    for (minutes = 0; minutes <= 8 * DAY; minutes += DAY) {
      await records.store.sources.restart('paper', minutesLater(minutes));
      await poll();
    }
    const none = asked.flatMap(({ validators }, day) => (validators.etag === null ? [day] : []));
    expect(none).toEqual([0, 7]);
  });
});

describe('a source', () => {
  test('that moved for good is read there after a week, once all know it', async () => {
    const { asked, poll } = publisher(() => read({ permanentTo: NEW }));
    for (minutes = 0; minutes <= 9 * DAY; minutes += DAY) {
      await records.store.sources.restart('paper', minutesLater(minutes));
      await poll();
    }
    expect(asked.map(({ source }) => source.url)).toEqual([
      ...Array.from({ length: 8 }, () => PAPER.url),
      NEW,
      NEW,
    ]);
    const [health] = await records.store.sources.health(['paper'], minutesLater(minutes));
    expect(health).toMatchObject({ adopted: { url: NEW, at: minutesLater(7 * DAY) }, state: 'ok' });
    expect(await records.store.items.count(NOON, minutesLater(minutes))).toBe(3);
  });

  test('that is gone for good is not asked any more', async () => {
    const { asked, poll } = publisher(() => ({ kind: 'gone', status: 410 }));
    for (minutes = 0; minutes <= 30 * DAY; minutes += 60) await poll();
    expect(asked).toHaveLength(3);
    expect(await records.store.sources.find('paper')).toMatchObject({
      state: 'gone',
      nextPollAt: null,
    });
  });

  test('that fails is asked less and less, and never given up', async () => {
    const { asked, poll } = publisher(() => refused(500, null));
    for (minutes = 0; minutes <= 60 * DAY; minutes += 30) await poll();
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.length).toBeLessThan(60);
    const known = await records.store.sources.find('paper');
    expect(known).toMatchObject({ state: 'failing', problem: 'no', nextPollAt: expect.any(Date) });
  });
});
