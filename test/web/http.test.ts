import { describe, expect, test } from '@jest/globals';
import { PermanentError } from '../../src/errors.ts';
import { withSite } from './client.ts';
import { report, story } from './fake-ports.ts';
import { BIG_STORY_ID, RICH } from './rich-data.ts';

const PAGES = [
  '/',
  `/story/${BIG_STORY_ID}`,
  '/sources',
  '/measures',
  '/agreements',
  '/?q=Talks&topic=sanction',
  '/outbox',
  '/unsubscribe/token-of-a-reader',
  '/no-such-page',
];

describe('every answer', () => {
  test.each([
    ...PAGES,
    '/healthz',
    '/readyz',
    '/style.css',
    '/index.json',
    '/icon.svg',
    '/feed.atom',
    '/feed.json',
    '/measures.csv',
    '/agreements.json',
  ])('%s forbids scripts, framing, sniffing and referrers, and names no software', (path) =>
    withSite(RICH, async ({ ask }) => {
      const { headers } = await ask(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['server']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    }),
  );

  test.each([...PAGES, '/healthz', '/index.json', '/feed.rss'])(
    'HEAD %s is GET without a body',
    (path) =>
      withSite(RICH, async ({ ask }) => {
        const get = await ask(path);
        const head = await ask(path, { method: 'HEAD' });
        expect(head.status).toBe(get.status);
        expect(head.body).toBe('');
        expect(head.headers['content-type']).toBe(get.headers['content-type']);
        expect(head.headers['content-security-policy']).toBe(
          get.headers['content-security-policy'],
        );
      }),
  );

  test.each(PAGES)('%s has landmarks, a skip link, one h1, a language and captions', (path) =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask(path);
      for (const landmark of ['body > header', 'nav[aria-label]', 'main', 'body > footer', 'h1']) {
        expect(page(landmark).length).toBeGreaterThanOrEqual(1);
      }
      expect(page('h1')).toHaveLength(1);
      expect(page('main')).toHaveLength(1);
      expect(page('html').attr('lang')).toBe('en');
      expect(page('body > a').first().attr('href')).toBe('#content');
      expect(page('main').attr('id')).toBe('content');
      expect(page('table').length).toBe(page('table > caption').length);
      expect(page('[style], script').length).toBe(0);
      const ids = page('[id]')
        .map((_, element) => page(element).attr('id'))
        .get();
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});

describe('what is not there', () => {
  test.each([
    '/no-such-page',
    '/story',
    '/story/1/2',
    '/OUTBOX',
    '/outbox/a/b',
    '/unsubscribe',
    '/.git/config',
    '/%2e%2e/etc/passwd',
    '/style.css/x',
    '//sources',
  ])('%s is answered 404 with a way on', (path) =>
    withSite(RICH, async ({ ask }) => {
      const { status, page } = await ask(path);
      expect(status).toBe(404);
      expect(
        page('main a')
          .map((_, a) => page(a).attr('href'))
          .get(),
      ).toEqual(['/', '/sources']);
    }),
  );

  test.each(['/%', '/story/%E0%A4%A', '/?before=%', '/\u007f', '/a\\b', '/..%5c..%5c'])(
    'the malformed path %j does no harm',
    (path) =>
      withSite(RICH, async ({ ask, lines }) => {
        expect((await ask(path)).status).toBeGreaterThanOrEqual(400);
        expect((await ask('/healthz')).status).toBe(200);
        expect(lines.filter(({ level }) => level === 50)).toEqual([]);
      }),
  );

  test.each(['a b', 'a/b', '<script>', 'a@b', 'x:99999'])('the Host %j is refused', (host) =>
    withSite(RICH, async ({ ask }) => {
      const { status, headers, body } = await ask('/', { headers: { host } });
      expect(status).toBe(400);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(body).toBe('Bad request\n');
    }),
  );

  test.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])(
    '%s on a page is refused',
    (method) =>
      withSite(RICH, async ({ ask, calls }) => {
        for (const path of PAGES.filter((one) => !one.startsWith('/unsubscribe'))) {
          const { status, headers } = await ask(path, { method });
          expect(status).toBe(405);
          expect(headers['allow']).toBe('GET, HEAD');
        }
        expect(calls).toEqual([]);
      }),
  );
});

describe('when something fails', () => {
  const fault = {
    sources: { list: () => Promise.reject(new PermanentError('secret of the pool')) },
  };

  test('the page says what to do and nothing of the fault, which is logged', () =>
    withSite(
      {},
      async ({ ask, lines }) => {
        const { status, body, page } = await ask('/sources');
        expect(status).toBe(500);
        expect(page('time').first().text()).toBe('14 Mar 2026, 15:09 UTC');
        expect(body).not.toMatch(/secret|Error|at .*\.tsx?:/);
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatchObject({
          level: 50,
          route: '/sources',
          status: 500,
          err: { message: 'secret of the pool' },
        });
      },
      fault,
    ));

  test('programs get JSON', () =>
    withSite(
      {},
      async ({ ask }) => {
        const { status, body } = await ask('/sources', { headers: { accept: 'application/json' } });
        expect(status).toBe(500);
        expect(JSON.parse(body)).toEqual({ error: 'internal error' });
      },
      fault,
    ));
});

