import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mattersPort } from '../../../src/app/matters/web-port.ts';
import { storiesPort } from '../../../src/app/stories/web-port.ts';
import type { DigestStory } from '../../../src/core/digest/digest.ts';
import type { Hit } from '../../../src/core/verdict.ts';
import { openDigestMail } from '../../../src/mail/digest-mail.ts';
import { openOutbox, type Outbox } from '../../../src/mail/outbox.ts';
import { readDocument } from '../../../src/sources/read-document.ts';
import { insertItems } from '../../../src/store/items.ts';
import { aSource } from '../../sources/a-source.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { smallConfig } from '../../support/small-config.ts';
import { fakeApp } from '../../support/fake-app.ts';
import { aVerdict, NOON, testRecords, type TestRecords } from '../../support/records.ts';
import { openStory } from '../../support/stories.ts';
import { openSite, type Site } from '../client.ts';
import { source } from '../fake-ports.ts';
import { ADDRESSES, type Payload } from './payloads.ts';

/** A site whose records hold what hostile feeds published. */
export type HostileSite = Site & {
  /** Every page and all data of it that anybody may read. */
  readonly paths: readonly string[];
  /** Headlines as they were stored. */
  readonly headlines: readonly string[];
};

/** Reports of a story. */
const REPORTS = 12;

/** Publishes payloads in every field of a feed, reads it, places what came of it, tells it in mails, and serves it all. */
export async function openHostileSite(payloads: readonly Payload[]): Promise<HostileSite> {
  const records = await testRecords();
  await records.store.revisions.record({ hash: 'r1', texts: new Map() }, NOON);
  const folder = await mkdtemp(join(tmpdir(), 'flagbearer-hostile-'));
  const outbox = openOutbox(folder);
  const items = await readFeeds(records, payloads);
  const stories = await placeAll(records, items);
  await recordMatter(records, items, stories);
  const small = await smallConfig();
  const config = await loadConfig(small.folder);
  const app = fakeApp({ store: records.store, now: () => NOON, config });
  const port = storiesPort(
    records.store,
    () => NOON,
    () => 0,
  );
  const mails = await mailAll(outbox, await records.store.listings.heads(stories));
  const site = await openSite(
    {},
    {
      now: () => NOON,
      outbox,
      stories: port,
      matters: mattersPort(
        () => app,
        () => 0,
      ),
      sources: { list: () => Promise.resolve(payloads.slice(0, 40).map(sourceOf)) },
    },
  );
  const headlines = items.map(({ title }) => title);
  const close = async (): Promise<void> => {
    await site.close();
    await records.close();
    await small.remove();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...site, close, headlines, paths: pathsOf(stories, mails) };
}

type StoredItem = { readonly id: string; readonly title: string };

/** A feed for each payload, whose source is called by it too; read by the reader of the service. */
async function readFeeds(
  records: TestRecords,
  payloads: readonly Payload[],
): Promise<StoredItem[]> {
  for (const [n, payload] of payloads.entries()) {
    const { items } = await readDocument({
      source: aSource({ id: `s${n}`, name: payload.text, maxAge: null }),
      body: Buffer.from(feedOf(payload, n)),
      contentType: 'application/rss+xml',
      url: 'https://example.org/feed.xml',
      fetchedAt: NOON,
    });
    await insertItems(
      records.pool,
      items.map((item) => ({ ...item, key: `${n} ${item.canonicalUrl}` })),
    );
  }
  const { rows } = await records.pool.query<StoredItem & { summary: string }>(
    'select id::text, title, summary from items order by id',
  );
  await records.store.items.recordVerdicts(
    rows.map(({ id, title, summary }) => ({ itemId: id, verdict: verdictOf(title, summary) })),
    'r1',
    NOON,
  );
  return rows;
}

