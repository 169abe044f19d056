import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { openCommandLine, type CommandLine } from '../support/command-line.ts';
import { startFeedServer, type FeedServer } from '../support/feed-server.ts';

const NOW = new Date('2026-03-04T12:00:00Z');
const HEADLINES = [
  'Federation lifts the ban on Russian skiers',
  'The season begins on Saturday with three races',
  'World Cup moves to another city after the storm',
  'A new coach has signed until the next Games',
  'Junior champions were crowned in the mountains',
  'The council votes on its statutes in the autumn',
];

let server: FeedServer;
let cli: CommandLine;

beforeAll(async () => {
  server = await startFeedServer();
  const service = `network: { allow: ['${server.host}'] }\npoliteness: { spacing: 0s, perHost: 8 }\n`;
  cli = await openCommandLine(service, () => NOW);
});
afterAll(async () => {
  await cli.close();
  await server.close();
});
beforeEach(async () => {
  server.forget();
  await cli.writeSources('# ours\nsources: [] # none yet\n');
});

describe('a feed', () => {
  test('is shown with what it yields, and its row is written after a yes', async () => {
    server.on('/rss', { body: rss('/news'), headers: { etag: '"1"' } });
    const { code, out, err } = await cli.run(
      ['source', 'add', `${server.origin}/rss`, '--sport', '--timezone', 'Europe/Kyiv'],
      ['y'],
    );
    expect(err).toContain('[y/N]');
    expect(out).toMatch(/feed +rss20, utf-8/);
    expect(out).toMatch(/items +6, newest 2026-03-03 10:00, 100 % with a date/);
    expect(out).toMatch(/key +Links: the items carry no guids/);
    expect(out).toMatch(/language +en \(100 % of the texts\)/);
    expect(out).toMatch(/unchanged +is told by ETag/);
    expect(out).toMatch(/robots.txt +allows the articles/);
    expect(out).toMatch(/flagged +1 of 6/);
    expect(out).toContain('2026-03-03 10:00  Federation lifts the ban on Russian skiers');
    expect(code).toBe(0);
    expect(await cli.readSources()).toBe(
      `# ours\nsources: # none yet\n  - id: the-paper\n    url: ${server.origin}/rss\n    name: The Paper\n    language: en\n    timezone: Europe/Kyiv\n    sport: true\n`,
    );
  });

  test.each([
    ['n', 1],
    ['', 1],
    [null, 2],
  ])('is not written after the answer %j', async (answer, expected) => {
    server.on('/rss', { body: rss('/news') });
    const { code, err } = await cli.run(['source', 'add', `${server.origin}/rss`], [answer]);
    expect(err).toContain('nothing written');
    expect(code).toBe(expected);
    expect(await rows()).toEqual([]);
  });

  test('is only looked at with --dry-run', async () => {
    server.on('/rss', { body: rss('/news') });
    const { code, out } = await cli.run(['source', 'add', `${server.origin}/rss`, '--dry-run']);
    expect(out).toContain('- id: the-paper');
    expect(code).toBe(0);
    expect(await rows()).toEqual([]);
  });

  test('is added by a machine with --json and --yes, by one without --yes it is not', async () => {
    server.on('/rss', { body: rss('/news') });
    const args = [
      'source',
      'add',
      `${server.origin}/rss`,
      '--id',
      'mine',
      '--name',
      'Mine',
      '--json',
    ];
    const looked = await cli.run(args);
    expect(JSON.parse(looked.out)).toMatchObject({
      outcome: 'proposed',
      row: { id: 'mine', name: 'Mine', language: 'en' },
      feed: { verdict: 'ok', format: 'rss20', items: 6, dated: 6, flagged: 1, key: { by: 'link' } },
    });
    expect(await rows()).toEqual([]);
    const added = await cli.run([...args, '--yes']);
    expect(JSON.parse(added.out)).toMatchObject({ outcome: 'added' });
    expect(await rows()).toMatchObject([{ id: 'mine', name: 'Mine' }]);
  });

  test('that has moved for good is added where it is now', async () => {
    server.on('/old', { status: 301, headers: { location: '/rss' } });
    server.on('/rss', { body: rss('/news') });
    const { code } = await cli.run(['source', 'add', `${server.origin}/old`, '--yes']);
    expect(code).toBe(0);
    expect(await rows()).toMatchObject([{ url: `${server.origin}/rss` }]);
  });

  test('whose articles robots.txt forbids is shown so', async () => {
    server.on('/rss', { body: rss('/news') });
    server.on('/robots.txt', { body: 'User-agent: *\nDisallow: /news' });
    const { out } = await cli.run(['source', 'add', `${server.origin}/rss`, '--dry-run']);
    expect(out).toMatch(/robots.txt +forbids the articles.*Disallow: \/news/);
  });
});

