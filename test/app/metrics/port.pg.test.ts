import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { readinessOf } from '../../../src/app/readiness.ts';
import { serveService } from '../../../src/app/serve.ts';
import { openService, type Service } from '../../../src/app/service.ts';
import { measured } from '../../../src/app/metrics/measured.ts';
import { readSettings } from '../../../src/settings.ts';
import { insertItems } from '../../../src/store/items.ts';
import {
  anItem,
  aVerdict,
  minutesLater,
  NOON,
  testRecords,
  type TestRecords,
} from '../../support/records.ts';
import { smallConfig, type SmallConfig } from '../../support/small-config.ts';

const TOKEN = 'token-of-a-scraper';
let records: TestRecords;
let config: SmallConfig;
let service: Service;
let site: Awaited<ReturnType<typeof serveService>>;
let now = NOON;

beforeAll(async () => {
  [records, config] = await Promise.all([testRecords(), smallConfig()]);
  const source = { id: 'paper', url: 'https://paper.example/feed', language: 'en' };
  await config.write('sources.yaml', { sources: [source] });
  const settings = readSettings({
    FLAGBEARER_CONFIG: config.folder,
    FLAGBEARER_DATA: join(config.folder, 'data'),
    DATABASE_URL: records.connectionString,
    METRICS_TOKEN: TOKEN,
    PORT: '0',
  });
  const log = pino({ level: 'silent' });
  service = await openService(settings, { schema: 'require', log, now: () => now });
  site = await serveService(service, settings);
  await fillRecords();
});
afterAll(async () => {
  await site.close();
  await service.close();
  await Promise.all([records.close(), config.remove()]);
});

/** An old item in work, a new one that is judged, a source overdue for ten minutes, and a poll that failed. */
async function fillRecords(): Promise<void> {
  const { store, pool } = records;
  const revision = 'a'.repeat(64);
  await store.revisions.record({ hash: revision, texts: new Map() }, NOON);
  const items = [
    anItem('old', { fetchedAt: minutesLater(-90) }),
    anItem('new', { fetchedAt: minutesLater(-5) }),
  ];
  const ids = await insertItems(pool, items);
  const itemId = ids[1] ?? '';
  await store.items.recordVerdicts([{ itemId, verdict: aVerdict() }], revision, minutesLater(-4));
  await pool.query(
    `insert into source_states (source_id, url, next_poll_at, next_poll_reason) values ('paper', 'u', $1, 'r')`,
    [minutesLater(-10)],
  );
  await pool.query(
    `insert into fetches (source_id, at, outcome, ms) values ('paper', $1, 'failed', 5), ('paper', $2, 'read', 5)`,
    [minutesLater(-20), minutesLater(-70)],
  );
}