function feedOf({ inFeed }: Payload, n: number): string {
  const address = ADDRESSES[n % ADDRESSES.length] ?? '';
  const text = address.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  // XML cannot hold a control character, and what cannot be an address is left to the reader.
  // oxlint-disable-next-line no-control-regex
  const link = n % 2 === 0 ? `https://paper.example/${n}` : text.replaceAll(/[\u0000-\u001f]/g, '');
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
    <title>${inFeed}</title><link>https://example.org/</link>
    <item><title>Ban ${n} ${inFeed}</title><description>Out ${inFeed}</description><link>${link}</link>
    <guid isPermaLink="false">${n} ${inFeed}</guid><author>${inFeed}</author><dc:creator>${inFeed}</dc:creator>
    <category>${inFeed}</category><pubDate>Wed, 04 Mar 2026 11:00:00 GMT</pubDate></item></channel></rss>`;
}

/** Evidence that marks the texts themselves, and is named by them. */
function verdictOf(title: string, summary: string) {
  const hitOf = (zone: 'title' | 'summary', text: string): Hit => ({
    zone,
    start: 4,
    end: text.length,
    text: text.slice(4),
    concept: title,
    pattern: title,
    role: 'concept',
    masked: null,
  });
  const { evidence } = aVerdict();
  return aVerdict({
    evidence: {
      ...evidence,
      gate: title,
      contributions: [{ feature: title, value: 1, weight: 1, points: 1 }],
      hits: [
        hitOf('title', title),
        hitOf('summary', summary),
        { ...hitOf('title', title), masked: title },
      ],
      seed: { seed: title, similarity: 1, sharedTerms: [title], sharedConcepts: [title] },
    },
  });
}

async function placeAll({ pool }: TestRecords, items: readonly StoredItem[]): Promise<string[]> {
  const ids = items.map(({ id }) => id);
  const stories: string[] = [];
  for (let at = 0; at < ids.length; at += REPORTS) {
    stories.push(await openStory(pool, ids.slice(at, at + REPORTS)));
  }
  await pool.query(
    `insert into corrections (item_id, kind, before, after, seen_at)
     select id, (array['headline', 'withdrawn', 'restored'])[1 + id % 3], title, title, $1 from items`,
    [NOON],
  );
  return stories;
}

/** Entries of the board and of the register that rest on all reports. */
async function recordMatter(
  { pool }: TestRecords,
  items: readonly StoredItem[],
  stories: readonly string[],
): Promise<void> {
  await pool.query(
    `with affairs as (insert into matters (topic, a, b, sport, opened_at)
       values ('sanction', 'FIS', 'RUS', 'skiing', $1), ('agreement', 'RUS', 'CHN', 'skiing', $1) returning id, topic),
     told as (insert into story_matters (story_id, matter_id)
       select s, id from affairs, unnest($3::bigint[]) as s)
     insert into matter_changes
       (matter_id, story_id, key, round, kind, direction, scope, at, is_primary, item_ids, recorded_at)
     select id, $2, 'k', 0, case topic when 'sanction' then 'imposed' else 'signed' end,
       case topic when 'sanction' then 'imposed' else 'signed' end, 'whole', $1, false, $4::bigint[], $1 from affairs`,
    [NOON, stories[0], stories, items.map(({ id }) => id)],
  );
}

type Head = Awaited<ReturnType<TestRecords['store']['listings']['heads']>>[number];

/** A digest of each few stories, in the outbox; returns the mails' names. */
async function mailAll(outbox: Outbox, heads: readonly Head[]): Promise<string[]> {
  const sender = {
    name: 'Flagbearer',
    baseUrl: 'https://flagbearer.test',
    mail: { from: { name: 'Flagbearer', address: 'digest@flagbearer.test' } },
  };
  const mail = openDigestMail(outbox, sender);
  const at = NOON.toISOString();
  await mail.send({
    digest: {
      kind: 'daily',
      zone: 'UTC',
      from: at,
      to: at,
      stories: heads.map(toldOf),
      coverage: { sources: 1, failing: heads.map(({ lead }) => lead.outlet), items: 1 },
      revision: 'r1',
    },
    email: 'reader@example.org',
    schedule: { kind: 'daily', time: '08:00' },
    zone: 'UTC',
    unsubscribeToken: 'k3J-9_x.tail~AA0123456789',
    messageId: mail.messageId('x'),
    composedAt: NOON,
  });
  return (await outbox.list()).map(({ name }) => name);
}

function toldOf({ id, lead }: Head): DigestStory {
  const { title, summary, language, url, outlet } = lead;
  return {
    storyId: id,
    change: 'new',
    news: [{ kind: 'headline', outlet, before: title, after: title }],
    label: 'sanction',
    direction: 'imposed',
    polarity: 'tighter',
    targets: ['RUS'],
    countries: [],
    authority: 'FIS',
    sport: 'skiing',
    title,
    language,
    url,
    outlet,
    publishedAt: NOON.toISOString(),
    quote: { text: summary, marks: [[0, summary.length]] },
    outlets: [outlet, title],
    score: 0.9,
    nearestSeed: title,
  };
}

function sourceOf({ text }: Payload, n: number) {
  return source({ id: `s${n}`, name: text, url: text, problem: text, nextPollReason: text });
}

function pathsOf(stories: readonly string[], mails: readonly string[]): string[] {
  const query = encodeURIComponent(`"><script>canary('query')</script>`);
  return [
    '/',
    `/?q=${query}`,
    `/?q=Ban&outlet=${query}&federation=${query}`,
    '/?topic=sanction&country=RUS',
    '/index.json',
    '/feed.atom',
    '/feed.rss',
    '/feed.json',
    ...stories.map((id) => `/story/${id}`),
    `/story/${stories[0]}.json`,
    `/story/${query}`,
    '/measures',
    '/measures.json',
    '/agreements',
    '/agreements.json',
    '/sources',
    '/sources.json',
    '/outbox',
    ...mails.flatMap((name) => [
      `/outbox/${name}`,
      `/outbox/${name}/html`,
      `/outbox/${name}/source`,
    ]),
    `/no-such-page/${query}`,
  ];
}
