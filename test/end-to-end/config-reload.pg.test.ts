import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { startFeedServer, type FeedServer } from '../support/feed-server.ts';
import { NOON, testRecords, type TestRecords } from '../support/records.ts';
import { startService, type ServiceProcess } from '../support/service.ts';
import { smallConfig, type SmallConfig } from '../support/small-config.ts';

const PATIENCE_MS = 120_000;
let records: TestRecords;
let config: SmallConfig;
let feeds: FeedServer;
let service: ServiceProcess;

beforeAll(async () => {
  [records, config, feeds] = await Promise.all([testRecords(), smallConfig(), startFeedServer()]);
  await config.write('flagbearer.yaml', {
    network: { allow: [feeds.host] },
    politeness: { spacing: '0s' },
    items: { maxAge: 'none' },
  });
  service = startService(['up'], {
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    DATABASE_URL: records.connectionString,
    PORT: '0',
  });
}, PATIENCE_MS);
afterAll(async () => {
  await service.kill('SIGKILL');
  await Promise.all([feeds.close(), records.close(), config.remove()]);
});

test(
  'a running service refuses broken files on its page, and takes new words and sources up without a restart',
  async () => {
    const address = /http:\S+/.exec(await service.ready)?.[0] ?? '';
    const page = async (): Promise<string> => (await fetch(address)).text();
    expect(await page()).not.toContain('class="notice"');

    await config.write('keywords/lexicon/en.yaml', 'words: [');
    await until(async () => (await page()).includes('class="notice"'));
    expect(await page()).toContain('lexicon/en.yaml:1');
    expect(await records.store.config.refusal()).toMatchObject({ revision: null });

    feeds.on('/feed.xml', { body: FEED, headers: { 'content-type': 'application/rss+xml' } });
    await config.bans(['ban', 'suspend', 'exclude', 'bar', 'oust']);
    await config.write('sources.yaml', {
      sources: [{ id: 'fresh', url: `${feeds.origin}/feed.xml`, language: 'en' }],
    });
    await until(async () => !(await page()).includes('class="notice"'));
    await until(async () => (await verdicts()).length > 0);
    const inForce = await records.store.config.inForce();
    expect(await verdicts()).toEqual([
      { title: 'FIS ousts Russian skiers', label: 'sanction', revision: inForce?.revision },
    ]);
    expect(await service.kill('SIGTERM')).toBe(0);
  },
  PATIENCE_MS,
);

const FEED = `<rss version="2.0"><channel><title>Fresh</title><item>
  <title>FIS ousts Russian skiers</title><link>https://fresh.example/a</link>
  <pubDate>${NOON.toUTCString()}</pubDate></item></channel></rss>`;

async function verdicts(): Promise<unknown[]> {
  const { rows } = await records.pool.query(
    'select i.title, v.label, v.revision from verdicts v join items i on i.id = v.item_id',
  );
  return rows;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(200);
}
