import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openTestConsole,
  signedIn,
  type TestConsole,
  type Visitor,
} from '../../support/console.ts';
import { addressesOf, fillConsole, type ConsoleData } from '../../support/console-data.ts';
import { insertItems } from '../../../src/store/items.ts';
import { anItem, aVerdict, NOON } from '../../support/records.ts';
import { openStory } from '../../support/stories.ts';
import { dangersOf } from '../dangers.ts';
import { PAYLOADS } from '../payloads.ts';

/** One of each way in which text breaks out: in every text of every page at once. */
const WORDS = `"><script>alert(1)</script>' onmouseover='alert(1)</title><img src=x onerror=alert(1)>`;

let site: TestConsole;
let data: ConsoleData;
let anna: Visitor;
beforeAll(async () => {
  site = await openTestConsole();
  const { sources } = site.service.app.config;
  for (const source of sources) Object.assign(source, { name: WORDS, url: 'javascript:alert(1)' });
  data = await fillConsole(site, WORDS);
  anna = await signedIn(site);
}, 60_000);
afterAll(() => site?.close());

describe('hostile texts', () => {
  test('are only text on every page', async () => {
    const seen: string[] = [];
    for (const address of addressesOf(site, 'GET', data)) {
      const { status, page, headers, body } = await anna.get(address);
      const isPage = headers['content-type']?.startsWith('text/html') === true;
      // The mail and the board of jobs have policies of their own, and tests of their own.
      if (status !== 200 || !isPage || /\/mail\b|\/board/.test(address)) continue;
      page('script[src^="/ops/tune/"]').remove();
      expect([address, dangersOf(page)]).toEqual([address, []]);
      if (body.includes('&lt;script&gt;')) seen.push(address);
    }
    expect(seen.length).toBeGreaterThan(8);
  });

  test('of the query are not reflected as more than text', async () => {
    const asked = encodeURIComponent(WORDS);
    for (const address of [
      `/ops/why?q=${asked}`,
      `/ops/audit?subject=${asked}&operator=${asked}&before=${asked}`,
      `/ops/subscribers?q=${asked}&state=${asked}&after=${asked}`,
      `/ops/digests/preview?email=${asked}`,
      `/ops/digests?state=${asked}&before=${asked}`,
      `/ops/stories?before=${asked}`,
      `/ops/sources/${asked}`,
      `/ops?done=${asked}`,
    ]) {
      const { page, status } = await anna.get(address);
      expect([address, status < 500, dangersOf(page)]).toEqual([address, true, []]);
    }
  });

  test('of a mail run nothing: it is sandboxed, under a policy without scripts', async () => {
    const { headers, page } = await anna.get(`/ops/digests/${data.digest}/mail`);
    expect(headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    expect(page('script')).toHaveLength(0);
    const shown = await anna.get(`/ops/digests/${data.digest}`);
    expect(shown.page('iframe').attr('sandbox')).toBe('');
  });
});

test('every payload is only text as the headline of a story', async () => {
  const items = PAYLOADS.map((title, at) => anItem(`payload-${at}`, { title, summary: title }));
  const ids = await insertItems(site.records.pool, items);
  await site.records.store.items.recordVerdicts(
    ids.map((itemId) => ({ itemId, verdict: aVerdict() })),
    'r1',
    NOON,
  );
  for (const id of ids) {
    const story = await openStory(site.records.pool, [id]);
    const { status, page } = await anna.get(`/ops/stories/${story}`);
    expect([status, dangersOf(page)]).toEqual([200, []]);
  }
  let next: string | undefined = '/ops/stories';
  let pages = 0;
  while (next !== undefined) {
    const { page }: { page: Awaited<ReturnType<Visitor['get']>>['page'] } = await anna.get(next);
    expect(dangersOf(page)).toEqual([]);
    next = page('a[rel=next]').attr('href');
    pages += 1;
  }
  expect(pages).toBeGreaterThan(PAYLOADS.length / 25);
}, 60_000);
