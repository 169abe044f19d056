import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { load } from 'cheerio';
import Parser from 'rss-parser';
import { soundText } from '../../src/web/feeds/xml.ts';
import { readText } from '../sources/read-text.ts';
import { withSite } from './client.ts';
import { NOW, report, story } from './fake-ports.ts';
import { PAYLOADS } from './payloads.ts';
import { RICH } from './rich-data.ts';

const PATHS = ['/feed.atom', '/feed.rss', '/feed.json'] as const;
const MANY = Array.from({ length: 60 }, (_, index) =>
  story(String(index + 1), report({ title: `Headline ${index + 1}` })),
);

describe.each(PATHS)('%s', (path) => {
  test('is read by the reader of this service: the fifty newest, each with its page and headline', () =>
    withSite({ stories: MANY }, async ({ ask }) => {
      const { body } = await ask(path);
      const { entries, problems, format } = await readText(body);
      expect([problems, entries.length]).toEqual([[], 50]);
      expect(format).not.toBeNull();
      expect(entries[0]).toMatchObject({
        title: 'Headline 60',
        link: 'https://flagbearer.test/story/60',
        published: new Date('2026-03-14T12:30:00Z'),
      });
    }));

  test('gives every story an id that stays, whatever else changes', async () => {
    const ids = async (title: string): Promise<string> => {
      let id = '';
      await withSite({ stories: [story('7', report({ title }))] }, async ({ ask }) => {
        id = /tag:flagbearer\.test,2026:story\/\d+/.exec((await ask(path)).body)?.[0] ?? '';
      });
      return id;
    };
    expect(await ids('One')).toBe('tag:flagbearer.test,2026:story/7');
    expect(await ids('Another')).toBe('tag:flagbearer.test,2026:story/7');
  });

  test('holds no words of others but the headline', () => {
    const lead = report({ summary: 'A sentence that somebody else wrote.' });
    return withSite({ stories: [story('7', lead)] }, async ({ ask }) => {
      const { body } = await ask(path);
      expect(body).not.toContain('somebody else');
      expect(body).toContain(lead.title);
      expect(body).toContain('Sanction imposed, tighter, Russia, FIS, cross country.');
    });
  });

  test('is not sent again while nothing changes, and is once a story does', async () => {
    const data = { stories: [story('7', report())] };
    let etag = '';
    await withSite(data, async ({ ask }) => {
      const first = await ask(path);
      etag = String(first.headers['etag']);
      expect(first.headers['last-modified']).toBe(NOW.toUTCString());
      for (const headers of [
        { 'if-none-match': etag },
        { 'if-none-match': `W/${etag}` },
        { 'if-modified-since': NOW.toUTCString() },
      ]) {
        expect(await ask(path, { headers })).toMatchObject({ status: 304, body: '' });
      }
      for (const headers of [
        { 'if-none-match': '"other"', 'if-modified-since': NOW.toUTCString() },
        { 'if-modified-since': new Date(NOW.getTime() - 1000).toUTCString() },
        { 'if-modified-since': 'whenever' },
      ]) {
        expect((await ask(path, { headers })).status).toBe(200);
      }
    });
    const updatedAt = new Date(NOW.getTime() + 60_000);
    await withSite({ ...data, updatedAt }, async ({ ask }) => {
      const changed = await ask(path, { headers: { 'if-none-match': etag } });
      expect(changed.status).toBe(200);
      expect(changed.headers['last-modified']).toBe(updatedAt.toUTCString());
      expect(changed.body).toContain(updatedAt.toISOString());
    });
  });

  test('without a story it is a feed without entries', () =>
    withSite({}, async ({ ask }) => {
      const { status, body } = await ask(path);
      expect(status).toBe(200);
      expect((await readText(body)).entries).toEqual([]);
    }));

  test('hostile text is only text, and no control character comes through', () => {
    const texts = PAYLOADS.filter((payload) => soundText(payload).trim() !== '');
    const stories = texts.map((text, index) =>
      story(
        String(index + 1),
        report({
          title: text,
          outlet: text,
          url: text,
          verdict: { authority: text, sport: text, countries: [text], label: 'agreement' },
        }),
      ),
    );
    return withSite({ stories }, async ({ ask }) => {
      const { body } = await ask(path);
      expect((await readText(body)).entries).toHaveLength(50);
      if (path === '/feed.json') {
        expect(JSON.parse(body).items).toHaveLength(50);
        return;
      }
      // oxlint-disable-next-line no-control-regex
      expect(body).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
      const xml = load(body, { xml: true });
      expect(xml('script, img, svg, iframe, a')).toHaveLength(0);
      for (const href of xml('[href]')
        .get()
        .map((one) => xml(one).attr('href'))) {
        expect(href).toMatch(/^https?:\/\//);
      }
    });
  });
});

describe.each(PATHS)('%s of a selection', (path) => {
  const query = '?q=Talks&country=BLR&sport=fencing';

  test('has its stories only, and the same id for each as the feed of all', () =>
    withSite(RICH, async ({ ask }) => {
      const idsOf = async (at: string): Promise<readonly string[]> =>
        (await ask(at)).body.match(/tag:flagbearer\.test,2026:story\/\d+/g) ?? [];
      const own = await idsOf(path + query);
      expect(own).toHaveLength(8);
      const all = new Set(await idsOf(path));
      expect(own.filter((id) => !all.has(id))).toEqual([]);
    }));

  test('is named by what is chosen, and knows its own address and its page, however it was asked for', () =>
    withSite(RICH, async ({ ask }) => {
      for (const asked of [query, '?x=1&sport=fencing&country=BLR&q=+Talks&topic=nonsense']) {
        const feed = namesOf(path, (await ask(path + asked)).body);
        expect(feed).toEqual({
          title: 'Flagbearer: Belarus, fencing, “Talks”',
          self: `https://flagbearer.test${path}${query}`,
          page: `https://flagbearer.test/${query}`,
        });
      }
    }));

  test('is not sent again while nothing of it changes', () =>
    withSite(RICH, async ({ ask }) => {
      const etag = String((await ask(path + query)).headers['etag']);
      const again = { headers: { 'if-none-match': etag } };
      expect((await ask(path + query, again)).status).toBe(304);
      expect((await ask(`${path}?country=BLR`, again)).status).toBe(200);
    }));

  test('without a story it is a feed all the same', () =>
    withSite(RICH, async ({ ask }) => {
      const { body } = await ask(`${path}?sport=no-such-sport`);
      expect(namesOf(path, body).title).toBe('Flagbearer: no such sport');
      expect((await readText(body)).entries).toEqual([]);
    }));
});

/** What RFC 4287 (4.1.1, 4.1.2) wants of a feed and its entries. */
test.each(['/feed.atom', '/feed.atom?topic=sanction&q=%3C%26', '/feed.atom?outlet=none'])(
  '%s has what Atom requires, once each',
  (path) =>
    withSite(RICH, async ({ ask }) => {
      const { body, headers } = await ask(path);
      expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
      const xml = load(body, { xml: true });
      const feed = xml('feed');
      for (const one of ['id', 'title', 'updated', 'author > name', 'link[rel=self]']) {
        expect([one, feed.children(one.split(' ')[0]).length]).toEqual([one, 1]);
      }
      expect(new URL(feed.children('id').text()).protocol).toBe('tag:');
      const ids = xml('entry > id').map((_, id) => xml(id).text());
      expect(new Set(ids.get()).size).toBe(xml('entry').length);
      for (const entry of xml('entry').get()) {
        for (const one of ['id', 'title', 'updated', 'published', 'summary']) {
          expect([one, xml(entry).children(one).length]).toEqual([one, 1]);
        }
        expect(xml(entry).children('link[rel=alternate]')).toHaveLength(1);
        for (const date of ['updated', 'published']) {
          expect(xml(entry).children(date).text()).toMatch(
            /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
          );
        }
      }
    }),
);

test('the JSON feed has what JSON Feed 1.1 knows, and nothing else', () =>
  withSite(RICH, async ({ ask }) => {
    const { body, headers } = await ask('/feed.json?topic=sanction');
    expect(headers['content-type']).toBe('application/feed+json; charset=utf-8');
    const { items, ...feed } = JSON.parse(body);
    expect(Object.keys(feed).toSorted()).toEqual(
      'authors description feed_url home_page_url language title version'.split(' '),
    );
    for (const item of items) {
      expect(Object.keys(item)).toEqual(expect.arrayContaining(['id', 'content_text', 'url']));
      const known = /^(?:id|url|external_url|title|content_text|date_\w+|language|tags)$/;
      expect(Object.keys(item).filter((key) => !known.test(key))).toEqual([]);
      expect(item.tags.every((tag: unknown) => typeof tag === 'string')).toBe(true);
    }
  }));

function namesOf(path: string, body: string): { title: string; self: string; page: string } {
  if (path === '/feed.json') {
    const { title, feed_url: self, home_page_url: page } = JSON.parse(body);
    return { title, self, page };
  }
  const xml = load(body, { xml: true });
  const top = xml(path === '/feed.atom' ? 'feed' : 'channel');
  const own = (name: string): string => top.children(name).attr('href') ?? '';
  return {
    title: top.children('title').text(),
    self: own(path === '/feed.atom' ? 'link[rel=self]' : String.raw`atom\:link[rel=self]`),
    page: path === '/feed.atom' ? own('link[rel=alternate]') : top.children('link').text(),
  };
}

test.each(['/feed.atom', '/feed.rss'])('%s is read by another parser as well', (path) =>
  withSite(RICH, async ({ ask }) => {
    const { items, title } = await new Parser().parseString((await ask(path)).body);
    expect(title).toBe('Flagbearer');
    expect(items).toHaveLength(34);
    expect(items[1]).toMatchObject({ link: 'https://flagbearer.test/story/1002' });
    expect(items[1]?.title).toContain('Министерства спорта двух стран');
  }),
);

test('every page names the feeds', () =>
  withSite({}, async ({ ask }) => {
    const { page } = await ask('/sources');
    const links = page('link[rel=alternate]')
      .map((_, link) => `${page(link).attr('type')} ${page(link).attr('href')}`)
      .get();
    expect(links).toEqual([
      'application/atom+xml /feed.atom',
      'application/rss+xml /feed.rss',
      'application/feed+json /feed.json',
    ]);
    for (const path of PATHS) {
      const { headers } = await ask(path);
      expect(links.join()).toContain(`${String(headers['content-type']).split(';')[0]} ${path}`);
    }
  }));

test('any title stays one title', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (title) => {
      const stories = [story('7', report({ title: `x${title}` }))];
      await withSite({ stories }, async ({ ask }) => {
        const { items } = await new Parser().parseString((await ask('/feed.atom')).body);
        expect(items).toHaveLength(1);
      });
    }),
    { numRuns: 25 },
  );
});
