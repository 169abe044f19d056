import { expect, test } from '@jest/globals';
import { createWeb } from '../../src/web/app.ts';
import { fakeWeb } from './fake-ports.ts';

const DATA = { tokens: { 'a-token': true } };

function site() {
  const { ports, calls } = fakeWeb(DATA);
  return { app: createWeb(ports), calls };
}

test('opening the link of a story asks, and notes nothing', async () => {
  const { app, calls } = site();
  for (const method of ['GET', 'HEAD']) {
    const answer = await app.request('/feedback/a-token/7', { method });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  expect(calls).toEqual([]);
});

test('the question names the story, as text', async () => {
  const page = await (await site().app.request('/feedback/a-token/7')).text();
  expect(page).toContain('&lt;i&gt;A headline&lt;/i&gt;');
  expect(page).toContain('<form method="post">');
});

test('the button notes it, as often as it is pressed', async () => {
  const { app, calls } = site();
  for (let time = 0; time < 2; time += 1) {
    const answer = await app.request('/feedback/a-token/7', { method: 'POST' });
    expect([answer.status, (await answer.text()).includes('Thank you')]).toEqual([200, true]);
  }
  expect(calls).toEqual(['irrelevant a-token 7', 'irrelevant a-token 7']);
  expect(await (await app.request('/feedback/a-token/7')).text()).toContain('Thank you');
});

test.each([
  ['/feedback/nobody/7', 404],
  ['/feedback/a-token/8', 404],
  ['/feedback/a-token/7%20or%201', 404],
  ['/feedback/a-token', 404],
])('%s is not known', async (path, status) => {
  expect((await site().app.request(path)).status).toBe(status);
  expect((await site().app.request(path, { method: 'POST' })).status).toBe(status);
});
