import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isLoopbackHost } from '../../../src/app/ops/entrance.ts';
import { serveService } from '../../../src/app/serve.ts';
import { tellWayIn } from '../../../src/cli/ops-link.ts';
import { openTestConsole, type TestConsole } from '../../support/console.ts';
import { ask } from '../../web/client.ts';

let site: TestConsole;
beforeAll(async () => {
  site = await openTestConsole();
}, 60_000);
afterAll(() => site?.close());

test('a service that listens on this machine without operators has a link that leads in', async () => {
  site.setOperators([]);
  const web = await serveService(site.service, {
    host: '127.0.0.1',
    port: 0,
    metricsTokenHash: null,
  });
  const link = new URL(web.signIn ?? '');
  expect(link.origin).toBe(web.url);
  expect((await ask(web.url, link.pathname)).page('h1').text()).toBe('Sign in');
  expect((await ask(web.url, '/ops')).status).toBe(404);
  await web.close();
});

test.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.5', false],
  ['127.0.0.1.example.org', false],
  ['localhost.example.org', false],
])('a link for %s: %j', (host, wanted) => {
  expect(isLoopbackHost(host)).toBe(wanted);
});

test('the link is told with what it is good for, and nothing where there is none', () => {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  tellWayIn({ print }, null);
  expect(lines).toEqual([]);
  tellWayIn({ print }, 'http://127.0.0.1:8080/ops/enter/x');
  expect(lines.join('\n')).toContain('once and within an hour: http://127.0.0.1:8080/ops/enter/x');
});