describe('the JSON twins', () => {
  const stories = [story('7', report())];

  test.each([
    ['/index.json', {}],
    ['/', { accept: 'application/json' }],
    ['/', { accept: 'text/html;q=0.1, application/json' }],
  ])('%s with %j lists the stories', (path, headers) =>
    withSite({ stories }, async ({ ask }) => {
      const answer = await ask(path, { headers });
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.headers['vary']).toBe('Accept');
      const { stories: told, next } = JSON.parse(answer.body);
      expect(next).toBeNull();
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({ id: '7', changedAt: '2026-03-14T12:30:00.000Z' });
      expect(told[0].lead.verdict.evidence.threshold).toBe(0.5);
    }),
  );

  test.each([
    ['/story/7.json', {}],
    ['/story/7', { accept: 'application/json' }],
  ])('%s with %j tells one story', (path, headers) =>
    withSite({ stories }, async ({ ask }) => {
      expect(JSON.parse((await ask(path, { headers })).body)).toMatchObject({
        id: '7',
        reports: [{ id: '501' }],
      });
    }),
  );

  test.each(['*/*', 'text/html,application/xhtml+xml,*/*;q=0.8', 'nonsense', 'application/*;q=0'])(
    'Accept: %s gets a page',
    (accept) =>
      withSite({ stories }, async ({ ask }) => {
        expect((await ask('/', { headers: { accept } })).headers['content-type']).toContain(
          'text/html',
        );
      }),
  );

  test('the next page is an address', () =>
    withSite(RICH, async ({ ask }) => {
      const { next } = JSON.parse((await ask('/index.json')).body);
      expect(JSON.parse((await ask(next)).body).stories).toHaveLength(4);
    }));

  test('what is wrong or missing is JSON too', () =>
    withSite({ stories }, async ({ ask }) => {
      expect(JSON.parse((await ask('/story/8.json')).body)).toEqual({ error: 'not found' });
      expect((await ask('/index.json?before=%00')).status).toBe(400);
      expect(JSON.parse((await ask('/nothing.json')).body)).toEqual({ error: 'not found' });
    }));
});

describe('health', () => {
  test('the process is alive whatever else fails', () =>
    withSite({ ready: () => Promise.reject(new Error('down')) }, async ({ ask }) => {
      expect(await ask('/healthz')).toMatchObject({ status: 200, body: 'ok' });
      const ready = await ask('/readyz');
      expect(ready.status).toBe(503);
      expect(ready.body).not.toContain('down');
    }));

  test.each([
    [true, 200],
    [false, 503],
  ])('a check that is ok=%j makes /readyz answer %d', (ok, status) =>
    withSite(
      { ready: () => Promise.resolve([{ name: 'queue', ok, detail: '3 ms' }]) },
      async ({ ask }) => {
        const answer = await ask('/readyz');
        expect(answer.status).toBe(status);
        expect(JSON.parse(answer.body)).toEqual({
          ready: ok,
          checks: [{ name: 'queue', ok, detail: '3 ms' }],
        });
      },
    ),
  );
});

describe('the style sheet', () => {
  test('may be cached for ever at the address that pages use, and not at others', () =>
    withSite({}, async ({ ask }) => {
      const address = (await ask('/')).page('link[rel=stylesheet]').attr('href') ?? '';
      expect(address).toMatch(/^\/style\.css\?v=[0-9a-f]{16}$/);
      const sheet = await ask(address);
      expect(sheet.headers['content-type']).toBe('text/css; charset=utf-8');
      expect(sheet.headers['cache-control']).toContain('immutable');
      expect((await ask('/style.css?v=old')).headers['cache-control']).toBe('no-cache');
      const etag = String(sheet.headers['etag']);
      for (const condition of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await ask(address, { headers: { 'if-none-match': condition } });
        expect(again).toMatchObject({ status: 304, body: '' });
      }
      expect((await ask(address, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }));

  test('reaches nothing outside the site', () =>
    withSite({}, async ({ ask }) => {
      expect((await ask('/style.css')).body).not.toMatch(/url\(|@import|expression/);
    }));
});

test('each request is one log line with its route and without its query', () =>
  withSite(RICH, async ({ ask, lines }) => {
    for (const path of [
      '/?before=1773400000000-30',
      '/story/1?secret=1',
      '/no/such/secret',
      '/outbox/secret.eml',
    ])
      await ask(path);
    const facts = lines.map(({ method, route, status, msg }) => [method, route, status, msg]);
    expect(facts).toEqual([
      ['GET', '/', 200, 'request answered'],
      ['GET', '/story/:id', 404, 'request answered'],
      ['GET', null, 404, 'request answered'],
      ['GET', '/outbox/:name', 404, 'request answered'],
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret');
    expect(lines.every(({ ms }) => typeof ms === 'number')).toBe(true);
  }));