describe('/metrics', () => {
  test('tells in the exposition format how the service does', async () => {
    await measured(service, 'sweep-items', () => Promise.resolve());
    await expect(
      measured(service, 'fetch-source', () => Promise.reject(new Error('away'))),
    ).rejects.toThrow('away');
    const answer = await fetch(`${site.url}/metrics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { samples } = parsed(await answer.text());
    expect(Object.fromEntries(samples)).toMatchObject({
      'flagbearer_fetches_last_hour{outcome="failed"}': 1,
      flagbearer_items_last_hour: 1,
      'flagbearer_items_in_work{stage="fetched"}': 1,
      'flagbearer_items_in_work{stage="flagged"}': 1,
      'flagbearer_items_in_work{stage="open"}': 0,
      'flagbearer_verdicts_last_hour{label="sanction"}': 1,
      'flagbearer_verdicts_last_hour{label="none"}': 0,
      'flagbearer_lag_seconds{of="source"}': 600,
      'flagbearer_lag_seconds{of="item"}': 5400,
      'flagbearer_lag_seconds{of="digest"}': 0,
      'flagbearer_queue_jobs{queue="fetch",state="waiting"}': 0,
      'flagbearer_jobs_total{job="sweep-items",outcome="done"}': 1,
      'flagbearer_jobs_total{job="fetch-source",outcome="failed"}': 1,
      'flagbearer_heartbeat_age_seconds{job="sweep-items"}': 0,
      'flagbearer_scrape_failed{part="records"}': 0,
      'flagbearer_scrape_failed{part="queue"}': 0,
      flagbearer_sources: 1,
      nodejs_heap_size_used_bytes: expect.any(Number),
      nodejs_eventloop_lag_p99_seconds: expect.any(Number),
    });
    expect(samples.has('flagbearer_fetches_last_hour{outcome="read"}')).toBe(false);
  });

  test('describes every family, and has no line that is none', async () => {
    const { families, strays } = parsed(await (await fetch(`${site.url}/metrics`)).text());
    expect(strays).toEqual([]);
    const own = [...families].filter(([name]) => name.startsWith('flagbearer_'));
    expect(own.length).toBeGreaterThan(12);
    for (const [name, { help, type }] of own) {
      expect([name, help]).toEqual([name, expect.stringMatching(/\.$/)]);
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
    }
  });

  test.each([
    ['nothing', {}, 404],
    ['a wrong token', { authorization: 'Bearer token-of-a-stranger' }, 404],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, 404],
    ['the token', { authorization: `Bearer ${TOKEN}` }, 200],
  ])('from outside, whoever brings %s: %j answers %d', async (_, headers, status) => {
    const answer = await fetch(`${site.url}/metrics`, {
      headers: { 'x-forwarded-for': '192.0.2.1', ...headers },
    });
    expect(answer.status).toBe(status);
  });
});

test('requests are told by the pattern of their page, whatever was asked for', async () => {
  for (const path of ['/story/4711', '/story/4712', '/no/such/page?token=secret']) {
    await fetch(site.url + path);
  }
  await fetch(`${site.url}/measures`, { method: 'PROPFIND' });
  const text = await service.meters.registry.getSingleMetricAsString(
    'flagbearer_http_request_duration_seconds',
  );
  const told = [...text.matchAll(/_count\{(.*)\} (\d+)/g)].map(([, labels, n]) => `${labels} ${n}`);
  expect(told).toEqual(
    expect.arrayContaining([
      'method="GET",route="/story/:id",status="404" 2',
      'method="GET",route="none",status="404" 1',
      'method="other",route="none",status="405" 1',
    ]),
  );
  expect(text).not.toMatch(/4711|secret|PROPFIND/);
});

describe('/readyz', () => {
  const failing = async (): Promise<string[]> =>
    (await readinessOf(service)).flatMap(({ name, ok, detail }) =>
      ok ? [] : [`${name}: ${detail}`],
    );

  test('is ready while workers show a sign of life and nothing is long overdue', async () => {
    await measured(service, 'sweep-items', () => Promise.resolve());
    expect(await failing()).toEqual([]);
    expect((await fetch(`${site.url}/readyz`)).status).toBe(200);
  });

  test('is not when no worker has done what is scheduled, nor polled what is overdue', async () => {
    now = minutesLater(10);
    expect(await failing()).toEqual([
      expect.stringMatching(/^workers: sweep-items was last done 10 min ago: is `flagbearer work`/),
      expect.stringMatching(/^sources: a source is overdue by 20 min/),
    ]);
    expect((await fetch(`${site.url}/readyz`)).status).toBe(503);
    now = NOON;
  });

  test('is not when a digest is long overdue', async () => {
    await records.store.subscribers.save({
      email: 'reader@example.org',
      schedule: { kind: 'daily', time: '08:00' },
      zone: 'UTC',
      since: minutesLater(-600),
      unsubscribeToken: 'token',
      nextDigestAt: minutesLater(-31),
    });
    expect(await failing()).toEqual([
      expect.stringMatching(/^digests: a digest is overdue by 31 min/),
    ]);
  });

  test('is not when no worker has ever run', async () => {
    await records.pool.query('delete from heartbeats');
    expect((await failing())[0]).toMatch(/^workers: no worker has done anything yet/);
  });
});

type Family = { help: string; type: string };

/** Reads the text format as its specification has it; what is no line of it is a stray. */
function parsed(text: string): {
  readonly samples: ReadonlyMap<string, number>;
  readonly families: ReadonlyMap<string, Family>;
  readonly strays: readonly string[];
} {
  const samples = new Map<string, number>();
  const families = new Map<string, Family>();
  const strays: string[] = [];
  const label = String.raw`[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*"`;
  const sample = new RegExp(
    String.raw`^([a-zA-Z_:][\w:]*(?:\{${label}(?:,${label})*\})?) ([-+]?(?:\d[\d.e+-]*|Inf)|NaN)$`,
  );
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const head = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    const value = sample.exec(line);
    if (head !== null) {
      const family = families.get(head[2] ?? '') ?? { help: '', type: '' };
      families.set(head[2] ?? '', {
        ...family,
        [head[1] === 'HELP' ? 'help' : 'type']: head[3] ?? '',
      });
    } else if (value !== null) samples.set(value[1] ?? '', Number(value[2]));
    else strays.push(line);
  }
  return { samples, families, strays };
}
