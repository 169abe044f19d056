import { previewOf } from '../../src/app/subscribers/preview.ts';
import { insertItems } from '../../src/store/items.ts';
import { DIRECTORY } from '../core/matters/some-reports.ts';
import type { TestConsole } from './console.ts';
import { anItem, aSignature, aVerdict, COPIES_ONLY, minutesLater, NOON } from './records.ts';

/** The numbers of what a filled console shows. */
export type ConsoleData = {
  readonly items: readonly string[];
  readonly stories: readonly string[];
  /** An entry of the board that nobody has confirmed. */
  readonly entry: string;
  /** A digest that is held. */
  readonly digest: string;
};

/** The address of the one subscriber whose digest is due next. */
export const READER = 'reader@example.org';

/**
 * Fills a console: a story of two reports and one of a single one, what follows from them, sources that were read, a
 * subscriber, a suppressed address, and a held digest. `words` are put into every text that comes from outside.
 */
export async function fillConsole(site: TestConsole, words = ''): Promise<ConsoleData> {
  const { store } = site.service.app;
  const { pool } = site.records;
  await store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  const items: string[] = [];
  const titles = ['FIS bans all skiers of Russia', 'FIS bans all skiers of Russia', 'Lifted!'];
  for (const title of titles) {
    const key = `k${items.length}`;
    const texts = { title: `${title}${words}`, summary: words, outlet: `Paper${words}` };
    const [id = ''] = await insertItems(pool, [anItem(key, texts)]);
    const isEased = title === 'Lifted!';
    const verdict = isEased
      ? aVerdict({ direction: 'lifted', polarity: 'looser', targets: ['BLR'] })
      : aVerdict();
    await store.items.recordVerdicts([{ itemId: id, verdict }], 'r1', NOON);
    items.push(id);
  }
  const how = { rules: COPIES_ONLY, now: NOON, primarySources: [] };
  await store.items.place(items, how, () => aSignature());
  const placed = await store.stories.latest({ before: null, limit: 10 });
  const stories = placed.toSorted((a, b) => b.reports.length - a.reports.length);
  await store.matters.fold(await store.matters.due(100), {
    directory: DIRECTORY,
    sites: { ownSites: new Map(), courtSites: [] },
    now: NOON,
  });
  const { rows } = await pool.query<{ id: string }>(
    'select id::text from matter_changes order by id limit 1',
  );
  await fillSources(site, words);
  return {
    items,
    stories: stories.map(({ id }) => id),
    entry: rows[0]?.id ?? '',
    digest: await fillReaders(site, words),
  };
}

async function fillSources({ records }: TestConsole, words: string): Promise<void> {
  await records.pool.query(
    `update source_states set state = 'failing', problem = $1, failures = 3, last_fetched_at = $2, state_since = $2
     where source_id = 'paper'`,
    [`The server said: ${words}`, minutesLater(-60)],
  );
  await records.pool.query(
    `insert into fetches (source_id, at, outcome, status, ms, entries, fresh, unseen, problem)
     values ('paper', $1, 'read', 200, 120, 20, 3, 3, null), ('paper', $1, 'failed', 500, 80, null, null, null, $2)`,
    [minutesLater(-60), words],
  );
}

async function fillReaders({ service, records }: TestConsole, words: string): Promise<string> {
  const { store, now } = service.app;
  const reader = {
    schedule: { kind: 'daily', time: '13:00' },
    zone: 'UTC',
    since: minutesLater(-600),
    nextDigestAt: minutesLater(60),
  } as const;
  await store.subscribers.save({ ...reader, email: READER, unsubscribeToken: 'token-of-a-reader' });
  const gone = 'gone@example.org';
  await store.suppressions.add({
    email: gone,
    reason: 'hard bounce',
    detail: `550 ${words}`,
    at: NOON,
  });
  const preview = await previewOf(service.app, READER, now());
  const { rows } = await records.pool.query<{ id: string }>(
    `insert into digests (subscriber_id, window_start, due_at, content, composed_at)
     select id, $1, $1, $2, $1 from subscribers returning id::text`,
    [NOON, JSON.stringify(preview?.digest)],
  );
  const digest = rows[0]?.id ?? '';
  await records.pool.query(
    `insert into deliveries (digest_id, message_id, next_attempt_at, state, problem) values ($1, 'm1@example.org', $2, 'held', $3)`,
    [digest, NOON, `five times as large as usual ${words}`],
  );
  return digest;
}

/** All that is kept, as one text: the same as long as nothing was changed. */
export async function allRows({ records }: Pick<TestConsole, 'records'>): Promise<string> {
  const { rows: tables } = await records.pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const texts = [];
  for (const { name } of tables) {
    const { rows } = await records.pool.query<{ text: string | null }>(
      `select string_agg(t::text, e'\\n' order by t::text) as text from "${name}" t`,
    );
    texts.push(`${name}\n${rows[0]?.text ?? ''}`);
  }
  return texts.join('\n\n');
}

/** The addresses of a method below /ops, with the numbers of what the console shows. */
export function addressesOf(
  { app }: Pick<TestConsole, 'app'>,
  method: 'GET' | 'POST',
  data: ConsoleData,
): string[] {
  const patterns = app.routes
    .filter((route) => route.method === method && route.path.startsWith('/ops'))
    .map(({ path }) => path);
  return [...new Set(patterns)].map((path) => addressOf(path, data));
}

/** An address that fits a route's pattern. */
export function addressOf(pattern: string, data: ConsoleData): string {
  const [story = '', item = ''] = [data.stories[0], data.items[0]];
  const filled = pattern
    .replace('/sources/:id', '/sources/paper')
    .replace('/stories/:id', `/stories/${story}`)
    .replace('/digests/:id', `/digests/${data.digest}`)
    .replace(':item', item)
    .replace(':entry', data.entry)
    .replaceAll(/:\w+/g, '1')
    .replaceAll('*', '');
  const asked: Readonly<Record<string, string>> = {
    '/ops/subscribers/one': `?email=${READER}`,
    '/ops/digests/preview': `?email=${READER}`,
    '/ops/digests/preview/mail': `?email=${READER}`,
    '/ops/stories/find': `?id=${story}`,
    '/ops/why': `?q=${item}`,
  };
  return `${filled}${asked[filled] ?? ''}`;
}