describe('what is there already', () => {
  const existing = (url: string, more = '') => `sources:\n  - { id: old, url: '${url}'${more} }\n`;

  test.each(['', '/?utm_source=x', '#top'])(
    'an address that a row has, with %j behind it, is refused',
    async (more) => {
      await cli.writeSources(existing(`${server.origin}/rss`, ', enabled: false'));
      const { code, err } = await cli.run([
        'source',
        'add',
        `${server.origin}/rss${more}`,
        '--yes',
      ]);
      expect(err).toContain('the source "old" reads this address already');
      expect(err).toContain('flagbearer source enable old');
      expect(code).toBe(1);
      expect(server.seen).toEqual([]);
    },
  );

  test('a feed that leads to the address of a row is refused', async () => {
    await cli.writeSources(existing(`${server.origin}/rss`));
    server.on('/rss', { body: rss('/news') });
    server.on('/now', { status: 302, headers: { location: '/rss' } });
    const { code, err } = await cli.run(['source', 'add', `${server.origin}/now`, '--yes']);
    expect(err).toContain('reads this address already');
    expect(code).toBe(1);
  });

  test('the same articles under another address are refused', async () => {
    await cli.writeSources(existing(`${server.origin}/atom`));
    server.on('/rss', { body: rss('/news') });
    server.on('/atom', { body: atom('/news') });
    const { code, out } = await cli.run([
      'source',
      'add',
      `${server.origin}/rss`,
      '--yes',
      '--json',
    ]);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'known',
      twin: { id: 'old', why: 'articles' },
    });
    expect(code).toBe(1);
  });

  test('another feed of the same site is added, under an id of its own', async () => {
    await cli.writeSources('- { id: the-paper, url: "http://127.0.0.1:1/x" }\n');
    server.on('/rss', { body: rss('/football') });
    const { code } = await cli.run(['source', 'add', `${server.origin}/rss`, '--yes']);
    expect(code).toBe(0);
    expect((await rows()).map(({ id }) => id)).toEqual(['the-paper', 'the-paper-2']);
  });
});

