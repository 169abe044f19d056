import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Parser from 'rss-parser';
import type { Source } from '../../src/core/source.ts';
import { serveSample, type SampleServer } from '../../src/demo/sample-server.ts';
import { readSample, type SampleOutlet } from '../../src/demo/sample.ts';

const START = new Date('2031-03-03T00:00:00Z');
const END = minutesIn(7 * 24 * 60);
const SAMPLE = join(import.meta.dirname, '../../config/sample');

let clock = END;
let outlets: readonly SampleOutlet[] = [];
let server: SampleServer;

beforeEach(async () => {
  clock = END;
  outlets = await readSample(SAMPLE);
  server = await serveSample({ outlets, start: START, now: () => clock });
});
afterEach(async () => {
  await server.close();
});

describe('what the outlets show', () => {
  test('at the end of the week each source holds all its items, the newest first', async () => {
    expect(server.sources.map(({ id }) => id)).toEqual(outlets.map(({ id }) => id));
    await forEach(outlets, async (outlet) => {
      const shown = await entriesOf(outlet.id);
      expect(shown.map(({ title, summary, published }) => ({ title, summary, published }))).toEqual(
        newestFirst(outlet).map(({ title, summary, at }) => ({
          title,
          summary,
          published: minutesIn(at).toISOString(),
        })),
      );
    });
  });

  test.each([
    ['before the week', -1],
    ['on Monday afternoon', 14 * 60],
    ['on Thursday at midnight', 3 * 24 * 60],
    ['on Sunday at noon', 6 * 24 * 60 + 12 * 60],
  ])(
    '%s nothing of the future is shown, neither in sources nor as articles',
    async (_day, minutes) => {
      clock = minutesIn(minutes);
      await forEach(outlets, async (outlet) => {
        const out = newestFirst(outlet).filter(({ at }) => at <= minutes);
        const shown = await entriesOf(outlet.id);
        expect(shown.map(({ title }) => title)).toEqual(out.map(({ title }) => title));
        await forEach(outlet.items, async ({ path, at }) => {
          const { status } = await fetch(`${server.origin}/${outlet.id}/${path}`);
          expect(status).toBe(at <= minutes ? 200 : 404);
        });
      });
    },
  );

  test('an item is out from its very minute', async () => {
    const outlet = outlets.find(({ id }) => id === 'world-fencing');
    const first = outlet?.items[0];
    clock = new Date(minutesIn(first?.at ?? 0).getTime() - 1);
    expect(await entriesOf('world-fencing')).toEqual([]);
    clock = minutesIn(first?.at ?? 0);
    expect((await entriesOf('world-fencing')).map(({ title }) => title)).toEqual([first?.title]);
  });

  test('every link leads to an article with its headline and lede, which does not tell the answer', async () => {
    await forEach(outlets, async (outlet) => {
      await forEach(await entriesOf(outlet.id), async ({ link, title, summary }) => {
        const page = await (await fetch(link)).text();
        const article = load(page)('main article');
        expect(article.find('h1').text()).toBe(title);
        expect(article.find('p').text()).toBe(summary);
        expect(page).not.toMatch(/expect|fie-neutral-teams/);
      });
    });
  });

  test('identifiers in feeds are unique and stay the same when the week is played again', async () => {
    const guids = await allGuids();
    expect(new Set(guids).size).toBe(guids.length);
    await server.close();
    server = await serveSample({
      outlets,
      start: new Date('2032-05-03'),
      now: () => new Date('2033-01-01'),
    });
    expect(await allGuids()).toEqual(guids);
  });

  test('sources are rows that take items of any age', () => {
    for (const source of server.sources) {
      expect(new URL(source.url).origin).toBe(server.origin);
      expect(source.maxAge).toBeNull();
      expect(source.select === null).toBe(source.kind === 'feed');
    }
    expect(server.sources.find(({ id }) => id === 'estafeta')).toMatchObject({
      name: 'Эстафета. Спорт каждый день',
      url: `${server.origin}/estafeta/feed.xml`,
      language: 'ru',
      timezone: 'Europe/Moscow',
      role: 'paper',
      sport: true,
      domestic: 'RUS',
    });
  });
});

