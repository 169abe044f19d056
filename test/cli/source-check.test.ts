import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openCommandLine, type CommandLine } from '../support/command-line.ts';
import { startFeedServer, type FeedServer } from '../support/feed-server.ts';

const NOW = new Date('2026-03-04T12:00:00Z');
const FEED = feed('Champions of the world are crowned', 'Wed, 04 Mar 2026 10:00:00 GMT');

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
beforeEach(() => server.forget());

type Line = { readonly id: string; readonly verdict: string; readonly advice: string[] };

async function checked(args: readonly string[] = []): Promise<{ code: number; lines: Line[] }> {
  const { code, out } = await cli.run(['source', 'check', '--json', ...args]);
  return { code, lines: out === '' ? [] : out.split('\n').map((line): Line => JSON.parse(line)) };
}

test('each row gets the verdict that its answer deserves, and what to do', async () => {
  server.on('/ok', { body: FEED });
  server.on('/old', { status: 301, headers: { location: '/ok' } });
  server.on('/away', { status: 302, headers: { location: '/ok' } });
  server.on('/empty', { body: '<rss version="2.0"><channel><title>E</title></channel></rss>' });
  server.on('/page', { body: '<html><body>Welcome</body></html>' });
  server.on('/wall', { status: 403, body: '<html>_Incapsula_Resource</html>' });
  server.on('/challenge', { body: '<html><title>Just a moment...</title></html>' });
  server.on('/gone', { status: 410 });
  server.on('/broken', { status: 500 });
  server.on('/silent', { body: feed('An old story', 'Tue, 04 Mar 2025 10:00:00 GMT') });
  const paths = [
    'ok',
    'old',
    'away',
    'empty',
    'page',
    'wall',
    'challenge',
    'gone',
    'broken',
    'lost',
    'silent',
  ];
  const rows = [...paths, 'fresh'].map((id) =>
    id === 'fresh'
      ? `  - { id: fresh, url: '${server.origin}/ok?fresh', unverified: true }`
      : `  - { id: ${id}, url: '${server.origin}/${id}' }`,
  );
  server.on('/ok?fresh', { body: FEED });
  await cli.writeSources(`sources:\n${rows.join('\n')}\n`);
  const { code, lines } = await checked(['--all']);
  expect(Object.fromEntries(lines.map(({ id, verdict }) => [id, verdict]))).toEqual({
    ok: 'ok',
    old: 'moved',
    away: 'ok',
    empty: 'empty',
    page: 'not-a-feed',
    wall: 'bot-wall',
    challenge: 'bot-wall',
    gone: 'gone',
    broken: 'failing',
    lost: 'failing',
    silent: 'ok',
    fresh: 'unverified-ok',
  });
  expect(lines.map(({ id }) => id)).toEqual([...paths, 'fresh']);
  const advice = (id: string) => lines.find((line) => line.id === id)?.advice.join() ?? '';
  expect(advice('ok')).toBe('');
  expect(advice('old')).toContain(`${server.origin}/ok`);
  expect(advice('wall')).toContain('ask the publisher');
  expect(advice('lost')).toContain(`flagbearer source add ${server.origin}`);
  expect(advice('silent')).toContain('nothing new since 2025-03-04');
  expect(advice('fresh')).toContain('take `unverified` out');
  expect(code).toBe(1);
});

test('rows that are unverified or switched off are asked with --all or by name only', async () => {
  await cli.writeSources(`sources:
  - { id: known, url: '${server.origin}/known' }
  - { id: untried, url: '${server.origin}/untried', unverified: true }
  - { id: off, url: '${server.origin}/off', enabled: false }
`);
  server.on('/known', { body: FEED });
  expect((await checked()).lines.map(({ id }) => id)).toEqual(['known']);
  expect((await checked(['--all'])).lines.map(({ id }) => id)).toEqual(['known', 'untried', 'off']);
  expect((await checked(['off'])).lines.map(({ id }) => id)).toEqual(['off']);
});

test('only a row that is switched on makes the command fail', async () => {
  await cli.writeSources(`sources:
  - { id: known, url: '${server.origin}/known' }
  - { id: off, url: '${server.origin}/off', enabled: false }
`);
  server.on('/known', { body: FEED });
  expect((await checked(['--all'])).code).toBe(0);
  server.on('/known', { status: 500 });
  expect((await checked()).code).toBe(1);
});

test('people get a table, and progress beside it', async () => {
  await cli.writeSources(`sources:
  - { id: known, url: '${server.origin}/known', language: de }
  - { id: lost, url: '${server.origin}/lost' }
`);
  const items = Array.from({ length: 6 }, (_, n) => feed(`The end of it and the rest ${n}`, ''));
  server.on('/known', { body: items.join('') });
  const { out, err } = await cli.run(['source', 'check']);
  expect(out).toMatch(/^source +verdict +items +newest +key +lang +encoding +ms +advice/);
  expect(out).toMatch(
    /\nknown +ok +6 +- +link +en +utf-8 +\d+ +its texts look like en, not de; no dates/,
  );
  expect(out).toMatch(/\nlost +FAILING +0 .*answered 404/);
  expect(err).toMatch(/1\/2 {2}(known|lost)/);
  expect(err).toMatch(/2\/2 {2}(known|lost)/);
});

test('a host gets no more requests at once than the configuration allows', async () => {
  let open = 0;
  let most = 0;
  const ids = Array.from({ length: 30 }, (_, n) => `feed-${n}`);
  for (const id of ids) {
    server.on(`/${id}`, () => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
      }, 20);
      return { body: FEED, delayMs: 20 };
    });
  }
  await cli.writeSources(
    `sources:\n${ids.map((id) => `  - { id: ${id}, url: '${server.origin}/${id}' }`).join('\n')}\n`,
  );
  const { code, lines } = await checked();
  expect(code).toBe(0);
  expect(lines).toHaveLength(30);
  expect(most).toBeLessThanOrEqual(8);
});

test('an id that no row has is wrong usage, with the nearest one', async () => {
  await cli.writeSources(`- { id: world-archery, url: '${server.origin}/x' }\n`);
  const { code, err } = await cli.run(['source', 'check', 'world-archrey']);
  expect(err).toContain('did you mean "world-archery"?');
  expect(code).toBe(2);
});

function feed(title: string, date: string): string {
  const published = date === '' ? '' : `<pubDate>${date}</pubDate>`;
  return `<rss version="2.0"><channel><title>Feed</title><item><title>${title}</title><link>https://example.org/${encodeURIComponent(title)}</link>${published}</item></channel></rss>`;
}
