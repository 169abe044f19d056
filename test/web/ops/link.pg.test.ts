import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LINK_MS } from '../../../src/app/ops/entrance.ts';
import { openTestConsole, OPERATORS, visitorOf, type TestConsole } from '../../support/console.ts';

let site: TestConsole;
beforeAll(async () => {
  site = await openTestConsole({ operators: [], baseUrl: 'https://digest.example.org' });
}, 60_000);
afterAll(() => site?.close());

describe('without any operator', () => {
  test('there is no console to whoever has not come by the one-time link', async () => {
    const paths = new Set(site.app.routes.map(({ path }) => path.replaceAll(/:\w+|\*/g, '1')));
    for (const path of [...paths].filter((one) => one.startsWith('/ops'))) {
      const [got, posted] = [
        await site.ask(path),
        await site.ask(path, { method: 'POST', body: 'form=x' }),
      ];
      // What can only be read may say so: that is said of any address.
      expect([path, got.status]).toEqual([path, 404]);
      expect([404, 405]).toContain(posted.status);
      expect(got.headers['set-cookie']).toBeUndefined();
    }
  });

  test('to open the link uses nothing up, its button does, and then it leads nowhere', async () => {
    const door = `/ops/enter/${site.link}`;
    const [first, second] = [visitorOf(site, door), visitorOf(site, door)];
    expect((await first.get(door)).page('h1').text()).toBe('Sign in');
    const token = await second.formToken();
    const entered = await first.post(door);
    expect([entered.status, entered.headers.location]).toEqual([303, '/ops']);
    expect((await first.get('/ops')).page('.ops-operator').text()).toBe('local');
    expect((await second.post(door, { form: token })).status).toBe(404);
    expect((await second.get(door)).status).toBe(404);

    // Its session is for this machine, and does not outlive the time without operators.
    const cookie = `ops=${first.cookies.get('ops')}`;
    const proxied = { cookie, 'x-forwarded-for': '203.0.113.7' };
    expect((await site.ask('/ops', { headers: proxied })).status).toBe(404);
    expect((await site.ask('/ops', { headers: { cookie, host: 'rebound.example' } })).status).toBe(
      404,
    );
    site.setOperators(OPERATORS);
    expect((await first.get('/ops')).status).toBe(303);
    site.setOperators([]);
    expect((await first.get('/ops')).status).toBe(200);
  });
});

test('a link leads in for an hour, on this machine only, and each process has its own', async () => {
  const other = await openTestConsole({ operators: [] });
  try {
    const door = `/ops/enter/${other.link}`;
    expect((await site.ask(door)).status).toBe(404);
    const away = await other.ask(door, { headers: { 'x-forwarded-for': '203.0.113.7' } });
    expect(away.status).toBe(404);
    expect((await other.ask(`${door.slice(0, -1)}~`)).status).toBe(404);
    other.forward(LINK_MS - 1000);
    const visitor = visitorOf(other, door);
    const form = await visitor.formToken();
    other.forward(2000);
    expect((await visitor.post(door, { form })).status).toBe(404);
  } finally {
    await other.close();
  }
}, 60_000);

test('where others could reach it no link is made', async () => {
  const open = await openTestConsole({ operators: [], isLoopback: false });
  try {
    expect(open.link).toBeNull();
  } finally {
    await open.close();
  }
}, 60_000);
