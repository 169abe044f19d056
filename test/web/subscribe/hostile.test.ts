import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openSite, type Question, type Site } from '../client.ts';
import { formBody } from './real-site.ts';

const TOKEN = 'token-of-a-reader';
const KEY = 'key-of-a-sign-up';
let site: Site;

beforeAll(async () => {
  site = await openSite({ tokens: { [TOKEN]: true } });
});
afterAll(() => site?.close());
beforeEach(() => {
  site.calls.length = 0;
});

/** What would have changed something. */
const changes = (): string[] => site.calls.filter((call) => !/^(?:find|list|story) /.test(call));

const post = (body: string, headers: Readonly<Record<string, string>> = {}): Question => ({
  method: 'POST',
  headers: { ...formBody().headers, ...headers },
  body,
});

const GOOD = formBody({ do: 'save', answer: 'yes' }).body;

describe.each(['/subscribe', `/preferences/${TOKEN}`, `/preferences/${TOKEN}/address`])(
  'a form to %s',
  (path) => {
    test.each<[string, Question, number]>([
      ['of two megabytes', post(`${GOOD}&more=${'x'.repeat(2_000_000)}`), 413],
      [
        'of two megabytes in chunks',
        post(`${GOOD}&more=${'x'.repeat(2_000_000)}`, { 'transfer-encoding': 'chunked' }),
        413,
      ],
      ['of thousands of fields', post(`${GOOD}${'&a=1'.repeat(3_000)}`), 400],
      [
        'as JSON',
        post(JSON.stringify({ email: 'a@b.example' }), { 'content-type': 'application/json' }),
        400,
      ],
      ['as text that reads like a form', post(GOOD, { 'content-type': 'text/plain' }), 400],
      [
        'as multipart',
        post('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' }),
        400,
      ],
      ['of no declared type', { method: 'POST', body: GOOD }, 400],
      ['that is empty', post(''), 400],
      ['that is no text', post('\u0000\u0001%ff%fe=&&&=%'), 400],
    ])('%s is refused, and changes nothing', async (_what, question, status) => {
      const answer = await site.ask(path, question);
      expect(answer.status).toBe(status);
      expect(changes()).toEqual([]);
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    });
  },
);

test.each([
  ['email', 'anna@example.org\r\nBcc: berta@example.org'],
  ['email', 'anna@example.org\u0000'],
  ['email', 'anna@example.org,berta@example.org'],
  ['email', '<script>alert(1)</script>@example.org'],
  ['email', `${'a'.repeat(10_000)}@example.org`],
  ['zone', '"><script>alert(1)</script>'],
  ['zone', 'Europe/Vienna\u0000'],
  ['zone', '../../etc/passwd'],
  ['time', '08:00:61'],
  ['when', 'hourly'],
  ['sports', '<img src=x>'],
  ['countries', '__proto__'],
  ['language', 'constructor'],
])('a sign-up with %s %j is sent back with the mistake at its field', async (field, value) => {
  const { status, page, body } = await site.ask('/subscribe', formBody({ [field]: value }));
  expect(status).toBe(400);
  expect(changes()).toEqual([]);
  expect(page(`.problems a[href="#${field}"]`)).toHaveLength(1);
  expect(page(`#${field}-problem`)).toHaveLength(1);
  expect(page('script, img')).toHaveLength(0);
  expect(body).not.toContain('\u0000');
});

test.each(['email', 'when', 'zone', 'time', 'language'])(
  'a sign-up that says %s twice is not guessed at',
  async (field) => {
    const body = `${formBody().body}&${field}=${field === 'email' ? 'b%40example.org' : 'weekly'}`;
    expect((await site.ask('/subscribe', post(body))).status).toBe(400);
    expect(changes()).toEqual([]);
  },
);

test('what was typed comes back as text, and what was chosen stays chosen', async () => {
  const typed = '"><b onmouseover=alert(1)>@x';
  const { page } = await site.ask(
    '/subscribe',
    formBody({ email: typed, when: 'weekly', weekday: '3', sports: ['judo'], language: 'de' }),
  );
  expect(page('#email').attr('value')).toBe(typed);
  expect(page('b')).toHaveLength(0);
  expect(page('input[name=when][checked]').attr('value')).toBe('weekly');
  expect(page('#weekday option[selected]').attr('value')).toBe('3');
  expect(page('input[name=sports][checked]').attr('value')).toBe('judo');
  expect(page('#language option[selected]').attr('value')).toBe('de');
});

test('another site’s page cannot have its readers sign somebody up', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  expect((await site.ask('/subscribe', post(GOOD, headers))).status).toBe(400);
  expect(changes()).toEqual([]);
  const own = { 'sec-fetch-site': 'same-origin', origin: 'null' };
  expect((await site.ask('/subscribe', post(formBody().body, own))).status).toBe(303);
  expect(changes()).toEqual(['ask anna@example.org']);
});

describe.each([
  `/subscribe/confirm/${KEY}`,
  `/preferences/${TOKEN}`,
  `/preferences/${TOKEN}/erase`,
  '/address/key-of-a-new-end',
  '/address/key-of-an-old-end',
])('%s', (path) => {
  test.each(['GET', 'HEAD'])('%s shows it and changes nothing', async (method) => {
    for (let time = 0; time < 2; time += 1) {
      const { status, headers } = await site.ask(path, { method });
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-robots-tag']).toContain('noindex');
      expect(headers['set-cookie']).toBeUndefined();
    }
    expect(changes()).toEqual([]);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is not for it', async (method) => {
    expect((await site.ask(path, { method })).status).toBe(405);
    expect(changes()).toEqual([]);
  });
});

test.each(['a%2fb', 'a%00', '%3Cscript%3E', 'x'.repeat(257), 'a%20b', '%ff', '..%2f..'])(
  'the key %s is not even looked up',
  async (key) => {
    for (const path of [`/subscribe/confirm/${key}`, `/preferences/${key}`, `/address/${key}`]) {
      expect((await site.ask(path)).status).toBe(404);
      const { status } = await site.ask(path, post('answer=yes&do=save'));
      expect(status).toBe(404);
    }
    expect(changes()).toEqual([]);
  },
);

test('no address, key or token is in a log line', async () => {
  await site.ask('/subscribe', formBody());
  await site.ask(`/subscribe/confirm/${KEY}`, { method: 'POST' });
  await site.ask(`/preferences/${TOKEN}`, formBody({ do: 'save' }));
  await site.ask(`/preferences/${TOKEN}/address`, formBody({ email: 'new@example.org' }));
  expect(changes()).toHaveLength(4);
  const lines = JSON.stringify(site.lines);
  for (const secret of [TOKEN, KEY, 'anna@example.org', 'new@example.org']) {
    expect(lines).not.toContain(secret);
  }
});
