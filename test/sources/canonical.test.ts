import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { canonicalUrl, withoutTracking } from '../../src/sources/canonical.ts';
import { toItem } from '../../src/sources/item.ts';
import { aSource } from './a-source.ts';

const PAGE = 'https://www.example.org/sport/a-1';
const escaped = encodeURIComponent(PAGE);
const googleNews = Buffer.from(
  `\u0008\u0013\u0022${String.fromCodePoint(PAGE.length)}${PAGE}Ò\u0001\u0000`,
  'latin1',
).toString('base64url');

test.each([
  ['Google', `https://www.google.com/url?rct=j&sa=t&url=${escaped}&ct=ga`],
  ['Google in another country', `http://google.co.uk/url?q=${escaped}`],
  ['Google News', `https://news.google.com/rss/articles/${googleNews}?oc=5`],
  ['Google’s viewer', 'https://www.google.de/amp/s/www.example.org/sport/a-1/amp'],
  [
    'an AMP cache',
    'https://www-example-org.cdn.ampproject.org/v/s/www.example.org/sport/a-1?amp_js_v=0.1&usqp=x',
  ],
  ['Yandex', `https://yandex.ru/clck/jsredir?from=x&text=${escaped}`],
  [
    'Yandex News',
    'https://news.yandex.ru/yandsearch?lang=ru&cl4url=https://www.example.org/sport/a-1',
  ],
  ['Yandex Turbo', 'https://yandex.ru/turbo/www.example.org/s/sport/a-1'],
  ['Yandex Turbo by a parameter', `https://yandex.by/turbo?text=${escaped}`],
  ['Turbo pages', 'https://example-org.turbopages.org/turbo/www.example.org/s/sport/a-1'],
  ['Zen', `https://dzen.ru/away?to=${escaped}`],
  ['Bing', `https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=${escaped}`],
  ['a social network', `https://vk.com/away.php?to=${escaped}&cc_key=`],
  ['another', `https://l.facebook.com/l.php?u=${encodeURIComponent(`${PAGE}?fbclid=1`)}&h=x`],
  [
    'two wrappers',
    `https://www.google.com/url?url=${encodeURIComponent(`https://dzen.ru/away?to=${escaped}`)}`,
  ],
])('%s wraps an address', (_service, wrapper) => {
  expect(canonicalUrl(wrapper)).toBe(PAGE);
});

test.each([
  'https://www.google.com/search?q=https://example.org',
  'https://news.google.com/rss/articles/CBMiAU_yqLNewKindOfAddressesThatShowNothing',
  'https://example.org/url?url=https://example.com/a',
  'https://www.google.com/url?url=javascript:alert(1)',
])('%s wraps nothing', (address) => {
  expect(canonicalUrl(address)).toBe(address);
});

test.each([
  ['https://www.example.org/a/amp', 'https://www.example.org/a'],
  ['https://www.example.org/a/amp/', 'https://www.example.org/a/'],
  ['https://www.example.org/amp/a', 'https://www.example.org/a'],
  ['https://www.example.org/a.amp.html', 'https://www.example.org/a.html'],
  ['https://www.example.org/a/amp.html', 'https://www.example.org/a/'],
  ['https://www.example.org/a?amp=1&b=2', 'https://www.example.org/a?b=2'],
  ['https://www.example.org/a?amp', 'https://www.example.org/a'],
  ['https://www.example.org/a?outputType=amp', 'https://www.example.org/a'],
  ['https://amp.example.org/a', 'https://www.example.org/a'],
  ['https://m.example.org/a', 'https://www.example.org/a'],
  ['https://mobile.example.co.uk/a', 'https://www.example.co.uk/a'],
  ['https://m.sport.example.org/a', 'https://sport.example.org/a'],
  ['https://www.m.example.org/a', 'https://www.example.org/a'],
  ['https://www.example.org/news/index.html', 'https://www.example.org/news/'],
  ['https://www.example.org/amp/index.php', 'https://www.example.org/'],
  ['https://www.example.org:443/a', 'https://www.example.org/a'],
  ['http://www.example.org:80/a?_hsenc=1&ref_src=x&igsh=y', 'http://www.example.org/a'],
  ['https://www.example.org/%d0%bf?q=%d0%bf', 'https://www.example.org/%D0%BF?q=%d0%bf'],
])('%s is a variant of %s', (variant, canonical) => {
  expect(canonicalUrl(variant)).toBe(canonical);
});

test.each([
  'https://www.example.org/amp',
  'https://www.example.org/ampere/a',
  'https://www.example.org/a/campamp',
  'https://www.example.org/a?amp=full-story',
  'https://www.example.org/index.php?id=4',
  'https://www.example.org/index.php/a',
  'https://m.tv/a',
  'https://example.org/a',
  'https://example.org:8443/a',
])('%s is no variant', (address) => {
  expect(canonicalUrl(address)).toBe(address);
});

describe('an item', () => {
  const read = { fetchedAt: new Date('2026-08-20T12:00:00Z'), responseUrl: PAGE };
  const item = (link: string) =>
    toItem({ guid: null, title: 'T', summary: '', link, published: null }, aSource(), read);

  test('is known again by the address that its source gives it, which newer rules must not change', () => {
    expect(item('https://m.example.org/a/amp?utm_source=x')).toMatchObject({
      key: 'https://m.example.org/a/amp',
      canonicalUrl: 'https://www.example.org/a',
    });
    expect(withoutTracking('mailto:a@example.org')).toBeNull();
  });

  test('is one article with what others list under a wrapper', () => {
    const wrapped = item(`https://www.google.com/url?url=${escaped}`);
    expect(wrapped?.canonicalUrl).toBe(item(PAGE)?.canonicalUrl);
    expect(wrapped?.outlet).toBe('Example');
    expect(item('https://m.example.org/a')?.outlet).toBe('Example');
    const mobile = aSource({ url: 'https://m.example.org/rss' });
    const entry = { guid: null, title: 'T', summary: '', link: PAGE, published: null };
    expect(toItem(entry, mobile, read)?.outlet).toBe('Example');
  });
});

test('a canonical address is its own canonical address, whatever hides in it', () => {
  const piece = fc.constantFrom(
    '/amp',
    '/amp/',
    '/a',
    '.amp',
    '.html',
    '/index.php',
    '/',
    '?amp=1',
    '?a',
    '&utm_source=x',
    '%d0',
    '/amp.html',
    'm.',
    '#b',
  );
  const host = fc.constantFrom('www.', 'm.', 'amp.', 'mobile.', 'example.', 'co.');
  const wrapper = fc.constantFrom(
    (inner: string) => inner,
    (inner: string) => `https://www.google.com/url?url=${encodeURIComponent(inner)}`,
    (inner: string) => `https://yandex.ru/turbo?text=${encodeURIComponent(inner)}`,
    (inner: string) => inner.replace('https://', 'https://x.cdn.ampproject.org/c/s/'),
  );
  const address = fc
    .tuple(fc.array(host, { maxLength: 4 }), fc.array(piece, { maxLength: 8 }), wrapper, wrapper)
    .map(([hosts, pieces, once, twice]) =>
      twice(once(`https://${hosts.join('')}example.org/${pieces.join('')}`)),
    );
  fc.assert(
    fc.property(address, (written) => {
      const canonical = canonicalUrl(written);
      expect(canonical).not.toBeNull();
      expect(canonicalUrl(canonical ?? '')).toBe(canonical);
    }),
    { numRuns: 1000 },
  );
});
