import { expect, test } from '@jest/globals';
import { botWallOf } from '../../../src/app/sources/bot-wall.ts';

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const url = 'https://paper.example/rss';
  return { status, url, headers, body: Buffer.from(body), redirects: [], crawlDelaySeconds: null };
}

test.each<[string, ReturnType<typeof answer>, string | null]>([
  ['a header', answer(403, '', { 'cf-mitigated': 'challenge' }), 'Cloudflare'],
  ['a title', answer(503, '<html><head><title>Just a moment...</title>'), 'Cloudflare'],
  ['a script', answer(200, '<html><script src="/_Incapsula_Resource?x"></script>'), 'Imperva'],
  ['a host', answer(403, '<html><script src="https://ct.captcha-delivery.com/c.js">'), 'DataDome'],
  ['words', answer(200, '<html><p>Please verify you are a human</p>'), 'unnamed'],
  ['a refusal without words', answer(403, 'Forbidden'), 'unnamed'],
  ['a page', answer(200, '<html><body>News of sport</body></html>'), null],
  ['a page that is not there', answer(404, '<html>Not found</html>'), null],
  ['a pause', answer(429, 'slow down'), null],
  ['a feed that tells of walls', answer(200, '<?xml version="1.0"?><rss>ddos-guard</rss>'), null],
  ['a long page that tells of walls', answer(200, `<html>${'x '.repeat(40_000)}ddos-guard`), null],
])('%s', (_case, given, expected) => {
  expect(botWallOf(given)).toBe(expected);
});
