import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';

import type { Http, HttpOptions } from '../../src/sources/http.ts';
import { FetchError, openHttp } from '../../src/sources/http.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { startFeedServer } from '../support/feed-server.ts';

let server: FeedServer;
let other: FeedServer;
const clients: Http[] = [];

beforeAll(async () => {
  server = await startFeedServer();
  other = await startFeedServer();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});
afterAll(async () => {
  await Promise.all([server.close(), other.close()]);
});

function open(changes: Partial<HttpOptions> = {}): Http {
  const allow = [server.host, other.host];
  const client = openHttp({
    userAgent: 'Flagbearer/1',
    allow,
    perHost: 10,
    spacingMs: 0,
    ...changes,
  });
  clients.push(client);
  return client;
}

async function failure(promise: Promise<unknown>): Promise<FetchError> {
  const error: unknown = await promise.then(
    () => new Error('it succeeded'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof FetchError) return error;
  throw error;
}

test('a body arrives with its status, headers and final address, asked for honestly', async () => {
  server.on('/a?b=c', {
    status: 404,
    headers: { 'X-Two': ['1', '2'], ETag: '"é"' },
    body: 'hello',
  });
  const response = await open().get({
    url: `${server.origin}/a?b=c#d`,
    headers: { Accept: 'x/y' },
  });
  expect(response).toMatchObject({ status: 404, url: `${server.origin}/a?b=c#d`, redirects: [] });
  expect(response.headers).toMatchObject({ 'x-two': '1, 2', etag: '"é"' });
  expect(response.body.toString()).toBe('hello');
  expect(server.seen.at(-1)?.headers).toMatchObject({
    'user-agent': 'Flagbearer/1',
    accept: 'x/y',
  });
});

const TEXT = 'abc'.repeat(1000);
test.each([
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
  ['gzip', Buffer.from(TEXT)],
  ['identity', Buffer.from(TEXT)],
])('a body sent as %s arrives inflated', async (encoding, body) => {
  server.on('/encoded', { headers: { 'content-encoding': encoding }, body });
  const response = await open().get({ url: `${server.origin}/encoded` });
  expect(response.body.toString()).toBe(TEXT);
});

test('a body that lies about its encoding is broken, not an exception of zlib', async () => {
  server.on('/lie', { headers: { 'content-encoding': 'br' }, body: 'no brotli at all' });
  expect(await failure(open().get({ url: `${server.origin}/lie` }))).toMatchObject({
    kind: 'broken',
  });
});

test.each([
  ['plain', { body: Buffer.alloc(30_000_000, 45) }],
  [
    'gzipped',
    { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(60_000_000)) },
  ],
  [
    'brotli',
    { headers: { 'content-encoding': 'br' }, body: brotliCompressSync(Buffer.alloc(20_000_000)) },
  ],
])('a %s body beyond the cap is given up and its connection closed', async (_name, answer) => {
  server.on('/large', answer);
  const error = await failure(open().get({ url: `${server.origin}/large` }));
  expect(error).toMatchObject({ kind: 'too-large', advice: expect.stringContaining('larger') });
});

test('a body of just the cap arrives', async () => {
  server.on('/exact', { body: Buffer.alloc(1000, 120) });
  const get = (maxBytes: number) => open().get({ url: `${server.origin}/exact`, maxBytes });
  expect((await get(1000)).body).toHaveLength(1000);
  expect(await failure(get(999))).toMatchObject({ kind: 'too-large' });
});

test.each([
  ['dripping', { body: '<rss>', drip: { bytes: 1, everyMs: 5 } }],
  ['silent', { delayMs: 60_000 }],
])('a %s server is left after the deadline, and the socket destroyed', async (_name, answer) => {
  server.on('/slow', answer);
  const error = await failure(open().get({ url: `${server.origin}/slow`, timeoutMs: 200 }));
  expect(error).toMatchObject({ kind: 'timeout' });
  await expect(settled(() => server.connections() === 0)).resolves.toBe(true);
});

async function settled(done: () => boolean): Promise<boolean> {
  if (done()) return true;
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  return settled(done);
}

test('a signal breaks a request off, with its own reason', async () => {
  server.on('/slow', { delayMs: 60_000 });
  const controller = new AbortController();
  const request = open().get({ url: `${server.origin}/slow`, signal: controller.signal });
  controller.abort(new Error('shutting down'));
  await expect(request).rejects.toThrow('shutting down');
});

test.each(['before', 'midway'] as const)(
  'a connection dropped %s is a broken answer',
  async (drop) => {
    server.on('/drop', { drop, body: 'half' });
    expect(await failure(open().get({ url: `${server.origin}/drop` }))).toMatchObject({
      kind: 'broken',
    });
  },
);

test('a port that nobody listens on fails to connect', async () => {
  const gone = await startFeedServer();
  await gone.close();
  const error = await failure(open({ allow: [gone.host] }).get({ url: gone.origin }));
  expect(error).toMatchObject({ kind: 'connect' });
});

test('a client that is closed breaks off what runs and takes nothing more', async () => {
  server.on('/slow', { delayMs: 60_000 });
  const client = open();
  const running = failure(client.get({ url: `${server.origin}/slow` }));
  await settled(() => server.connections() > 0);
  await client.close();
  expect((await running).kind).toBe('broken');
  expect((await failure(client.get({ url: server.origin }))).kind).toBe('refused');
});

test('redirects are followed, relative ones too, and told', async () => {
  server.on('/one', { status: 301, headers: { location: 'two?x=ü' } });
  server.on('/two?x=%C3%BC', { status: 307, headers: { location: `${other.origin}/three` } });
  other.on('/three', { body: 'there' });
  const response = await open().get({ url: `${server.origin}/one` });
  expect(response.body.toString()).toBe('there');
  expect(response.url).toBe(`${other.origin}/three`);
  expect(response.redirects).toEqual([
    { status: 301, to: `${server.origin}/two?x=%C3%BC` },
    { status: 307, to: `${other.origin}/three` },
  ]);
});

test('five redirects are followed, a sixth is not', async () => {
  for (let n = 1; n <= 6; n += 1) {
    server.on(`/hop${n}`, {
      status: 302,
      headers: { location: n === 6 ? '/end' : `/hop${n + 1}` },
    });
  }
  server.on('/end', { body: 'end' });
  expect((await open().get({ url: `${server.origin}/hop2` })).body.toString()).toBe('end');
  expect(await failure(open().get({ url: `${server.origin}/hop1` }))).toMatchObject({
    kind: 'redirects',
  });
});

test('a redirect loop ends', async () => {
  server.on('/loop', { status: 302, headers: { location: '/loop' } });
  expect(await failure(open().get({ url: `${server.origin}/loop` }))).toMatchObject({
    kind: 'redirects',
  });
});

test('credentials stay with their host', async () => {
  server.on('/same', { status: 302, headers: { location: '/stay' } });
  server.on('/stay', { status: 302, headers: { location: `${other.origin}/leave` } });
  other.on('/leave', { body: '' });
  const headers = { Authorization: 'Bearer x', cookie: 'a=b', accept: 'c/d' };
  await open().get({ url: `${server.origin}/same`, headers });
  expect(server.seen.at(-1)?.headers).toMatchObject({ authorization: 'Bearer x', cookie: 'a=b' });
  expect(other.seen.at(-1)?.headers).not.toHaveProperty('authorization');
  expect(other.seen.at(-1)?.headers).not.toHaveProperty('cookie');
  expect(other.seen.at(-1)?.headers).toMatchObject({ accept: 'c/d' });
});
