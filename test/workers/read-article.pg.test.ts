import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openThreads, pageReaderIn, type Threads } from '../../src/app/threads.ts';
import { compileClassifier } from '../../src/core/classify/classifier.ts';
import type { Item } from '../../src/core/item.ts';
import type { App } from '../../src/ports.ts';
import { openHttp, type Http } from '../../src/sources/http.ts';
import { insertItems } from '../../src/store/items.ts';
import { classifyItemsWorker } from '../../src/workers/classify-items.ts';
import { pruneWorker } from '../../src/workers/prune.ts';
import { readArticleWorker } from '../../src/workers/read-article.ts';
import { sweepItemsWorker } from '../../src/workers/sweep-items.ts';
import { fakeApp } from '../support/fake-app.ts';
import { steadyKeywords } from '../support/steady-keywords.ts';
import { startFeedServer, type FeedServer } from '../support/feed-server.ts';
import { anItem, minutesLater, testRecords, type TestRecords } from '../support/records.ts';

const DAY_MS = 86_400_000;
const classifier = compileClassifier(steadyKeywords(), []);
let records: TestRecords;
let server: FeedServer;
let http: Http;
let threads: Threads;
let queued: { readonly job: string; readonly payload: unknown }[];
let minutes: number;
let readArticles: boolean;

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
  await records.pool.query('truncate items cascade');
  server.forget();
  queued = [];
  minutes = 0;
  readArticles = true;
});

function app(): App {
  const service = {
    items: { readArticles },
    digests: { patience: 15 * 60_000 },
    retention: { items: 400 * DAY_MS, bodies: 30 * DAY_MS },
  };
  const now = (): Date => minutesLater(minutes);
  return fakeApp({
    now,
    classifier,
    store: records.store,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing else is looked at
    config: { sources: [], revision: 'r1', service } as unknown as App['config'],
    readPage: pageReaderIn(threads, http, now),
    enqueue: (job, payloads) => {
      queued.push(...payloads.map((payload) => ({ job: job.name, payload })));
      return Promise.resolve();
    },
  });
}

const TITLE = 'FIS statement on Russian skiers';
const VAGUE = 'The council of FIS met in Oulu on Friday to talk about the place of Russian skiers.';
const BANNED =
  'The council of FIS suspended all Russian skiers until the end of the season, it said in a statement on Friday.';

async function store(parts: Partial<Item> = {}): Promise<string> {
  const [id = ''] = await insertItems(records.pool, [
    anItem('open', { title: TITLE, summary: VAGUE, url: `${server.origin}/a`, ...parts }),
  ]);
  return id;
}

function page(text: string): string {
  const rest =
    'The federation will speak again after the next meeting of its council in the spring. ';
  return `<!doctype html><html lang="en"><head><title>${TITLE}</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>${TITLE}</h1><p>${VAGUE}</p><p>${text}</p><p>${rest.repeat(3)}</p></article></body></html>`;
}

const classify = (itemId: string): Promise<unknown> =>
  classifyItemsWorker.run({ itemIds: [itemId] }, app());
const read = (itemId: string): Promise<unknown> => readArticleWorker.run({ itemId }, app());

async function trace(
  id: string,
): Promise<{ stage?: string; label?: string; by?: string | undefined }> {
  const item = await records.store.traces.item(id);
  const { stage, verdict } = item ?? {};
  return {
    ...(stage === undefined ? {} : { stage }),
    ...(verdict ? { label: verdict.label, by: verdict.evidence.decidedBy } : {}),
  };
}

test('an item that its teaser leaves open is judged by its page, and placed', async () => {
  server.on('/a', { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page(BANNED) });
  const id = await store();
  await classify(id);
  expect(await trace(id)).toEqual({ stage: 'open' });
  expect(queued).toEqual([{ job: 'read-article', payload: { itemId: id } }]);
  expect(await records.store.items.hasInWork(minutesLater(1))).toBe(true);

  await read(id);
  expect(await trace(id)).toEqual({ stage: 'flagged', label: 'sanction', by: 'body' });
  expect(queued.at(-1)).toEqual({ job: 'place-items', payload: { itemIds: [id] } });
  expect((await records.store.bodies.find(id))?.text).toContain(BANNED);
});

