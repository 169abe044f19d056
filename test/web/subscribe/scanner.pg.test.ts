import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ReadMail } from '../../support/mail-reader.ts';
import { formBody, linkIn, openRealSite, type RealSite } from './real-site.ts';

let site: RealSite;
beforeAll(async () => {
  site = await openRealSite();
});
afterAll(() => site?.close());

/** Every row of every table, as text. */
async function allRows(): Promise<Map<string, unknown>> {
  const { pool } = site.records;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const found = new Map<string, unknown>();
  for (const { name } of tables) {
    const { rows } = await pool.query(
      `select coalesce(jsonb_agg(to_jsonb(t) order by t::text), '[]') as all from ${name} t`,
    );
    found.set(name, rows[0]);
  }
  return found;
}

/** Every address of ours in a mail: in its HTML, its text and its headers. */
function linksIn({ parts, headers }: ReadMail): string[] {
  const texts = [...parts.values(), ...headers.map(([, value]) => value)];
  const links = texts.flatMap((text) => text.match(/https?:\/\/[^\s<>"']+/gu) ?? []);
  return [...new Set(links)].filter((link) => link.startsWith(site.url));
}

/** A subscriber with one mail of every kind; the path of their preferences. */
async function writeEveryMail(): Promise<string> {
  const { clock } = site;
  await site.ask('/subscribe', formBody());
  const [first] = await site.mailsTo('anna@example.org');
  if (first === undefined) throw new Error('no letter was written');
  const { page } = await site.ask(linkIn(first, '/subscribe/confirm/'), { method: 'POST' });
  const preferences = page('main a[href^="/preferences/"]').attr('href') ?? '';
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  await site.ask(`${preferences}/address`, formBody({ email: 'new@example.org' }));
  clock.now = new Date(clock.now.getTime() + 3_600_000);
  await site.ask('/subscribe', formBody());
  await site.ask('/subscribe', formBody({ email: 'berta@example.org' }));
  await sendDigest(preferences.split('/').at(-1) ?? '');
  return preferences;
}

/** Opens paths, and all that they lead to; sends every form by GET, as some do, with all that is in it. */
async function scan(first: readonly string[]): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  const waiting = [...first];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(path) || seen.size > 200 || path.startsWith('/outbox')) continue;
    seen.add(path);
    await site.ask(path, { method: 'HEAD' });
    const { page } = await site.ask(path, { headers: { 'user-agent': 'a scanner of links' } });
    const links = page('a[href^="/"]').get();
    waiting.push(...links.map((link) => page(link).attr('href') ?? ''));
    for (const form of page('form').get()) {
      const fields = page(form)
        .find('[name]')
        .get()
        .map((field): [string, string] => [
          page(field).attr('name') ?? '',
          page(field).attr('value') ?? '',
        ]);
      const query = new URLSearchParams(fields).toString();
      await site.ask(`${page(form).attr('action') ?? path}?${query}`);
    }
  }
  return seen;
}

test('a scanner that opens every link of every mail, and every link behind these, changes no row', async () => {
  const preferences = await writeEveryMail();
  const mails = await site.outbox.list();
  expect(mails).toHaveLength(6);
  const read = await Promise.all([...new Set(mails.map(({ to }) => to))].map(site.mailsTo));
  const links = read.flat().flatMap(linksIn);
  const before = await allRows();

  const seen = [...(await scan(links.map((link) => link.slice(site.url.length))))];
  const kinds = ['/subscribe/confirm/', '/preferences/', '/address/', '/unsubscribe/'];
  for (const kind of kinds) expect(seen.filter((path) => path.startsWith(kind))).not.toEqual([]);
  expect(seen.filter((path) => path.startsWith('/address/'))).toHaveLength(2);
  expect(seen).toContain(`${preferences}/erase`);
  expect(await allRows()).toEqual(before);
  expect(await site.outbox.list()).toEqual(mails);

  // The same address does change something when it is posted to.
  await site.ask(`${preferences}/erase`, { method: 'POST' });
  expect(await allRows()).not.toEqual(before);
}, 60_000);

async function sendDigest(unsubscribeToken: string): Promise<void> {
  const at = site.clock.now;
  await site.app.mail.send({
    digest: {
      kind: 'daily',
      zone: 'UTC',
      from: at.toISOString(),
      to: at.toISOString(),
      stories: [],
      coverage: { sources: 1, failing: [], items: 1 },
      revision: 'r1',
    },
    email: 'anna@example.org',
    schedule: { kind: 'daily', time: '08:00' },
    zone: 'UTC',
    unsubscribeToken,
    messageId: site.app.mail.messageId('digest'),
    composedAt: at,
  });
}
