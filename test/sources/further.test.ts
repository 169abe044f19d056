import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Validators } from '../../src/core/poll/validators.ts';
import type { Source } from '../../src/core/source.ts';
import { fetchSource } from '../../src/sources/fetch-source.ts';
import type { Http } from '../../src/sources/http.ts';
import { openHttp } from '../../src/sources/http.ts';
import type { FeedServer } from '../support/feed-server.ts';
import { startFeedServer } from '../support/feed-server.ts';
import { aSource } from './a-source.ts';

const NOW = new Date('2026-08-20T12:00:00Z');
const NONE: Validators = { etag: null, lastModified: null };

let server: FeedServer;
let http: Http;

beforeEach(async () => {
  server = await startFeedServer();
  http = openHttp({ userAgent: 'Flagbearer/1', allow: [server.host], perHost: 5, spacingMs: 0 });
});
afterEach(async () => {
  await http.close();
  await server.close();
});

function poll(path: string, changes: Partial<Source>, validators: Validators = NONE) {
  const source = aSource({ url: `${server.origin}${path}`, ...changes });
  return fetchSource(http, source, validators, () => NOW);
}

function asked(): string[] {
  return server.seen.map(({ path }) => path);
}

describe('a listing of several pages', () => {
  const select = { item: 'li', title: 'a', link: 'a' };
  const page = (...links: number[]) => ({
    body: `<ul>${links.map((n) => `<li><a href="/n/${n}">News ${n}</a></li>`).join('')}</ul>`,
    headers: { etag: '"1"' },
  });
  const listing = (...paths: string[]) => ({
    kind: 'html-list' as const,
    select,
    listing: {
      pages: paths.map((path) => `${server.origin}${path}`),
      paths: [],
      match: {},
      dateOrder: 'dmy' as const,
    },
  });

  test('is read as one', async () => {
    server.on('/news', page(1, 2));
    server.on('/news?page=2', page(2, 3));
    expect(await poll('/news', listing('/news?page=2'))).toMatchObject({
      kind: 'read',
      validators: { etag: '"1"' },
      parsed: { format: 'html-list', problems: [] },
      items: [{ title: 'News 1' }, { title: 'News 2' }, { title: 'News 3' }],
    });
    expect(asked()).toEqual(['/robots.txt', '/news', '/news?page=2']);
  });

  test('lacks only the pages that cannot be read, and says so', async () => {
    server.on('/news', page(1));
    server.on('/news?page=3', page(3));
    server.on('/robots.txt', { body: 'User-agent: *\nDisallow: /news?page=4' });
    const pages = ['/news?page=2', '/news?page=3', '/news?page=4'];
    expect(await poll('/news', listing(...pages))).toMatchObject({
      items: [{ title: 'News 1' }, { title: 'News 3' }],
      parsed: {
        problems: [
          `${server.origin}/news?page=2 answered 404`,
          expect.stringContaining('robots.txt says “Disallow: /news?page=4”'),
        ],
      },
    });
  });

  test('is left alone where its first page has not changed', async () => {
    server.on('/news', { status: 304 });
    const known = { etag: '"1"', lastModified: null };
    expect(await poll('/news', listing('/news?page=2'), known)).toMatchObject({
      kind: 'unchanged',
    });
    expect(asked()).not.toContain('/news?page=2');
  });
});

describe('a sitemap index', () => {
  const part = (name: string, day: number) =>
    `<sitemap><loc>${server.origin}/${name}.xml</loc><lastmod>2026-08-0${day}</lastmod></sitemap>`;
  const sitemap = (slug: string) => ({
    body: `<urlset><url><loc>/${slug}</loc><lastmod>2026-08-20</lastmod></url></urlset>`,
  });

  test('is read by its newest parts, one level deep', async () => {
    const parts = ['a', 'b', 'c', 'd', 'e'].map((name, index) => part(name, index + 1));
    const body = `<sitemapindex>${parts.join('')}</sitemapindex>`;
    server.on('/sitemap.xml', { body, headers: { etag: '"1"' } });
    server.on('/e.xml', sitemap('union-lifts-ban'));
    server.on('/d.xml', { body: `<sitemapindex>${part('x', 1)}</sitemapindex>` });
    server.on('/c.xml', sitemap('union-readmits-crews'));
    expect(await poll('/sitemap.xml', { kind: 'sitemap' })).toMatchObject({
      kind: 'read',
      // Its parts may change while it does not.
      validators: NONE,
      parsed: { format: 'sitemap', problems: [] },
      items: [{ title: 'Union lifts ban' }, { title: 'Union readmits crews' }],
    });
    expect(asked()).toEqual(['/robots.txt', '/sitemap.xml', '/e.xml', '/d.xml', '/c.xml']);
  });

  test('whose parts hold nothing tells why', async () => {
    server.on('/sitemap.xml', { body: `<sitemapindex>${part('a', 1)}</sitemapindex>` });
    expect(await poll('/sitemap.xml', { kind: 'news-sitemap' })).toMatchObject({
      items: [],
      parsed: { format: 'sitemap-index', problems: [`${server.origin}/a.xml answered 404`] },
    });
  });
});

test('a listing that the site’s robots.txt forbids is a failure with advice; a feed is not asked about', async () => {
  server.on('/robots.txt', { body: 'User-agent: *\nDisallow: /' });
  server.on('/a', { body: '<rss><channel><item><title>One</title></item></channel></rss>' });
  expect(await poll('/a', { kind: 'sitemap' })).toMatchObject({
    kind: 'failed',
    problem: expect.stringContaining('robots.txt says “Disallow: /”'),
    advice: expect.stringContaining('feed'),
  });
  expect(await poll('/a', { kind: 'feed' })).toMatchObject({ items: [{ title: 'One' }] });
  expect(asked()).toEqual(['/robots.txt', '/a']);
});