describe('a page', () => {
  test('leads to the feed that it declares; feeds of comments and what is no address are left', async () => {
    server.on('/', {
      body: page(
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">' +
          '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">' +
          '<link rel="alternate" type="application/rss+xml" href="sub/rss.xml">' +
          '<link rel="alternate" type="application/atom+xml" href="/atom">',
      ),
    });
    server.on('/sub/rss.xml', { body: rss('/news') });
    server.on('/atom', { body: atom('/news') });
    const { code, err } = await cli.run(['source', 'add', server.origin, '--yes']);
    expect(code).toBe(0);
    // Atom and RSS hold the same articles, so there is nothing to choose.
    expect(await rows()).toMatchObject([{ url: `${server.origin}/sub/rss.xml` }]);
    expect(err).toContain('comments/feed');
    expect(err).not.toContain('javascript');
  });

  test('that declares none leads to the usual places', async () => {
    server.on('/news', { body: page('') });
    server.on('/feed.xml', { body: rss('/news') });
    const { code } = await cli.run(['source', 'add', `${server.origin}/news`, '--yes']);
    expect(code).toBe(0);
    expect(await rows()).toMatchObject([{ url: `${server.origin}/feed.xml` }]);
  });

  test('with several feeds lets a person choose, and a machine not', async () => {
    server.on('/', { body: page('', '<a href="/a.rss">A</a><a href="/b.rss">B</a>') });
    server.on('/a.rss', { body: rss('/a') });
    server.on('/b.rss', { body: rss('/b') });
    const asked = await cli.run(['source', 'add', server.origin], ['2', 'yes']);
    expect(asked.code).toBe(0);
    expect(await rows()).toMatchObject([{ url: `${server.origin}/b.rss` }]);
    await cli.writeSources('sources: []\n');
    const unasked = await cli.run(['source', 'add', server.origin, '--yes']);
    expect(unasked.err).toContain('several feeds');
    expect(unasked.code).toBe(1);
    const machine = await cli.run(['source', 'add', server.origin, '--yes', '--json']);
    expect(JSON.parse(machine.out)).toMatchObject({ outcome: 'several', feeds: [{}, {}] });
    expect(await rows()).toEqual([]);
  });

  test('without a feed is told with all that was tried and selectors that would do', async () => {
    server.on('/news', { body: page('', listing()) });
    const { code, err } = await cli.run(['source', 'add', `${server.origin}/news`, '--yes']);
    expect(code).toBe(1);
    for (const path of [
      '/news/feed',
      '/feed',
      '/rss.xml',
      '/atom.xml',
      '/index.xml',
      '/news/rss',
    ]) {
      expect(err).toContain(`${server.origin}${path}: answered 404`);
    }
    expect(err).toContain('item: ul.list > li.teaser');
    expect(await rows()).toEqual([]);
  });

  test('without a feed is added as a listing page where that is said', async () => {
    server.on('/news', { body: page('', listing()) });
    const args = [
      'source',
      'add',
      `${server.origin}/news`,
      '--kind',
      'html-list',
      '--role',
      'federation',
      '--yes',
    ];
    const { code, out } = await cli.run(args);
    expect(out).toMatch(/items +6, newest 2026-03-03 10:00/);
    expect(code).toBe(0);
    expect(await rows()).toMatchObject([
      {
        kind: 'html-list',
        role: 'federation',
        select: { item: 'ul.list > li.teaser', title: 'h3', link: 'h3 a', date: 'time' },
      },
    ]);
  });

  test('that shows no list is told what a row needs, without a guess', async () => {
    server.on('/', { body: page('', '<ul><li><a href="/a">Football</a></li></ul>') });
    const { code, err } = await cli.run([
      'source',
      'add',
      server.origin,
      '--kind',
      'html-list',
      '--yes',
    ]);
    expect(err).toContain('item: CSS');
    expect(code).toBe(1);
  });

  test('that robots.txt forbids is not read', async () => {
    server.on('/robots.txt', { body: 'User-agent: *\nDisallow: /' });
    server.on('/news', { body: page('', listing()) });
    const { code, err } = await cli.run([
      'source',
      'add',
      `${server.origin}/news`,
      '--kind',
      'html-list',
      '--yes',
    ]);
    expect(err).toContain('Disallow: /');
    expect(code).toBe(1);
    expect(server.seen.map(({ path }) => path)).not.toContain('/news');
  });
});