test('reading twice, and at the same time, asks once for what is stored and judges once', async () => {
  server.on('/a', { headers: { 'content-type': 'text/html' }, body: page(BANNED) });
  const id = await store();
  await classify(id);
  await Promise.all([read(id), read(id)]);
  await read(id);
  await classify(id);
  expect(await trace(id)).toEqual({ stage: 'flagged', label: 'sanction', by: 'body' });
  const { rows } = await records.pool.query('select 1 from verdicts');
  expect(rows).toHaveLength(1);
});

test('a text that was stored before the worker died is judged without asking again', async () => {
  const id = await store();
  await classify(id);
  await records.store.bodies.save(id, { text: BANNED, problem: null }, minutesLater(0));
  await read(id);
  expect(await trace(id)).toEqual({ stage: 'flagged', label: 'sanction', by: 'body' });
  expect(server.seen).toEqual([]);
});

test('what a lost job left open is found by the sweep', async () => {
  const id = await store();
  await classify(id);
  queued = [];
  await sweepItemsWorker.run({}, app());
  expect(queued).toEqual([{ job: 'read-article', payload: { itemId: id } }]);
});

test.each([
  ['is gone', { status: 404 }, 'no such page (404)'],
  ['is forbidden to us', { status: 403 }, 'answered 403'],
  ['is a picture', { headers: { 'content-type': 'image/png' }, body: 'x' }, 'image/png'],
  ['holds no text', { headers: { 'content-type': 'text/html' }, body: '<p></p>' }, 'text'],
])('an item whose page %s is judged by its teaser, and why is kept', async (_, answer, why) => {
  server.on('/a', answer);
  const id = await store();
  await classify(id);
  await read(id);
  expect(await trace(id)).toEqual({ stage: 'judged', label: 'none', by: 'teaser' });
  const body = await records.store.bodies.find(id);
  expect(body?.text).toBeNull();
  expect(body?.problem).toContain(why);
});

test('a page that robots.txt forbids is not asked for', async () => {
  server.on('/robots.txt', { body: 'User-agent: *\nDisallow: /private\n' });
  const id = await store({ url: `${server.origin}/private` });
  // The rules of a site are remembered: this client has not asked yet.
  const fresh = openHttp({
    userAgent: 'Flagbearer/1',
    allow: [server.host],
    perHost: 5,
    spacingMs: 0,
  });
  await classify(id);
  const readPage = pageReaderIn(threads, fresh, () => minutesLater(0));
  await readArticleWorker.run({ itemId: id }, { ...app(), readPage });
  await fresh.close();
  expect((await records.store.bodies.find(id))?.problem).toMatch(/robots/);
  expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt']);
});

test('a page that may answer later is tried again for two minutes, then given up', async () => {
  server.on('/a', { status: 503 });
  const id = await store();
  await classify(id);
  await expect(read(id)).rejects.toThrow('503');
  expect(await trace(id)).toEqual({ stage: 'open' });
  minutes = 3;
  await read(id);
  expect(await trace(id)).toEqual({ stage: 'judged', label: 'none', by: 'teaser' });
});

test('a page is not asked for once digests wait no longer', async () => {
  const id = await store();
  await classify(id);
  minutes = 16;
  await read(id);
  expect(await trace(id)).toEqual({ stage: 'judged', label: 'none', by: 'teaser' });
  expect(server.seen).toEqual([]);
});

test.each([
  ['what is no news', { isNews: false }, true],
  ['anything where readArticles is off', {}, false],
  ['what the teaser decides', { title: 'FIS bans Russian skiers from all races' }, true],
])('no page is read of %s', async (_, parts, on) => {
  readArticles = on;
  const id = await store(parts);
  await classify(id);
  expect((await trace(id)).by).toBe('teaser');
  expect(queued.map(({ job }) => job)).not.toContain('read-article');
});

test('texts past their retention are forgotten, their verdicts stay', async () => {
  const id = await store();
  await classify(id);
  await records.store.bodies.save(id, { text: BANNED, problem: null }, minutesLater(0));
  minutes = 31 * 24 * 60;
  await pruneWorker.run({}, app());
  // What is still open keeps its text.
  expect(await records.store.bodies.find(id)).not.toBeNull();
  await read(id);
  await pruneWorker.run({}, app());
  expect(await records.store.bodies.find(id)).toBeNull();
  expect(await trace(id)).toMatchObject({ label: 'sanction' });
});
