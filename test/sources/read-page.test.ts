import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Http } from '../../src/sources/http.ts';
import { openHttp } from '../../src/sources/http.ts';
import { readPage } from '../../src/sources/read-page.ts';
import type { Answer, FeedServer } from '../support/feed-server.ts';
import { startFeedServer } from '../support/feed-server.ts';
import { PAGES, RU } from './article/pages.ts';

const NOW = new Date('2026-08-20T12:00:00Z');
const ARTICLE = PAGES['microdata']?.(RU) ?? '';
const HTML = { 'content-type': 'text/html; charset=utf-8' };

let server: FeedServer;
let http: Http;

beforeEach(async () => {
  server = await startFeedServer();
  http = openHttp({ userAgent: 'Flagbearer/1', allow: [server.host], perHost: 5, spacingMs: 0 });
});
afterEach(async () => {
  await http.close();
  await server.close();
});

function read(answer: Answer, signal?: AbortSignal) {
  server.on('/a', answer);
  const page = { url: `${server.origin}/a`, zone: 'UTC' };
  return readPage(http, signal === undefined ? page : { ...page, signal }, () => NOW);
}

function robots(...lines: string[]): void {
  server.on('/robots.txt', { body: lines.join('\n') });
}

test('a page is decoded and its article read', async () => {
  robots('User-agent: flagbearer', 'Crawl-delay: 3', 'Disallow: /b');
  const reading = await read({ body: ARTICLE, headers: HTML });
  expect(reading).toMatchObject({
    kind: 'read',
    url: `${server.origin}/a`,
    bytes: Buffer.byteLength(ARTICLE),
    crawlDelaySeconds: 3,
    article: { title: RU.title, lede: RU.lede, paragraphs: RU.rest, method: 'microdata' },
  });
  expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/a']);
  expect(server.seen.at(-1)?.headers['accept']).toContain('text/html');
});

test('a page that the site’s robots.txt forbids is not asked for', async () => {
  robots('User-agent: *', 'Disallow: /a');
  expect(await read({ body: ARTICLE })).toEqual({
    kind: 'disallowed',
    problem: `${server.origin}/a: the site’s robots.txt says “Disallow: /a”`,
    advice: expect.stringMatching(/\w/),
  });
  expect(server.seen.map(({ path }) => path)).toEqual(['/robots.txt']);
});

test('nor is one that a redirect leads to', async () => {
  robots('User-agent: *', 'Disallow: /hidden');
  server.on('/hidden', { body: ARTICLE });
  expect(await read({ status: 302, headers: { location: '/hidden' } })).toMatchObject({
    kind: 'disallowed',
  });
  expect(server.seen.map(({ path }) => path)).not.toContain('/hidden');
});

test('a site whose robots.txt cannot be read is left alone for now', async () => {
  server.on('/robots.txt', { status: 500 });
  expect(await read({ body: ARTICLE })).toMatchObject({
    kind: 'failed',
    problem: expect.stringContaining('robots.txt answered 500'),
  });
});

test.each<[string, Answer, object]>([
  ['a page that is not there', { status: 404 }, { kind: 'gone', status: 404 }],
  ['a page that is gone', { status: 410 }, { kind: 'gone', status: 410 }],
  [
    'a busy server',
    { status: 429, headers: { 'retry-after': '90' } },
    { kind: 'refused', status: 429, retryAfterSeconds: 90 },
  ],
  ['a shut door', { status: 403 }, { kind: 'refused', status: 403, retryAfterSeconds: null }],
  [
    'a picture',
    { headers: { 'content-type': 'image/png' } },
    { kind: 'no-page', problem: expect.stringContaining('image/png') },
  ],
  [
    'a server that hangs up',
    { drop: 'before' },
    { kind: 'failed', advice: expect.stringMatching(/\w/) },
  ],
  [
    'a page without an article',
    { body: '<title>Example</title>', headers: HTML },
    { kind: 'read', article: { quality: 'none' } },
  ],
])('%s is told as what it is', async (_case, answer, expected) => {
  expect(await read(answer)).toMatchObject(expected);
});

test('whoever gives up is told their own reason', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  await expect(read({ body: ARTICLE }, controller.signal)).rejects.toThrow('enough');
});

test('an address that must not be read is a failure with advice', async () => {
  const page = { url: 'http://127.0.0.1:1/', zone: 'UTC' };
  expect(await readPage(http, page, () => NOW)).toMatchObject({
    kind: 'failed',
    problem: expect.stringContaining('loopback'),
    advice: expect.stringContaining('network.allow'),
  });
});
