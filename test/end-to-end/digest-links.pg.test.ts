import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { perform } from '../../src/app/perform.ts';
import { openService, type Service } from '../../src/app/service.ts';
import { serveService } from '../../src/app/serve.ts';
import type { App } from '../../src/ports.ts';
import { readSettings } from '../../src/settings.ts';
import { fillDigestWorld } from '../support/digest-world.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';
import { ask } from '../web/client.ts';

let config: SmallConfig;
let database: TestDatabase;
let pool: pg.Pool;
let service: Service;
let web: Awaited<ReturnType<typeof serveService>>;
let due: Date;

/** The whole service on real records, with a digest for each of three readers and an alert for each of three others. */
beforeAll(async () => {
  [config, database] = await Promise.all([smallConfig(), testDatabase()]);
  const port = await freePort();
  const settings = readSettings({
    DATABASE_URL: database.connectionString,
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    PORT: String(port),
    BASE_URL: `http://127.0.0.1:${port}`,
  });
  due = new Date();
  const now = (): Date => new Date(due.getTime() + 60_000);
  service = await openService(settings, { schema: 'migrate', log: pino({ level: 'silent' }), now });
  web = await serveService(service, settings);
  pool = new pg.Pool(database.pool);
  // A connection may still be closing when its database is dropped.
  pool.on('error', () => undefined);
  await fillDigestWorld(pool, { subscribers: 6, segments: 6, stories: 4, due });
  await pool.query(
    `update subscribers set schedule = '{"kind": "instant"}', next_digest_at = null where id % 2 = 0`,
  );
  const app: App = {
    ...service.app,
    enqueue: async ({ name }, payloads) => {
      for (const data of payloads) await perform({ name, data }, app);
    },
  };
  await perform({ name: 'sweep-digests', data: {} }, app);
});
afterAll(async () => {
  await web?.close();
  await service?.close();
  await pool?.end();
  await database?.drop();
  await config?.remove();
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}

/** Every row of every table, as text. */
async function allRows(): Promise<ReadonlyMap<string, unknown>> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const found = new Map<string, unknown>();
  for (const { name } of tables) {
    const { rows } = await pool.query<{ all: unknown }>(
      `select jsonb_agg(to_jsonb(t) order by t::text) as all from ${name} t`,
    );
    found.set(name, rows[0]?.all);
  }
  return found;
}

/** The paths of every link to the service in a mail: in its HTML, its text and its headers. */
function pathsIn(source: string): string[] {
  const text = source
    .replaceAll('=\r\n', '')
    .replaceAll('=3D', '=')
    .replaceAll(/\r\n[ \t]/gu, ' ');
  const links = text.match(/https?:\/\/[^\s<>"]+/gu) ?? [];
  return links.filter((link) => link.startsWith(web.url)).map((link) => link.slice(web.url.length));
}

test('whoever GETs and HEADs every link of every digest and alert, and all behind them, changes no row', async () => {
  const { outbox } = service;
  if (outbox === null) throw new Error('mail does not go to the outbox');
  const mails = await outbox.list();
  const sources = await Promise.all(mails.map(({ name }) => outbox.source(name)));
  expect(sources).toHaveLength(6);
  const waiting = sources.flatMap((source) => pathsIn(source ?? ''));
  const tokens = waiting.filter((path) => path.startsWith('/unsubscribe/'));
  expect(new Set(tokens).size).toBe(6);
  const before = await allRows();

  const seen = new Set<string>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path) || seen.size > 60) continue;
    seen.add(path);
    await ask(web.url, path, { method: 'HEAD' });
    const { page } = await ask(web.url, path, { headers: { 'user-agent': 'a scanner of links' } });
    const links = page('main a[href^="/"]').get();
    waiting.push(...links.map((link) => page(link).attr('href') ?? ''));
  }
  expect([...seen].filter((path) => path.startsWith('/story/')).length).toBeGreaterThan(3);
  expect(await allRows()).toEqual(before);

  // The same address does change something when it is posted to.
  await ask(web.url, tokens[0] ?? '', { method: 'POST' });
  expect(await allRows()).not.toEqual(before);
});
