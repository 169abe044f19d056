import { describe, expect, test } from '@jest/globals';

import { botWallOf } from '../../src/sources/bot-wall.ts';

function wall(status: number, body: string, headers: Record<string, string> = {}): string | null {
  return botWallOf({ status, headers, body: Buffer.from(body) });
}

const PAGE = '<!DOCTYPE html><html><head><title>Wait</title></head><body>Wait</body></html>';

describe('a bot wall is recognised', () => {
  test.each<[string, number, string, Record<string, string>]>([
    ['Cloudflare', 403, PAGE, { 'cf-mitigated': 'challenge', server: 'cloudflare' }],
    ['Cloudflare', 503, '<html><title>Just a moment...</title></html>', {}],
    ['Cloudflare', 403, '<html><script>window._cf_chl_opt={};</script></html>', {}],
    [
      'Cloudflare',
      200,
      '<html><script src="/cdn-cgi/challenge-platform/h/b/orchestrate/x"></script></html>',
      {},
    ],
    [
      'Cloudflare',
      403,
      '<html><title>Access denied | paper.example used Cloudflare to restrict access</title></html>',
      {},
    ],
    [
      'DataDome',
      403,
      '<html><script src="https://ct.captcha-delivery.com/c.js"></script></html>',
      {},
    ],
    ['DataDome', 403, PAGE, { 'X-DataDome': 'protected' }],
    [
      'Akamai',
      403,
      '<HTML><BODY>Reference #18.1 https://errors.edgesuite.net/18.1</BODY></HTML>',
      {},
    ],
    ['Akamai', 403, PAGE, { server: 'AkamaiGHost' }],
    ['Imperva', 200, '<html><script src="/_Incapsula_Resource?SWJIYLWA=1"></script></html>', {}],
    ['Imperva', 403, PAGE, { 'x-iinfo': '1-2-3' }],
    ['HUMAN', 403, '<html><div id="px-captcha"></div></html>', {}],
    ['AWS WAF', 202, '', { 'x-amzn-waf-action': 'challenge' }],
    [
      'DDoS-Guard',
      403,
      '<html><script src="/.well-known/ddos-guard/js-challenge/index.js"></script></html>',
      {},
    ],
    ['DDoS-Guard', 403, PAGE, { server: 'ddos-guard' }],
    ['Qrator', 403, '<html><script src="/__qrator/qauth.js"></script></html>', {}],
    ['unnamed', 200, '<html><p>Please verify you are a human</p></html>', {}],
  ])('%s at %i', (name, status, body, headers) => {
    expect(wall(status, body, headers)).toBe(name);
  });
});

describe('no bot wall is seen', () => {
  test.each<[string, number, string, Record<string, string>]>([
    ['in an ordinary refusal', 403, PAGE, {}],
    ['in a page that is not there, behind Cloudflare', 404, PAGE, { server: 'cloudflare' }],
    ['in a broken origin, behind Imperva', 502, PAGE, { 'x-iinfo': '1-2-3' }],
    [
      'in a page that carries the usual script of Cloudflare',
      200,
      '<html><script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script></html>',
      { server: 'cloudflare' },
    ],
    [
      'in a feed that reports of one',
      200,
      '<?xml version="1.0"?><rss><channel><item><description>px-captcha and captcha-delivery.com</description></item></channel></rss>',
      { 'x-datadome': 'protected' },
    ],
    ['in an error of an interface', 403, '{"error":"forbidden"}', { server: 'ddos-guard' }],
    ['far down a long page', 403, `<html>${' '.repeat(100_000)}px-captcha</html>`, {}],
    ['in nothing', 500, '', {}],
  ])('%s', (_name, status, body, headers) => {
    expect(wall(status, body, headers)).toBeNull();
  });
});
