import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openThreads, pageReaderIn, type Threads } from '../../src/app/threads.ts';
import { liveChanges } from '../../src/core/matters/recorded.ts';
import type { App } from '../../src/ports.ts';
import { openHttp, type Http } from '../../src/sources/http.ts';
import { insertItems } from '../../src/store/items.ts';
import { foldMattersWorker } from '../../src/workers/fold-matters.ts';
import { sweepCorrectionsWorker } from '../../src/workers/sweep-corrections.ts';
import { sweepMattersWorker } from '../../src/workers/sweep-matters.ts';
import { watchCorrectionsWorker } from '../../src/workers/watch-corrections.ts';
import { ENTITIES } from '../core/matters/some-reports.ts';
import { fakeApp } from '../support/fake-app.ts';
import { startFeedServer, type FeedServer } from '../support/feed-server.ts';
import {
  anItem,
  aVerdict,
  minutesLater,
  testRecords,
  type TestRecords,
} from '../support/records.ts';
import { openStory } from '../support/stories.ts';

const HOUR = 60;
const TITLE = 'Ski council suspends Russian teams for the winter';
let records: TestRecords;
let server: FeedServer;
let http: Http;
let threads: Threads;
let queued: { readonly job: string; readonly payload: unknown }[];
let minutes: number;

beforeAll(async () => {
  records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, minutesLater(0));
  server = await startFeedServer();
  http = openHttp({ userAgent: 'Flagbearer/1', allow: [server.host], perHost: 5, spacingMs: 0 });
  threads = openThreads();
});
afterAll(async () => {
  await threads.close();
  await http.close();
  await server.close();
  await records.close();
});
beforeEach(async () => {
  await records.pool.query('truncate items, stories, matters, matter_folds_due cascade');
  server.forget();
  queued = [];
  minutes = 0;
});

function app(): App {
  const service = { politeness: { scope: 'host' } };
  const config = { sources: [], keywords: { entities: ENTITIES }, service };
  const now = (): Date => minutesLater(minutes);
  return fakeApp({
    now,
    store: records.store,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: config as unknown as App['config'],
    readPage: pageReaderIn(threads, http, now),
    enqueue: (job, payloads) => {
      queued.push(...payloads.map((payload) => ({ job: job.name, payload })));
      return Promise.resolve();
    },
  });
}

