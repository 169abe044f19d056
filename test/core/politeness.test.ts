import { expect, test } from '@jest/globals';

import { hostPauseMs, paceKey, type PaceScope } from '../../src/core/politeness.ts';

test.each<[string, PaceScope, string]>([
  ['https://www.Paper.example:8443/rss?a=b#c', 'url', 'https://www.paper.example:8443/rss?a=b'],
  ['https://www.paper.example/rss', 'host', 'www.paper.example'],
  ['http://www.paper.example:8080/', 'host', 'www.paper.example'],
  ['https://news.www.paper.example/', 'site', 'paper.example'],
  ['https://news.bbc.co.uk/', 'site', 'bbc.co.uk'],
  ['https://a.b.com.ua/', 'site', 'b.com.ua'],
  ['https://paper.example/', 'site', 'paper.example'],
  ['http://127.0.0.1:80/', 'site', '127.0.0.1'],
  ['http://[::1]/', 'site', '[::1]'],
  ['nonsense', 'site', 'nonsense'],
])('%s by %s waits with %s', (address, scope, key) => {
  expect(paceKey(address, scope)).toBe(key);
});

test.each([
  [429, null, 30_000],
  [429, 120, 120_000],
  [429, 9e9, 3_600_000],
  [503, 60, 60_000],
  [503, null, null],
  [403, 60, null],
])('after %i with Retry-After %p the host is left alone for %p ms', (status, seconds, ms) => {
  expect(hostPauseMs(status, seconds)).toBe(ms);
});
