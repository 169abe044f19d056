import { describe, expect, test } from '@jest/globals';
import { createWeb } from '../../src/web/app.ts';
import { withSite } from './client.ts';
import { fakeWeb } from './fake-ports.ts';
import { RICH } from './rich-data.ts';

const NAME = '2026-03-14T000000Z-0.eml';
const PATHS = ['/outbox', `/outbox/${NAME}`, `/outbox/${NAME}/html`, `/outbox/${NAME}/source`];

describe('on this machine', () => {
  test('the list names every mail, newest first', () =>
    withSite(RICH, async ({ ask }) => {
      const { page, headers } = await ask('/outbox');
      const subjects = page('tbody th')
        .map((_, cell) => page(cell).text())
        .get();
      expect(subjects).toEqual([
        'Weekly digest: 7 stories',
        'Daily digest: Russia barred, 2 stories',
        'No subject',
      ]);
      expect(page('tbody a').first().attr('href')).toBe(`/outbox/${NAME}`);
      expect(headers['cache-control']).toBe('no-store');
    }));

  test('a mail is shown in a frame that may do nothing', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask(`/outbox/${NAME}`);
      expect(page('iframe').attr('sandbox')).toBe('');
      expect(page('iframe').attr('src')).toBe(`/outbox/${NAME}/html`);
      expect(page('iframe').attr('title')).toBeTruthy();
    }));

  test('the HTML of a mail comes with a policy that runs and loads nothing', () =>
    withSite(RICH, async ({ ask }) => {
      const { headers, body } = await ask(`/outbox/${NAME}/html`);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("sandbox; default-src 'none'; style-src 'unsafe-inline'");
      expect(policy).toContain("frame-ancestors 'self'");
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
      expect(body).toContain('<script>alert(1)</script>');
    }));

  test('the source of a mail is plain text', () =>
    withSite(RICH, async ({ ask }) => {
      const { headers, body } = await ask(`/outbox/${NAME}/source`);
      expect(headers['content-type']).toBe('text/plain; charset=UTF-8');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(body).toContain('Subject: as written');
    }));

  test.each(['localhost', 'LOCALHOST:8080', '127.0.0.1:65535', '[::1]:80', '[::1]'])(
    'the Host %s is let in',
    (host) =>
      withSite(RICH, async ({ ask }) => {
        const { status, page } = await ask('/outbox', { headers: { host } });
        expect(status).toBe(200);
        expect(page('nav').first().text()).toContain('Outbox');
      }),
  );

  test('a mail that is not there is not found', () =>
    withSite(RICH, async ({ ask }) => {
      expect((await ask('/outbox/absent.eml')).status).toBe(404);
      expect((await ask('/outbox/absent.eml/html')).status).toBe(404);
      expect((await ask('/outbox/absent.eml/source')).status).toBe(404);
    }));

  test.each([
    '..%2f..%2fetc%2fpasswd',
    '..%5c..%5cwindows',
    '%2e%2e',
    '.env',
    '%2e%2e%2f%2e%2e%2fsecret',
    '%252e%252e%252fsecret%2f',
    'a%00.eml',
    'a%2fb.eml',
    'a%0d%0aX:%20y',
    'a'.repeat(300),
  ])('the name %s never reaches the folder', (name) =>
    withSite(RICH, async ({ ask, calls }) => {
      for (const part of ['', '/html', '/source']) {
        expect((await ask(`/outbox/${name}${part}`)).body).not.toContain('as written');
      }
      expect(calls.filter((call) => !call.startsWith('list'))).toEqual([]);
    }),
  );
});

describe('for everyone else there is no outbox', () => {
  test.each([
    'flagbearer.example',
    'evil.localhost.example',
    'localhost.evil.example',
    'localhost.',
    '127.0.0.1.nip.example',
    '127.0.0.2',
    '0.0.0.0',
    '192.168.1.4:8080',
    '[::ffff:127.0.0.1]',
  ])('the Host %s is turned away although the connection is local', (host) =>
    withSite(RICH, async ({ ask, calls }) => {
      const plain = await ask('/no-such-page', { headers: { host } });
      for (const path of PATHS) {
        const { status, body, headers } = await ask(path, { headers: { host } });
        expect([400, 404]).toContain(status);
        expect(body).toBe(plain.body);
        expect(Object.keys(headers)).toEqual(Object.keys(plain.headers));
      }
      expect(calls).toEqual([]);
    }),
  );

  test.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host'])(
    'a request through a proxy (%s) is turned away',
    (name) =>
      withSite(RICH, async ({ ask }) => {
        const { status, page } = await ask('/outbox', {
          headers: { host: 'localhost', [name]: '203.0.113.9' },
        });
        expect(status).toBe(404);
        expect(page('nav').text()).not.toContain('Outbox');
      }),
  );

  test.each([
    ['203.0.113.9', 404],
    ['::ffff:203.0.113.9', 404],
    ['1127.0.0.1', 404],
    [undefined, 404],
    ['127.0.0.1', 200],
    ['::ffff:127.0.0.1', 200],
    ['::1', 200],
  ])('a connection from %s is answered %d', async (remoteAddress, status) => {
    const app = createWeb(fakeWeb(RICH).ports);
    const env = { incoming: { socket: { remoteAddress } } };
    const answer = await app.request('/outbox', { headers: { host: 'localhost' } }, env);
    expect(answer.status).toBe(status);
  });

  test('where mail goes out by SMTP nobody finds one', () =>
    withSite({ ...RICH, mails: null }, async ({ ask }) => {
      for (const path of PATHS) expect((await ask(path)).status).toBe(404);
      expect((await ask('/')).page('nav').text()).not.toContain('Outbox');
    }));
});
