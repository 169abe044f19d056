import { expect, test } from '@jest/globals';
import { withSite } from './client.ts';

const TOKEN = 'k3J-9_x.tail~AA';
const DATA = { tokens: { [TOKEN]: true } };
const PATH = `/unsubscribe/${TOKEN}`;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

test('opening the page shows one button and changes nothing, whatever reads it', () =>
  withSite(DATA, async ({ ask, calls }) => {
    for (const method of ['GET', 'HEAD', 'GET']) {
      expect((await ask(PATH, { method })).status).toBe(200);
    }
    const { page, headers } = await ask(PATH);
    expect(page('button')).toHaveLength(1);
    expect(page('form').attr('method')).toBe('post');
    expect(page('form').attr('action')).toBeUndefined();
    expect(page('main').text()).toContain('daily at 07:00, Europe/Vienna');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(calls.filter((call) => call.startsWith('unsubscribe'))).toEqual([]);
  }));

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])('%s changes nothing', (method) =>
  withSite(DATA, async ({ ask, calls }) => {
    const { status, headers } = await ask(PATH, { method });
    expect(status).toBe(405);
    expect(headers['allow']).toBe('GET, HEAD, POST');
    expect(calls).toEqual([]);
  }),
);

test.each([
  ['the one click of a mail provider', { headers: FORM, body: 'List-Unsubscribe=One-Click' }],
  ['the button', { headers: { ...FORM, origin: 'null' }, body: 'List-Unsubscribe=One-Click' }],
  ['a post without a body', {}],
  [
    'a multipart post',
    {
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
    },
  ],
  [
    'a chunked post',
    { headers: { ...FORM, 'transfer-encoding': 'chunked' }, body: 'List-Unsubscribe=One-Click' },
  ],
])('%s unsubscribes at once, without redirect or cookie', (_what, question) =>
  withSite(DATA, async ({ ask, calls }) => {
    const { status, page, headers } = await ask(PATH, { method: 'POST', ...question });
    expect(status).toBe(200);
    expect(page('h1').text()).toBe('You are unsubscribed');
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['location']).toBeUndefined();
    expect(calls).toEqual([`unsubscribe ${TOKEN}`]);
  }),
);

test('a second unsubscription is as good as the first', () =>
  withSite(DATA, async ({ ask }) => {
    for (let time = 0; time < 3; time += 1) {
      const { status, page } = await ask(PATH, { method: 'POST' });
      expect(status).toBe(200);
      expect(page('h1').text()).toBe('You are unsubscribed');
    }
    const { page } = await ask(PATH);
    expect(page('h1').text()).toBe('You are unsubscribed');
    expect(page('button')).toHaveLength(0);
  }));

test('whoever wants nothing at all any more is asked by a page of its own, with one button', () =>
  withSite(DATA, async ({ ask, calls }) => {
    const link = (await ask(PATH)).page('main a').attr('href') ?? '';
    expect(link).toBe(`${PATH}/everything`);
    for (const method of ['GET', 'HEAD']) expect((await ask(link, { method })).status).toBe(200);
    const { page } = await ask(link);
    expect(page('button')).toHaveLength(1);
    expect(page('form').attr('method')).toBe('post');
    expect(calls.filter((call) => call.startsWith('unsubscribe'))).toEqual([]);
    for (let time = 0; time < 2; time += 1) {
      const answer = await ask(link, { method: 'POST' });
      expect(answer.status).toBe(200);
      expect(answer.page('h1').text()).toBe('Nothing more will be sent to you');
      expect(answer.headers['location'] ?? answer.headers['set-cookie']).toBeUndefined();
    }
    expect(calls).toContain(`unsubscribe ${TOKEN} from everything`);
    expect((await ask('/unsubscribe/of-nobody/everything', { method: 'POST' })).status).toBe(404);
    // Also after the one click there is the way to the other.
    expect((await ask(PATH)).page('main a').attr('href')).toBe(link);
  }));

test.each(['GET', 'POST'])(
  '%s with a token that nobody has says that nothing was changed',
  (method) =>
    withSite(DATA, async ({ ask }) => {
      const { status, page } = await ask('/unsubscribe/of-nobody', { method });
      expect(status).toBe(404);
      expect(page('main').text()).toContain('nothing was changed');
    }),
);

test.each(['a%2fb', 'a%00', '%3Cscript%3E', 'x'.repeat(257), 'a%20b', '%ff'])(
  'the token %s is not even looked up',
  (token) =>
    withSite(DATA, async ({ ask, calls }) => {
      for (const method of ['GET', 'POST']) {
        expect((await ask(`/unsubscribe/${token}`, { method })).status).toBe(404);
      }
      expect(calls).toEqual([]);
    }),
);

test.each([
  ['with a length', {}],
  ['without one', { 'transfer-encoding': 'chunked' }],
])('a body beyond 16 KB %s is refused and nothing is changed', (_how, headers) =>
  withSite(DATA, async ({ ask, calls }) => {
    const body = 'a'.repeat(16 * 1024 + 1);
    const { status } = await ask(PATH, { method: 'POST', headers: { ...FORM, ...headers }, body });
    expect(status).toBe(413);
    expect(calls).toEqual([]);
  }),
);

test('the token is in no log line', () =>
  withSite(DATA, async ({ ask, lines }) => {
    await ask(`${PATH}?also=${TOKEN}`);
    await ask(PATH, { method: 'POST' });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ method: 'POST', route: '/unsubscribe/:token', status: 200 });
    expect(JSON.stringify(lines)).not.toContain(TOKEN);
  }));