function page(headline: string, text = `${TITLE}, it was said on Friday.`): object {
  const rest = 'The council will speak again after its next meeting in the spring. ';
  return {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><html lang="en"><head><title>${headline}</title></head><body><article>
<h1>${headline}</h1><p>${text}</p><p>${rest.repeat(4)}</p></article></body></html>`,
  };
}

/** A story of one report, placed and folded. */
async function report(key = 'a'): Promise<{ readonly id: string; readonly story: string }> {
  const [id = ''] = await insertItems(records.pool, [
    anItem(key, { title: TITLE, url: `${server.origin}/${key}`, outlet: key }),
  ]);
  await records.store.items.recordVerdicts(
    [{ itemId: id, verdict: aVerdict() }],
    'r1',
    minutesLater(0),
  );
  const story = await openStory(records.pool, [id]);
  await sweepMattersWorker.run({}, app());
  for (const { payload } of queued.splice(0)) await foldMattersWorker.run(payload, app());
  return { id, story };
}

/** Lets the sweep find what is due, and does it. */
async function look(): Promise<number> {
  queued = [];
  await sweepCorrectionsWorker.run({}, app());
  const due = queued.splice(0);
  for (const { payload } of due) await watchCorrectionsWorker.run(payload, app());
  return due.length;
}

const kinds = async (story: string): Promise<string[]> =>
  (await records.store.corrections.ofStory(story)).map(({ kind }) => kind);

test('a placed report is read again after an hour, a day and a week', async () => {
  server.on('/a', page(TITLE));
  await report();
  const looks: number[] = [];
  for (minutes of [59, 60, 23 * HOUR, 24 * HOUR, 25 * HOUR, 167 * HOUR, 168 * HOUR, 900 * HOUR]) {
    if ((await look()) > 0) looks.push(minutes / HOUR);
  }
  expect(looks).toEqual([1, 24, 168]);
  expect(server.seen.filter(({ path }) => path === '/a')).toHaveLength(3);
});

test('an edited headline is kept with both wordings, once', async () => {
  server.on('/a', page(TITLE));
  const { id, story } = await report();
  minutes = HOUR;
  await look();
  expect(await kinds(story)).toEqual([]);
  const after = 'Ski council clears Russian teams for the winter';
  server.on('/a', page(after));
  minutes = 24 * HOUR;
  await look();
  minutes = 168 * HOUR;
  await look();
  expect(await records.store.corrections.ofStory(story)).toEqual([
    expect.objectContaining({
      itemId: id,
      kind: 'headline',
      before: TITLE,
      after,
      seenAt: minutesLater(24 * HOUR),
    }),
  ]);
  expect(await records.store.corrections.since(minutesLater(25 * HOUR))).toEqual([]);
});

test('a withdrawn article takes its change back, and one that is restored gives it back', async () => {
  server.on('/a', { status: 404 });
  const { story } = await report();
  const fold = async (): Promise<string[]> => {
    await sweepMattersWorker.run({}, app());
    for (const { payload } of queued.splice(0)) await foldMattersWorker.run(payload, app());
    const [matter] = await records.store.matters.ofStory(story);
    return liveChanges(matter?.changes ?? []).map(({ kind }) => kind);
  };
  expect(await fold()).toEqual(['imposed']);
  minutes = HOUR;
  await look();
  expect(queued.map(({ job }) => job)).toEqual(['sweep-matters']);
  queued = [];
  expect(await kinds(story)).toEqual(['withdrawn']);
  expect(await fold()).toEqual(['imposed', 'retracted']);
  server.on('/a', page(TITLE));
  minutes = 24 * HOUR;
  await look();
  queued = [];
  expect(await kinds(story)).toEqual(['withdrawn', 'restored']);
  expect(await fold()).toEqual(['imposed']);
});

test('two who look at the same time keep one correction', async () => {
  server.on('/a', { status: 410 });
  const { id, story } = await report();
  minutes = HOUR;
  await Promise.all([1, 2].map(() => watchCorrectionsWorker.run({ itemId: id }, app())));
  expect(await kinds(story)).toEqual(['withdrawn']);
  await watchCorrectionsWorker.run({ itemId: id }, app());
  expect(server.seen.filter(({ path }) => path === '/a').length).toBeLessThanOrEqual(2);
});

test('a page that does not answer is tried again a few times, and proves nothing', async () => {
  server.on('/a', { status: 503 });
  const { story } = await report();
  const looks: number[] = [];
  for (minutes = HOUR; minutes < 12 * HOUR; minutes += 5) {
    if ((await look()) > 0) looks.push(minutes - HOUR);
  }
  expect(looks).toEqual([0, 15, 45, 105]);
  server.on('/a', page(TITLE));
  minutes = 24 * HOUR;
  expect(await look()).toBe(1);
  expect(await kinds(story)).toEqual([]);
});

test('what the service slept through is looked at once', async () => {
  server.on('/a', page(TITLE));
  await report();
  minutes = 30 * HOUR;
  expect(await look()).toBe(1);
  expect(await look()).toBe(0);
  minutes = 168 * HOUR;
  expect(await look()).toBe(1);
});

test('of one host a few pages are read again in a minute, the others later', async () => {
  for (const key of ['a', 'b', 'c', 'd', 'e']) {
    server.on(`/${key}`, page(TITLE));
    await report(key);
  }
  const looks: number[] = [];
  for (minutes = HOUR; minutes < HOUR + 4; minutes += 1) looks.push(await look());
  expect(looks).toEqual([2, 2, 1, 0]);
});

test('an archive that is folded for the first time is not read anew', async () => {
  minutes = 169 * HOUR;
  await report();
  expect(await look()).toBe(0);
});
