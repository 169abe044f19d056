import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { NO_HINTS } from '../../src/core/poll/hints.ts';
import { FetchError } from '../../src/sources/fetch-error.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import type { Validators } from '../../src/sources/fetch-source.ts';
import type { Http } from '../../src/sources/http.ts';
import { openHttp } from '../../src/sources/http.ts';
import type { Pace } from '../../src/sources/pace.ts';
import type { Answer, FeedServer } from '../support/feed-server.ts';
import { startFeedServer } from '../support/feed-server.ts';
import { aSource } from './a-source.ts';

const NOW = new Date('2026-08-20T12:00:00Z');
const NONE: Validators = { etag: null, lastModified: null };
const FEED =
  '<rss version="2.0"><channel><ttl>45</ttl><item><title>One</title><link>/1</link></item><item><description>x</description></item></channel></rss>';

let server: FeedServer;
let http: Http;

beforeAll(async () => {
  server = await startFeedServer();
  http = openHttp({ userAgent: 'test', allow: [server.host], perHost: 5, spacingMs: 0 });
});
afterAll(async () => {
  await http.close();
  await server.close();
});

function poll(answer: Answer, validators = NONE) {
  server.on('/feed', answer);
  return fetchSource(http, aSource({ url: `${server.origin}/feed` }), validators, () => NOW);
}

test('a feed is read: items, validators, hints, and what could not be read', async () => {
  const headers = {
    etag: 'W/"a b"',
    'last-modified': 'yesterday',
    'cache-control': 'public, max-age=600',
  };
  expect(await poll({ body: FEED, headers })).toMatchObject({
    kind: 'read',
    status: 200,
    validators: { etag: 'W/"a b"', lastModified: 'yesterday' },
    parsed: { format: 'rss20', problems: ['item 2 has neither a title nor a link'] },
    items: [{ sourceId: 'example', title: 'One', url: `${server.origin}/1`, publishedAt: NOW }],
    contentHash: expect.any(String),
    permanentTo: null,
    bytes: FEED.length,
    finalUrl: `${server.origin}/feed`,
    hints: { ...NO_HINTS, maxAgeSeconds: 600, ttlMinutes: 45 },
  });
});

test('validators go back byte for byte, and a 304 keeps them', async () => {
  const validators = { etag: '"é\u00a0x"', lastModified: 'not even a date' };
  expect(await poll({ status: 304 }, validators)).toEqual({
    kind: 'unchanged',
    status: 304,
    validators,
    hints: NO_HINTS,
    permanentTo: null,
  });
  expect(server.seen.at(-1)?.headers).toMatchObject({
    'if-none-match': '"é\u00a0x"',
    'if-modified-since': 'not even a date',
    accept: expect.stringContaining('application/rss+xml'),
  });
});

test('a first poll carries no validators, nor does one whose validators cannot be sent', async () => {
  await poll({ body: FEED });
  await poll({ body: FEED }, { etag: '"\n"', lastModified: '\u0000' });
  for (const { headers } of server.seen.slice(-2)) {
    expect(headers).not.toHaveProperty('if-none-match');
    expect(headers).not.toHaveProperty('if-modified-since');
  }
});

test('a feed that answers 410 is gone', async () => {
  expect(await poll({ status: 410 })).toEqual({ kind: 'gone', status: 410 });
});

test.each([
  [429, '120', 120],
  [503, 'Thu, 20 Aug 2026 12:05:00 GMT', 300],
  [503, 'Thu, 20 Aug 2026 11:00:00 GMT', 0],
  [429, 'soon', null],
  [403, undefined, null],
  [500, undefined, null],
])(
  '%i with Retry-After %s is refused, to be tried after %s seconds',
  async (status, value, seconds) => {
    const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value };
    expect(await poll({ status, headers })).toEqual({
      kind: 'refused',
      status,
      retryAfterSeconds: seconds,
      wall: null,
      problem: `${server.origin}/feed answered ${status}`,
    });
  },
);

test('a page where a feed is due is read, with nothing in it but the problem', async () => {
  expect(await poll({ body: '<html><body>Not found</body></html>' })).toMatchObject({
    kind: 'read',
    parsed: { format: null, problems: ['the document is an HTML page, not a feed'] },
    items: [],
  });
});

test('a server that hangs up is a failure with advice', async () => {
  expect(await poll({ drop: 'before' })).toMatchObject({
    kind: 'failed',
    errorKind: 'broken',
    problem: expect.stringContaining(server.origin),
    advice: expect.stringMatching(/\w/),
  });
});