describe('a hostile page', () => {
  test('whose feeds are pages that lead back to it ends the search', async () => {
    const circle = (href: string) =>
      page(`<link rel="alternate" type="application/rss+xml" href="${href}">`);
    server.on('/', { body: circle('/a') });
    server.on('/a', { body: circle('/b') });
    server.on('/b', { body: circle('/') });
    const { code } = await cli.run(['source', 'add', server.origin, '--yes']);
    expect(code).toBe(1);
    expect(server.seen.map(({ path }) => path)).not.toContain('/b');
    expect(server.seen.length).toBeLessThan(20);
  });

  test('with ten thousand declared feeds costs a handful of requests', async () => {
    const links = Array.from(
      { length: 10_000 },
      (_, n) => `<link rel="alternate" type="application/rss+xml" href="/f${n}">`,
    );
    server.on('/', { body: page(links.join('')) });
    const { code } = await cli.run(['source', 'add', server.origin, '--yes']);
    expect(code).toBe(1);
    expect(server.seen.length).toBeLessThan(25);
  });

  test('cannot lead into the network behind, by a link or by a redirect', async () => {
    const inside = ['http://10.0.0.1/rss', 'http://[::1]:1/rss', 'http://169.254.169.254/latest'];
    const links = inside.map((href) => `<link rel="alternate" type="text/xml" href="${href}">`);
    server.on('/', { body: page(links.join('')) });
    server.on('/rss', { status: 302, headers: { location: 'http://192.168.0.1/' } });
    const { code, err } = await cli.run(['source', 'add', server.origin, '--yes']);
    for (const href of inside) expect(err).toContain(`FAILING        ${href}: `);
    expect(err).toMatch(/\/rss: .*is not on the public internet/);
    expect(code).toBe(1);
    expect(await rows()).toEqual([]);
  });

  test('that challenges browsers is named and asked no further', async () => {
    const body = '<html><script src="https://challenges.cloudflare.com/x.js"></script></html>';
    server.on('/', { status: 403, body });
    const { code, err } = await cli.run(['source', 'add', server.origin, '--yes']);
    expect(err).toContain('BOT WALL');
    expect(server.seen).toHaveLength(1);
    expect(code).toBe(1);
  });

  test('cannot write to the terminal by its titles', async () => {
    server.on('/rss', {
      body: rss('/news').replace('The Paper', '\u009b31mThe \u009d0;x\u0007Paper'),
    });
    const { out } = await cli.run(['source', 'add', `${server.origin}/rss`, '--dry-run']);
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    expect(out.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
  });
});

describe('wrong usage', () => {
  test.each([
    [['ftp://example.org/rss'], 'neither http nor https'],
    [['https://user:secret@example.org/rss'], 'a user name or a password'],
    [['https://example.org/rss', '--kind', 'rss'], 'Allowed choices are feed, html-list'],
    [['https://example.org/rss', '--timezone', 'Mars/Base'], 'Europe/Berlin'],
    [['https://example.org/rss', '--id', 'World Archery'], 'world-archery'],
    [['https://example.org/rss', '--language', 'ua'], 'Allowed choices are en'],
  ])('%j ends with exit code 2 and says why', async (args, why) => {
    const { code, err } = await cli.run(['source', 'add', ...args]);
    expect(err).toContain(why);
    expect(err).not.toContain('secret');
    expect(code).toBe(2);
  });

  test('an id that is taken is refused before anything is written', async () => {
    await cli.writeSources('sources:\n  - { id: mine, url: "https://a.example" } # keep\n');
    server.on('/rss', { body: rss('/news') });
    const { code, err } = await cli.run([
      'source',
      'add',
      `${server.origin}/rss`,
      '--id',
      'mine',
      '--yes',
    ]);
    expect(err).toContain('has the id `mine` too');
    expect(code).toBe(1);
    expect(await cli.readSources()).toContain('# keep');
  });

  test('a list that is wrong is told, and not changed', async () => {
    await cli.writeSources('sources:\n  - { id: mine }\n');
    const { code, err } = await cli.run(['source', 'add', `${server.origin}/rss`, '--yes']);
    expect(err).toContain('sources.yaml:2:5 sources.0.url: this key is missing');
    expect(code).toBe(1);
  });
});

async function rows(): Promise<{ readonly id: string }[]> {
  const value: unknown = parse(await cli.readSources());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test compares what is there
  return (Array.isArray(value) ? value : (value as { sources: unknown }).sources) as {
    id: string;
  }[];
}

function rss(folder: string): string {
  const items = HEADLINES.map(
    (title, n) =>
      `<item><title>${title}</title><link>${server.origin}${folder}/${n}</link><pubDate>${dayBefore(n)}</pubDate></item>`,
  );
  return `<rss version="2.0"><channel><title>The Paper</title>${items.join('')}</channel></rss>`;
}

function atom(folder: string): string {
  const entries = HEADLINES.map(
    (title, n) =>
      `<entry><id>urn:${n}</id><title>${title}</title><link href="${server.origin}${folder}/${n}?utm_source=atom"/></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title>${entries.join('')}</feed>`;
}

function page(head: string, body = ''): string {
  return `<!doctype html><html><head><title>A page</title>${head}</head><body>${body}</body></html>`;
}

function listing(): string {
  const items = HEADLINES.map(
    (title, n) =>
      `<li class="teaser"><time datetime="${new Date(dayBefore(n)).toISOString()}">lately</time><h3><a href="/n/${n}">${title}</a></h3></li>`,
  );
  return `<nav><a href="/about">All about our federation and its people</a></nav><ul class="list">${items.join('')}</ul>`;
}

function dayBefore(days: number): string {
  return new Date(Date.UTC(2026, 2, 3 - days, 10)).toUTCString();
}
