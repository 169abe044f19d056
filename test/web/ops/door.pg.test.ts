import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { MOST_FAILURES } from '../../../src/app/ops/access.ts';
import { hashOfToken } from '../../../src/app/ops/tokens.ts';
import {
  openTestConsole,
  OPERATORS,
  signedIn,
  TOKENS,
  visitorOf,
  type TestConsole,
} from '../../support/console.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let site: TestConsole;
beforeAll(async () => {
  site = await openTestConsole();
}, 60_000);
afterAll(() => site?.close());
afterEach(() => site.setOperators(OPERATORS));

describe('with operators', () => {
  test('whoever is not signed in is sent to the door, and on to where they wanted to go', async () => {
    const visitor = visitorOf(site);
    const sent = await visitor.get('/ops/sources/paper?done=1');
    expect([sent.status, sent.headers.location]).toEqual([
      303,
      '/ops/sign-in?to=%2Fops%2Fsources%2Fpaper%3Fdone%3D1',
    ]);
    const door = await visitor.get(String(sent.headers.location));
    const to = String(door.page('input[name=to]').attr('value'));
    const welcomed = await visitor.post('/ops/sign-in', { token: TOKENS.anna, to });
    expect([welcomed.status, welcomed.headers.location]).toEqual([
      303,
      '/ops/sources/paper?done=1',
    ]);
    expect((await visitor.get('/ops')).page('.ops-operator').text()).toBe('anna');
  });

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/ops//evil.example\r\nX: y',
    '/unsubscribe/x',
    'javascript:alert(1)',
  ])('nobody is sent on to %j', async (to) => {
    const visitor = visitorOf(site);
    const { headers } = await visitor.post('/ops/sign-in', { token: TOKENS.anna, to });
    expect(headers.location).toBe('/ops');
  });

  test('the session cookie is read by no script and sent by no other site’s form', async () => {
    const { headers } = await visitorOf(site).post('/ops/sign-in', { token: TOKENS.anna });
    const cookie = headers['set-cookie']?.find((line) => line.startsWith('ops='));
    expect(cookie).toMatch(/^ops=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('pages are kept by no cache, found by no search engine and framed by nobody', async () => {
    const { headers } = await (await signedIn(site)).get('/ops');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toBe('noindex, nofollow');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/script-src|unsafe/);
  });

  test('of a token and of a session only hashes are kept', async () => {
    const visitor = await signedIn(site);
    const { rows } = await site.records.pool.query('select * from operator_sessions');
    const kept = JSON.stringify(rows);
    expect(kept).not.toContain(visitor.cookies.get('ops'));
    expect(kept).not.toContain(TOKENS.anna);
  });

  test('a forged session is none, and a session that was signed out cannot be replayed', async () => {
    const visitor = await signedIn(site);
    const id = visitor.cookies.get('ops') ?? '';
    const ask = (value: string) => site.ask('/ops', { headers: { cookie: `ops=${value}` } });
    expect((await ask(id)).status).toBe(200);
    expect((await ask(`A${id.slice(1)}B`)).status).toBe(303);
    expect((await ask('A'.repeat(43))).status).toBe(303);
    await visitor.post('/ops/sign-out');
    expect(visitor.cookies.has('ops')).toBe(false);
    expect((await ask(id)).status).toBe(303);
  });

  test('a session ends with its time, with its operator’s row, and with a new token', async () => {
    const [first, second] = [await signedIn(site), await signedIn(site)];
    site.setOperators([{ name: 'anna', token: hashOfToken('another') }]);
    expect((await first.get('/ops')).status).toBe(303);
    site.setOperators([{ name: 'boris', token: hashOfToken(TOKENS.anna) }]);
    expect((await first.get('/ops')).status).toBe(303);
    site.setOperators(OPERATORS);
    expect((await second.get('/ops')).status).toBe(200);
    site.forward(12 * HOUR);
    expect((await second.get('/ops')).status).toBe(303);
  });

  test('coming in and going out is in the audit log', async () => {
    const visitor = await signedIn(site, 'boris');
    await visitor.post('/ops/sign-out');
    const log = (await site.log()).filter(({ operator }) => operator === 'boris');
    expect(log.map(({ action }) => action)).toEqual(['sign in', 'sign out']);
  });

  test('the one-time link leads nowhere', async () => {
    expect(site.link).toBeNull();
    expect((await site.ask('/ops/enter/anything')).status).toBe(404);
  });
});

describe('attempts', () => {
  test('with wrong tokens are refused, on record, and after some nobody from there gets in for a while', async () => {
    const visitor = visitorOf(site);
    const attempt = async (token: string) => (await visitor.post('/ops/sign-in', { token })).status;
    const before = (await site.log()).length;
    for (let n = 0; n < MOST_FAILURES; n += 1) expect(await attempt(`wrong-${n}`)).toBe(401);
    const late = await visitor.post('/ops/sign-in', { token: TOKENS.anna });
    expect(late.status).toBe(429);
    expect(Number(late.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
    expect(await attempt('wrong again')).toBe(429);
    const refused = (await site.log()).slice(before);
    expect(refused).toHaveLength(MOST_FAILURES);
    expect(JSON.stringify(refused)).not.toContain('wrong-1');
    site.forward(15 * MINUTE + 1000);
    expect(await attempt(TOKENS.anna)).toBe(303);
  });
});

test('over https the cookie has the prefix that no other site and nobody on the way can set', async () => {
  const secure = await openTestConsole({ baseUrl: 'https://digest.example.org' });
  try {
    const { headers } = await visitorOf(secure).post('/ops/sign-in', { token: TOKENS.anna });
    const cookies = headers['set-cookie'] ?? [];
    expect(cookies.some((line) => /^__Host-ops=[\w-]{43}; .*Path=\/; .*Secure/.test(line))).toBe(
      true,
    );
    const id = cookies.map((line) => /^__Host-ops=([\w-]+)/.exec(line)?.[1]).find(Boolean);
    const plain = await secure.ask('/ops', { headers: { cookie: `ops=${id}` } });
    expect(plain.status).toBe(303);
  } finally {
    await secure.close();
  }
}, 60_000);
