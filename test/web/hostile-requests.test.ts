import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, openSite, type Site } from './client.ts';
import { RICH } from './rich-data.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite(RICH);
});
afterAll(() => site.close());
beforeEach(() => {
  site.calls.length = 0;
  site.lines.length = 0;
});

/** Names and versions of what the service is made of. */
const SOFTWARE = /node\.?js|hono|express|react|bullmq|postgres|undici|\bv?\d+\.\d+\.\d+\b.*server/i;

/** Nothing failed on our side, nobody is sent elsewhere, nothing is told of the software, and nothing was changed. */
function expectHarmless({ status, headers, body }: Answer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  expect(headers['location']).toBeUndefined();
  expect(headers['refresh']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
  expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
  if (status >= 400) expect(body).not.toMatch(SOFTWARE);
  expect(site.calls.filter((call) => call.startsWith('unsubscribe'))).toEqual([]);
  expect(site.lines.filter(({ level }) => Number(level) >= 50)).toEqual([]);
}

const WAYS_UP = [
  '..',
  '%2e%2e',
  '%2E.',
  '..%2f',
  '..%5c',
  '%252e%252e',
  '....//',
  '..;',
  '%c0%ae%c0%ae',
];
const PLACES = ['/', '/story/', '/outbox/', '/feed.atom/', '/style.css/'];
const TARGETS = ['etc/passwd', 'package.json', '.env'];

describe('no path leads anywhere but to a page', () => {
  const paths = [
    ...PLACES.flatMap((place) =>
      WAYS_UP.flatMap((way) => TARGETS.map((target) => `${place}${way}/${way}/${target}`)),
    ),
    '//evil.example',
    '//evil.example/%2e%2e',
    '/\\evil.example',
    '/%5c%5cevil.example',
    '/%09/evil.example',
    '///evil.example//',
    '/http://evil.example',
    '/%00',
    '/story/1%00',
    '/story/1%00.json',
    '/story/%F0%9F%98%80',
    '/story/9999999999999999999999',
    '/story/-1',
    '/story/1e3',
    '/story/__proto__',
    '/constructor/prototype',
    '/outbox/%00.eml',
    '/outbox/.hidden',
    `/${'a'.repeat(8000)}`,
    `/${'a/'.repeat(4000)}`,
    `/?${'q=x&'.repeat(2000)}`,
    `/?${'%5B%5D='.repeat(1000)}`,
    '/?q=%FF%FE&topic=%C0%80',
    '/?before=1-1&before=2-2',
    '/?__proto__[topic]=sanction&constructor.prototype=x',
    '/feed.atom?q=%00&outlet=%ED%A0%80',
    '/measures.json?status[]=banned&country=RUS%00',
  ];
  test.each(paths)('%s', async (path) => {
    const answer = await site.ask(path);
    expectHarmless(answer);
    expect(answer.body).not.toMatch(/root:|"dependencies"|DATABASE_URL/);
  });

  test.each(['*', 'evil.example:80', 'http://evil.example/', 'https://evil.example/story/1'])(
    'the request target %j is answered here, or not at all',
    async (target) => {
      const answer = await raw(
        `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 [24]\d\d /);
      expect(answer).not.toMatch(/^location:/im);
    },
  );
});

describe('no header changes what a page says or where its links lead', () => {
  const HEADERS: readonly (readonly [string, string])[] = [
    ['host', 'evil.example'],
    ['x-forwarded-host', 'evil.example'],
    ['x-forwarded-proto', 'javascript'],
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-prefix', '//evil.example'],
    ['forwarded', 'host=evil.example;proto=https'],
    ['x-original-url', '/outbox'],
    ['x-rewrite-url', '/unsubscribe/token-of-a-reader'],
    ['x-http-method-override', 'POST'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 evil.example'],
    ['referer', 'https://evil.example/"><script>'],
    ['user-agent', '<script>alert(1)</script>'],
    ['cookie', `a=${'b'.repeat(7000)}`],
    ['cookie', '__Host-session=x; session="><script>'],
    ['accept', 'application/json;q=NaN, */*;q=1e309'],
    ['accept', 'a/'.repeat(2000)],
    ['accept-language', '../../etc/passwd'],
    ['if-none-match', '"'.repeat(5000)],
    ['if-modified-since', 'Thu, 99 Xyz 99999 99:99:99 GMT'],
    ['range', 'bytes=0-0,1-1,2-2'],
    ['expect', 'nothing'],
    ['content-length', '0'],
    ['transfer-encoding', 'chunked'],
    ['upgrade', 'websocket'],
  ];
  test.each(HEADERS)('%s: %.40s', async (name, value) => {
    for (const path of ['/', '/feed.atom', '/story/1001', '/unsubscribe/token-of-a-reader']) {
      const answer = await site.ask(path, { headers: { [name]: value } });
      expectHarmless(answer);
      expect(answer.body).not.toContain('evil.example');
      expect(answer.body).not.toContain('<script');
    }
  });

  test.each([
    ['headers of 20 KB', `X: ${'y'.repeat(20_000)}\r\n`],
    ['a header that is folded', 'X: a\r\n b\r\n'],
    ['a header without a name', ': x\r\n'],
    ['two lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n'],
    ['a length and chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n'],
    ['a line feed in a header', 'X: a\nLocation: https://evil.example\r\n'],
  ])('%s', async (_, lines) => {
    const answer = await raw(
      `GET / HTTP/1.1\r\nHost: localhost\r\n${lines}Connection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 [24]\d\d |^$/);
    expect(answer).not.toMatch(/^(?:location|server|x-powered-by):/im);
    expect((await site.ask('/healthz')).status).toBe(200);
  });
});

describe('no method but those of a page does anything', () => {
  const METHODS = 'POST PUT PATCH DELETE OPTIONS TRACE PROPFIND MKCOL LINK SEARCH PURGE'.split(' ');
  const PATHS = ['/', '/story/1001', '/measures.json', '/feed.rss', '/style.css', '/no-such-page'];
  test.each(METHODS)('%s', async (method) => {
    for (const path of PATHS) {
      const answer = await site.ask(path, { method, headers: { 'content-length': '0' } });
      expectHarmless(answer);
      expect([path, answer.status]).toEqual([path, 405]);
      expect(answer.headers['allow']).toBe('GET, HEAD');
    }
    expect(site.calls).toEqual([]);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s unsubscribes nobody, whatever it pretends to be',
    async (method) => {
      for (const path of ['', '?_method=POST', '/everything?List-Unsubscribe=One-Click']) {
        const answer = await site.ask(`/unsubscribe/token-of-a-reader${path}`, {
          method,
          headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' },
        });
        expectHarmless(answer);
      }
    },
  );
});

/** Sends bytes as they stand and reads what comes back until the end. */
function raw(bytes: string): Promise<string> {
  const { hostname, port } = new URL(site.url);
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const done = (): void => resolve(Buffer.concat(parts).toString());
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('error', done);
    socket.on('close', done);
    socket.setTimeout(5_000, () => socket.destroy());
  });
}
