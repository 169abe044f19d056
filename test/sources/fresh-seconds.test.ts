import { expect, test } from '@jest/globals';

import { freshSecondsOf } from '../../src/sources/fresh-seconds.ts';

const NOW = new Date('2026-08-20T12:00:00Z');
const HTTP_NOW = 'Thu, 20 Aug 2026 12:00:00 GMT';

test.each<[Record<string, string>, number | null]>([
  [{ 'cache-control': 'public, max-age=600' }, 600],
  [{ 'cache-control': 'max-age="600"' }, 600],
  [{ 'cache-control': 's-maxage=9, max-age = 600' }, 600],
  [{ 'cache-control': 'max-age=0, no-cache' }, null],
  [{ 'cache-control': 'no-store' }, null],
  [{ expires: 'Thu, 20 Aug 2026 12:05:00 GMT' }, 300],
  [{ expires: 'Thu, 20 Aug 2026 13:05:00 GMT', date: 'Thu, 20 Aug 2026 13:00:00 GMT' }, 300],
  [{ expires: HTTP_NOW, date: HTTP_NOW }, null],
  [{ expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }, null],
  [{ expires: '0' }, null],
  [{ expires: '-1' }, null],
  [{ 'cache-control': 'max-age=60', expires: 'Thu, 20 Aug 2026 13:00:00 GMT' }, 60],
  [{ 'cache-control': 'max-age=0', expires: 'Thu, 20 Aug 2026 13:00:00 GMT' }, null],
  [{}, null],
])('%j stays fresh for %p seconds', (headers, seconds) => {
  expect(freshSecondsOf(headers, NOW)).toBe(seconds);
});
