import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ARCHIVE_FACETS } from '../../src/core/archive.ts';
import { openSite, withSite } from './client.ts';
import { report, story } from './fake-ports.ts';
import { PAYLOADS } from './payloads.ts';
import { RICH } from './rich-data.ts';

describe('the archive', () => {
  test('names the feeds of what is chosen, in its head and for people', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask('/?utm_source=x&country=BLR&topic=sanction&q=Talks');
      const query = '?q=Talks&topic=sanction&country=BLR';
      const feeds = ['atom', 'rss', 'json'].map((name) => `/feed.${name}${query}`);
      const hrefs = (links: string): string[] =>
        page(links)
          .map((_, link) => page(link).attr('href'))
          .get();
      expect(hrefs('link[rel=alternate]')).toEqual(feeds);
      expect(hrefs('.follow a')).toEqual([...feeds, `/index.json${query}`]);
      expect(page('link[rel=alternate]').first().attr('title')).toBe(
        'Flagbearer: Sanction, Belarus, “Talks” (Atom)',
      );
    }));

  test.each<readonly [string, number]>([
    ['/?topic=agreement', 9],
    ['/?language=de&polarity=tighter', 9],
    ['/?federation=FIE', 8],
    ['/?country=BLR&sport=fencing', 8],
    ['/?direction=extended', 9],
    ['/?outlet=fencing.example', 8],
    ['/?q=Talks', 8],
    ['/?q=Talks&topic=sanction', 8],
    ['/?topic=nonsense&period=ever&topic=agreement&utm_source=mail', 30],
    ['/?q=+++&polarity=', 30],
  ])('%s shows %d stories, as page and as data', (path, count) =>
    withSite(RICH, async ({ ask }) => {
      expect((await ask(path)).page('article')).toHaveLength(count);
      const { body } = await ask(path, { headers: { accept: 'application/json' } });
      expect(JSON.parse(body).stories).toHaveLength(count);
    }),
  );

  test('filters combine, keep what is chosen, and tell how many there would be', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask('/?topic=sanction&q=Talks');
      const links = page('.facets a').map(
        (_, link) => `${page(link).attr('href')} ${page(link).next('.count').text()}`,
      );
      expect(links.get()).toContain('/?q=Talks 8 stories');
      expect(links.get()).toContain('/?q=Talks&topic=sanction&country=BLR 8 stories');
      expect(page('details.filters').attr('open')).toBeDefined();
      expect(page('.chosen').text()).toContain('8 stories');
      expect(page('link[rel=canonical]')).toHaveLength(0);
      expect((await ask('/')).page('details.filters').attr('open')).toBeUndefined();
    }));

  test('the search box keeps its words and what is chosen', () =>
    withSite(RICH, async ({ ask }) => {
      const { page } = await ask('/?q=%22a%20b%22&language=de');
      const form = page('form[role=search]');
      expect(form.attr('method')).toBe('get');
      expect(form.find('input[name=q]').attr('value')).toBe('"a b"');
      expect(form.find('label').attr('for')).toBe(form.find('input[type=search]').attr('id'));
      expect(form.find('input[type=hidden]').attr('name')).toBe('language');
    }));

  test('older stories and the newest are those of the selection', () =>
    withSite({ stories: many(70) }, async ({ ask }) => {
      const first = await ask('/?topic=sanction');
      const next = first.page('.pager a[rel=next]').attr('href') ?? '';
      expect(next).toMatch(/^\/\?topic=sanction&before=\d+-41$/);
      const second = await ask(next);
      expect(second.page('article')).toHaveLength(30);
      expect(second.page('.pager a').first().attr('href')).toBe('/?topic=sanction');
      const { body } = await ask('/index.json?topic=sanction');
      expect(JSON.parse(body).next).toBe(`/index.json${next.slice(1)}`);
    }));

  test('where nothing is found it says which part to take out, and what that would show', () =>
    withSite(RICH, async ({ ask }) => {
      const empty = (await ask('/?q=Talks&topic=agreement')).page('.empty');
      expect(empty.text()).toContain('without “Topic: Agreement”: 8 stories');
      expect(empty.text()).toContain('without “Talks”: 9 stories');
      expect(empty.find('a').last().attr('href')).toBe('/');
    }));

  test('an empty archive has nothing to search', () =>
    withSite({}, async ({ ask }) => {
      expect((await ask('/')).page('form, .facets')).toHaveLength(0);
      expect((await ask('/?q=x')).page('.empty').text()).toContain('all stories');
    }));
});

test('no query makes a page fail, or comes out as markup', async () => {
  const site = await openSite({ stories: many(3) });
  const value = fc.oneof(
    fc.constantFrom(...PAYLOADS),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom('%', '%00', '%ff%fe', '&&==', '[]', 'a'.repeat(4000)),
  );
  const name = fc.constantFrom(
    'q',
    '__proto__',
    'constructor',
    'country',
    'status',
    ...ARCHIVE_FACETS,
  );
  const path = fc.constantFrom(
    '/',
    '/index.json',
    '/measures',
    '/agreements.csv',
    '/measures.json',
  );
  await fc.assert(
    fc.asyncProperty(path, fc.array(fc.tuple(name, value), { maxLength: 4 }), async (to, pairs) => {
      const query = pairs.map(([key, text]) => `${key}=${encoded(text)}`).join('&');
      const { status, page } = await site.ask(`${to}?${query}`);
      expect(status).toBe(200);
      expect(page('script, img, svg:not(.wordmark svg), iframe, [onload], [onerror]')).toHaveLength(
        0,
      );
    }),
    { numRuns: 60 },
  );
  await site.close();
});

function many(count: number): ReturnType<typeof story>[] {
  return Array.from({ length: count }, (_, index) => story(String(index + 1), report()));
}

/** As a browser would send it, or as it stands where it is percent signs already. */
function encoded(text: string): string {
  return /^[%&=\w[\]]+$/.test(text) ? text : encodeURIComponent(Buffer.from(text).toString());
}