describe('how the server answers', () => {
  test('an unchanged document is answered 304 to its tag and to its date', async () => {
    await forEach(server.sources, async ({ url }) => {
      const first = await fetch(url);
      const etag = first.headers.get('etag') ?? '';
      const modified = first.headers.get('last-modified') ?? '';
      const conditions = [
        { 'if-none-match': etag },
        { 'if-none-match': `"other", W/${etag}` },
        { 'if-none-match': '*' },
        { 'if-modified-since': modified },
      ];
      await forEach(conditions, async (headers) => {
        const again = await fetch(url, { headers });
        expect(again.status).toBe(304);
        expect(await again.text()).toBe('');
        expect(again.headers.get('etag')).toBe(etag);
      });
    });
  });

  test('a new item ends the 304s and moves the date', async () => {
    const url = `${server.origin}/ring-report/feed.xml`;
    clock = minutesIn(14 * 60);
    const before = await fetch(url);
    const etag = before.headers.get('etag') ?? '';
    const modified = before.headers.get('last-modified') ?? '';
    clock = minutesIn(14 * 60 + 49);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    clock = minutesIn(14 * 60 + 50);
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(200);
    const after = await fetch(url, { headers: { 'if-modified-since': modified } });
    expect(after.status).toBe(200);
    expect(after.headers.get('last-modified')).toBe('Mon, 03 Mar 2031 14:50:00 GMT');
  });

  test.each([
    [
      'a tag that differs, although the date fits',
      { 'if-none-match': '"x"', 'if-modified-since': END.toUTCString() },
    ],
    ['a date that cannot be read', { 'if-modified-since': 'yesterday' }],
  ])('%s gets the whole document', async (_name, headers) => {
    const response = await fetch(`${server.origin}/ring-report/feed.xml`, { headers });
    expect(response.status).toBe(200);
  });

  test('no document changed after the time that it was sent at', async () => {
    clock = minutesIn(3 * 24 * 60);
    await forEach(server.sources, async ({ url }) => {
      const { headers } = await fetch(url);
      expect(headers.get('date')).toBe(clock.toUTCString());
      expect(Date.parse(headers.get('last-modified') ?? '')).toBeLessThanOrEqual(clock.getTime());
    });
  });

  test.each([
    ['/', 404],
    ['/ring-report', 404],
    ['/ring-report/', 404],
    ['/ring-report/feed.xml', 200],
    ['/ring-report/feed.xml?utm_source=x', 200],
    ['/ring-report/news', 200],
    ['/world-fencing/news', 200],
    ['/world-fencing/feed.xml', 404],
    ['/nobody/feed.xml', 404],
    ['/ring-report/../../etc/passwd', 404],
    ['/ring-report/%', 404],
    ['//', 404],
    ['*', 404],
  ])('GET %s is answered %i', async (path, status) => {
    expect(await rawStatus('GET', path)).toBe(status);
  });

  test('HEAD is GET without the body, and nothing but these two is allowed', async () => {
    expect(await rawStatus('HEAD', '/ring-report/feed.xml')).toBe(200);
    expect(await rawStatus('POST', '/ring-report/feed.xml')).toBe(405);
  });
});

test.each(['rss', 'atom', 'html'] as const)(
  'hostile text goes through %s as it is',
  async (format) => {
    const title = `<b>"A & B"</b> 'n' ]]> &amp; </title><script>alert(1)</script>`;
    const summary = `<img src=x onerror="alert(1)"> & more\u0000\ud800.`;
    const [outlet] = outlets;
    const item = outlet?.items[0];
    if (outlet === undefined || item === undefined) throw new Error('the sample is empty');
    const hostile = { ...outlet, format, name: title, items: [{ ...item, title, summary }] };
    await server.close();
    server = await serveSample({ outlets: [hostile], start: START, now: () => END });
    const [shown] = await entriesOf(outlet.id);
    expect(shown?.title).toBe(title);
    expect(shown?.summary).toBe('<img src=x onerror="alert(1)"> & more  .');
    const page = load(await (await fetch(shown?.link ?? '')).text());
    expect(page('script, img')).toHaveLength(0);
    expect(page('h1').text()).toBe(title);
  },
);

async function forEach<T>(values: readonly T[], check: (value: T) => Promise<void>): Promise<void> {
  await Promise.all(values.map(check));
}

type Shown = {
  readonly guid: string;
  readonly title: string;
  readonly summary: string;
  readonly link: string;
  readonly published: string;
};

async function entriesOf(id: string): Promise<Shown[]> {
  const source = server.sources.find((candidate) => candidate.id === id);
  if (source === undefined) throw new Error(`no source ${id}`);
  const text = await (await fetch(source.url)).text();
  return source.select === null ? await feedEntries(text) : listingEntries(text, source);
}

async function feedEntries(text: string): Promise<Shown[]> {
  const { items } = await new Parser<object, { id?: string; summary?: string }>().parseString(text);
  return items.map((item) => ({
    guid: item.guid ?? item.id ?? '',
    title: item.title ?? '',
    summary: item.summary ?? item.content ?? '',
    link: item.link ?? '',
    published: item.isoDate ?? '',
  }));
}

function listingEntries(text: string, { select, url }: Source): Shown[] {
  const page = load(text);
  return page(select?.item ?? '')
    .toArray()
    .map((element) => {
      const item = page(element);
      const link = new URL(item.find(select?.link ?? '').attr('href') ?? '', url).href;
      return {
        guid: link,
        title: item.find(select?.title ?? '').text(),
        summary: item.find(select?.summary ?? '').text(),
        link,
        published: item.find(select?.date ?? '').attr('datetime') ?? '',
      };
    });
}

async function allGuids(): Promise<string[]> {
  const feeds = server.sources.filter(({ kind }) => kind === 'feed');
  const entries = await Promise.all(feeds.map(({ id }) => entriesOf(id)));
  return entries.flat().map(({ guid }) => guid);
}

function newestFirst({ items }: SampleOutlet) {
  return items.toSorted((a, b) => b.at - a.at);
}

function minutesIn(minutes: number): Date {
  return new Date(START.getTime() + minutes * 60_000);
}

/** Sends the path as it is written, which fetch would tidy up. */
function rawStatus(method: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(server.origin, { method, path, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode));
    })
      .on('error', reject)
      .end();
  });
}
