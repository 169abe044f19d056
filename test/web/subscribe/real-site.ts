import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { loadConfig } from '../../../src/config/load.ts';
import { perform } from '../../../src/app/perform.ts';
import { selfServicePort } from '../../../src/app/sign-up/web-port.ts';
import { endSubscription } from '../../../src/app/subscribers/end.ts';
import { openDigestMail } from '../../../src/mail/digest-mail.ts';
import { openOutbox, type Outbox } from '../../../src/mail/outbox.ts';
import { openLetterMailer } from '../../../src/mail/sign-up/letter.ts';
import type { App } from '../../../src/ports.ts';
import { insertItems } from '../../../src/store/items.ts';
import { fakeApp } from '../../support/fake-app.ts';
import { readMail, type ReadMail } from '../../support/mail-reader.ts';
import { anItem, aVerdict, NOON, testRecords, type TestRecords } from '../../support/records.ts';
import { smallConfig } from '../../support/small-config.ts';
import { openSite, type Site } from '../client.ts';

/** A site whose self-service is the real one over real records, with mail in an outbox folder. */
export type RealSite = Site & {
  readonly records: TestRecords;
  readonly app: App;
  readonly outbox: Outbox;
  /** The clock; it stands still unless it is moved. */
  readonly clock: { now: Date };
  /** Whether letters are sent at once; else they wait on record. */
  readonly post: { isOpen: boolean };
  /** The mails of one address, the newest first. */
  readonly mailsTo: (email: string) => Promise<ReadMail[]>;
  /** Back to an empty site at noon. */
  readonly reset: () => Promise<void>;
  /** Runs a job's handler, as a worker would. */
  readonly run: (job: { readonly name: string }) => Promise<void>;
};

/** Opens the site; `configFolder` is that of a small configuration unless given. */
export async function openRealSite(configFolder?: string): Promise<RealSite> {
  const small = await smallConfig();
  const records = await testRecords();
  const folder = await mkdtemp(join(tmpdir(), 'flagbearer-self-service-'));
  const outbox = openOutbox(folder);
  const clock = { now: NOON };
  const post = { isOpen: true };
  await small.write('keywords/entities.yaml', { ...NO_ENTITIES, sports: SPORTS });
  const config = await loadConfig(configFolder ?? small.folder);
  // The address is known once the site listens.
  const where = { baseUrl: 'http://localhost' };
  const mail = { from: { name: 'Flagbearer', address: 'digest@flagbearer.test' } };
  const sender = {
    name: 'Flagbearer',
    mail,
    get baseUrl() {
      return where.baseUrl;
    },
  };
  const app = fakeApp({
    log: pino({ level: 'silent' }),
    now: () => clock.now,
    store: records.store,
    config,
    mail: openDigestMail(outbox, sender),
    letterMail: openLetterMailer(outbox, sender),
    enqueue: async ({ name }, payloads) => {
      if (!post.isOpen) return;
      for (const data of payloads) await perform({ name, data }, app);
    },
  });
  const site = await openSite(
    {},
    {
      now: () => clock.now,
      outbox,
      selfService: selfServicePort(() => app),
      subscriptions: {
        find: async (token) => {
          const found = await records.store.subscribers.findLeaver(token);
          if (found === undefined) return null;
          return { scheduleText: 'every day', active: found.state === 'active' };
        },
        unsubscribe: (token, scope) =>
          endSubscription(records.store, { token, scope, now: clock.now }),
      },
    },
  );
  where.baseUrl = site.url;
  return {
    ...site,
    records,
    app,
    outbox,
    clock,
    post,
    mailsTo: async (email) => {
      const mails = (await outbox.list()).filter(({ to }) => to.includes(email));
      const sources = await Promise.all(mails.map(({ name }) => outbox.source(name)));
      return sources.map((source) => readMail(source ?? ''));
    },
    reset: async () => {
      await records.pool.query(
        'truncate subscribers, sign_ups, suppressions, bounces, request_counts, erasures cascade',
      );
      for (const file of await readdir(folder)) await rm(join(folder, file));
      clock.now = NOON;
      post.isOpen = true;
    },
    run: async ({ name }) => {
      await perform({ name, data: {} }, app);
    },
    close: async () => {
      await site.close();
      await records.close();
      await small.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const SPORTS = { skiing: { en: ['ski'] }, judo: { en: ['judo'] } };
const NO_ENTITIES = {
  'sport-words': {},
  targets: { RUS: { en: ['russia', 'russian'] } },
  officials: {},
  clubs: {},
  bodies: { FIS: { any: ['=FIS'], sport: 'skiing' }, 'World Archery': { en: ['world archery'] } },
  courts: {},
  countries: {},
  'country-groups': {},
};

/** The path of the first link of a mail that begins so. */
export function linkIn({ parts }: ReadMail, start: string): string {
  const [link] =
    (parts.get('text/plain') ?? '')
      .match(/https?:\/\/\S+/gu)
      ?.filter((one) => new URL(one).pathname.startsWith(start)) ?? [];
  if (link === undefined) throw new Error(`no link to ${start} in the mail`);
  return new URL(link).pathname;
}

/** The form as a browser sends it untouched, but for what the test says; null leaves a field out. */
export function formBody(
  fields: Readonly<Record<string, string | readonly string[] | null>> = {},
): { readonly method: string; readonly headers: Record<string, string>; readonly body: string } {
  const all = { ...USUAL_FIELDS, ...fields };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) {
    for (const one of value === null ? [] : [value].flat()) body.append(name, one);
  }
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  };
}

const USUAL_FIELDS: Readonly<Record<string, string>> = {
  email: 'anna@example.org',
  homepage: '',
  when: 'daily',
  weekday: '1',
  time: '08:00',
  zone: 'Europe/Vienna',
  minimumConfidence: '0',
  length: '50',
  language: 'en',
};

/** Stores stories with one report each that changed a day before noon, of the given sports. */
export async function storeStories(
  { pool, store }: TestRecords,
  sports: readonly string[],
): Promise<void> {
  const at = new Date(NOON.getTime() - 86_400_000);
  await store.revisions.record({ hash: 'r1', texts: new Map() }, at);
  await insertItems(
    pool,
    sports.map((sport, n) =>
      anItem(`s${n}`, { title: `Federation of ${sport} bars Russian teams`, fetchedAt: at }),
    ),
  );
  for (const [n, sport] of sports.entries()) {
    await pool.query(
      `with item as (update items set stage = 'placed', judged_by = 'r1' where key = $1 returning id),
         judged as (insert into verdicts (item_id, revision, label, direction, score, verdict, judged_at)
           select id, 'r1', 'sanction', 'imposed', 0.9, $2, $3 from item),
         told as (insert into stories (lead_item_id, opened_at, changed_at)
           select id, $3, $3 from item returning id, lead_item_id)
       insert into story_items (item_id, story_id, placed_at) select lead_item_id, id, $3 from told`,
      [`s${n}`, JSON.stringify(aVerdict({ sport })), at],
    );
  }
}
