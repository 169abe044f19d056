import { expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { Digest } from '../../src/core/digest/digest.ts';
import { openDigestMail } from '../../src/mail/digest-mail.ts';
import type { OutgoingMail } from '../../src/mail/mailer.ts';
import { withSite } from './client.ts';

const TOKEN = 'k3J-9_x.tail~AA0123456789';

/** A digest as it leaves, for a service at an address. */
async function digestFrom(baseUrl: string): Promise<OutgoingMail> {
  const sent: OutgoingMail[] = [];
  const mail = openDigestMail(
    {
      kind: 'outbox',
      idempotent: true,
      send: (one) => {
        sent.push(one);
        return Promise.resolve();
      },
      verify: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    {
      name: 'Flagbearer',
      baseUrl,
      mail: { from: { name: 'Flagbearer', address: 'digest@example.org' } },
    },
  );
  await mail.send({
    digest: DIGEST,
    email: 'reader@example.net',
    schedule: { kind: 'daily', time: '08:00' },
    zone: 'UTC',
    unsubscribeToken: TOKEN,
    messageId: mail.messageId('x'),
    composedAt: new Date(DIGEST.to),
  });
  const [first] = sent;
  if (first === undefined) throw new Error('nothing was sent');
  return first;
}

const DIGEST: Digest = {
  kind: 'daily',
  zone: 'UTC',
  from: '2026-11-13T05:00:00.000Z',
  to: '2026-11-14T05:00:00.000Z',
  stories: [
    {
      storyId: '41',
      change: 'new',
      label: 'sanction',
      direction: 'imposed',
      polarity: 'tighter',
      targets: ['RUS'],
      countries: [],
      authority: 'FIS',
      sport: 'skiing',
      title: 'A headline',
      language: 'en',
      url: 'https://paper.example/1',
      outlet: 'paper.example',
      publishedAt: '2026-11-14T04:30:00.000Z',
      quote: { text: 'A quote.', marks: [] },
      outlets: ['paper.example'],
      score: 0.9,
      nearestSeed: null,
    },
  ],
  coverage: { sources: 1, failing: [], items: 1 },
  revision: 'r1',
};

/** Every address of the service in a mail: in its HTML, its text and its headers. */
function linksIn({ html, text, headers }: OutgoingMail, baseUrl: string): string[] {
  const $ = load(html);
  const inHtml = $('[href], [src]')
    .get()
    .map((element) => $(element).attr('href') ?? $(element).attr('src') ?? '');
  const others = [text, ...headers.map(([, value]) => value)].flatMap((one) => [
    ...(one.match(/https?:\/\/[^\s<>]+/gu) ?? []),
  ]);
  return [...new Set([...inHtml, ...others])].filter((link) => link.startsWith(baseUrl));
}

test('following every link of a mail, and every link behind it, changes nothing', () =>
  withSite({ tokens: { [TOKEN]: true } }, async ({ url, ask, calls }) => {
    const first = linksIn(await digestFrom(url), url).map((link) => link.slice(url.length));
    expect(first).toContain(`/unsubscribe/${TOKEN}`);
    expect(first).toContain('/story/41');
    expect(first).toContain(`/preferences/${TOKEN}`);
    const seen = new Set<string>();
    const waiting = [...first];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (seen.has(path) || seen.size > 100) continue;
      seen.add(path);
      await ask(path, { method: 'HEAD' });
      const { page } = await ask(path, { headers: { 'user-agent': 'a scanner of links' } });
      const hrefs = page('a[href^="/"]')
        .get()
        .map((element) => page(element).attr('href') ?? '');
      waiting.push(...hrefs);
    }
    expect(seen.size).toBeGreaterThan(3);
    expect(seen).toContain(`/unsubscribe/${TOKEN}/everything`);
    expect(calls.filter((call) => call.startsWith('unsubscribe'))).toEqual([]);
    // The same address does change something when it is posted to.
    await ask(`/unsubscribe/${TOKEN}`, { method: 'POST' });
    expect(calls).toContain(`unsubscribe ${TOKEN}`);
  }));