test('an address that must not be fetched is a failure with advice', async () => {
  const source = aSource({ url: 'http://127.0.0.1:1/' });
  expect(await fetchSource(http, source, NONE, () => NOW)).toMatchObject({
    kind: 'failed',
    problem: expect.stringContaining('loopback'),
    advice: expect.stringContaining('network.allow'),
  });
});

test('a listing page is cut into items', async () => {
  const body = '<ul><li><a href="n/1">One</a><time datetime="2026-08-20">today</time></li></ul>';
  server.on('/list', { body });
  const select = { item: 'li', title: 'a', link: 'a', date: 'time' };
  const source = aSource({ url: `${server.origin}/list`, kind: 'html-list', select });
  expect(await fetchSource(http, source, NONE, () => NOW)).toMatchObject({
    kind: 'read',
    parsed: { format: 'html-list', problems: [] },
    items: [{ title: 'One', url: `${server.origin}/n/1`, publishedAt: new Date('2026-08-20') }],
  });
  expect(server.seen.at(-1)?.headers['accept']).toContain('text/html');
});

test('a challenge is told as what it is, with a refusal or in place of the feed', async () => {
  const body = '<html><title>Just a moment...</title></html>';
  const refusal = await poll({ status: 403, body, headers: { 'cf-mitigated': 'challenge' } });
  expect(refusal).toMatchObject({ kind: 'refused', status: 403, wall: 'Cloudflare' });
  expect(await poll({ body })).toMatchObject({ kind: 'refused', status: 200, wall: 'Cloudflare' });
});

test('a 304 that was not asked for is no answer', async () => {
  expect(await poll({ status: 304 })).toMatchObject({ kind: 'refused', status: 304 });
});

describe('redirects', () => {
  const chains: readonly (readonly [string, readonly number[], string | null])[] = [
    ['for good lead to the new address', [301, 308], '/2'],
    ['for the time being lead nowhere', [302], null],
    ['for good count up to the first that is not', [301, 307, 301], '/1'],
    ['for the time being first say nothing of those behind', [307, 301], null],
  ];

  test.each(chains)('%s', async (_name, statuses, to) => {
    for (const [n, status] of statuses.entries()) {
      const from = n === 0 ? '/feed' : `/${n}`;
      server.on(from, { status, headers: { location: `/${n + 1}` } });
    }
    server.on(`/${statuses.length}`, { body: FEED });
    const source = aSource({ url: `${server.origin}/feed` });
    expect(await fetchSource(http, source, NONE, () => NOW)).toMatchObject({
      kind: 'read',
      permanentTo: to === null ? null : `${server.origin}${to}`,
    });
  });
});

describe('a host that others ask', () => {
  const retryAt = new Date('2026-08-20T12:00:30Z');

  test('is not asked, and the poll says when to come again', async () => {
    const before = server.seen.length;
    const enter = () => Promise.reject(new FetchError('busy', 'busy', { retryAt }));
    const busy = openHttp({
      userAgent: 'test',
      allow: [server.host],
      perHost: 1,
      spacingMs: 0,
      pace: { enter, close: () => undefined },
    });
    const source = aSource({ url: `${server.origin}/feed` });
    expect(await fetchSource(busy, source, NONE, () => NOW)).toEqual({ kind: 'busy', retryAt });
    expect(server.seen).toHaveLength(before);
    await busy.close();
  });

  test('whose turns cannot be looked up is no failure of the source', async () => {
    const enter = () => Promise.reject(new Error('the records are away'));
    const lost = openHttp({
      userAgent: 'test',
      allow: [],
      perHost: 1,
      spacingMs: 0,
      pace: { enter, close: () => undefined },
    });
    await expect(fetchSource(lost, aSource(), NONE, () => NOW)).rejects.toThrow('records are away');
    await lost.close();
  });

  test('is waited for by the scope of the source, with little patience', async () => {
    const entered: unknown[] = [];
    const enter: Pace['enter'] = (key, options) => {
      entered.push([key, options?.patienceMs]);
      return Promise.resolve(() => undefined);
    };
    const paced = openHttp({
      userAgent: 'test',
      allow: [server.host],
      perHost: 1,
      spacingMs: 0,
      scope: 'site',
      pace: { enter, close: () => undefined },
    });
    server.on('/feed', { status: 302, headers: { location: '/1' } });
    server.on('/1', { body: FEED });
    const url = `${server.origin}/feed`;
    await fetchSource(paced, aSource({ url }), NONE, () => NOW);
    await fetchSource(paced, aSource({ url, scope: 'url' }), NONE, () => NOW);
    expect(entered).toEqual([
      ['127.0.0.1', 5_000],
      ['127.0.0.1', undefined],
      [url, 5_000],
      [`${server.origin}/1`, undefined],
    ]);
    await paced.close();
  });
});
