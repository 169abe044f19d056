import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSite, type Site, withSite } from './client.ts';
import { dangersOf } from './dangers.ts';
import { type FakeData, NOW, report, source, story, verdict } from './fake-ports.ts';
import { aMatter, aMeasure, anAgreement, aSource, aStep } from './matter-data.ts';
import { PAYLOADS } from './payloads.ts';

describe.each(PAYLOADS)('the payload %j', (payload) => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({
      ...hostileStories(payload),
      sources: [
        source({ id: 's', name: payload, url: payload, problem: payload, nextPollReason: payload }),
      ],
      mails: [{ name: 'a.eml', to: payload, subject: payload, date: new Date(0), html: '<p>' }],
      tokens: { token: true },
      scheduleText: payload,
      seedTitles: { [payload]: payload },
    });
  });
  afterAll(() => site.close());

  test.each(['/', '/story/7', '/sources', '/outbox', '/outbox/a.eml', '/unsubscribe/token'])(
    'is only text on %s',
    async (path) => {
      const { status, page, headers, body } = await site.ask(path);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=UTF-8');
      expect(dangersOf(page)).toEqual([]);
      expect(page('h1')).toHaveLength(1);
      expect(page('main').text()).toContain(shown(payload).slice(0, 20));
      expect(body).not.toContain('\0');
    },
  );

  test('makes no link and no page type in the JSON', async () => {
    const { headers, body } = await site.ask('/story/7.json');
    expect(headers['content-type']).toBe('application/json');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(JSON.parse(body).lead.title).toBe(payload);
    expect(JSON.parse(body).lead.url ?? 'https://').toMatch(/^https?:\/\//);
  });

  test.each(['/?before=', '/story/', '/unsubscribe/', '/outbox/', '/'])(
    'is not reflected by %s',
    async (path) => {
      const { page } = await site.ask(path + encodeURIComponent(payload).replaceAll("'", '%27'));
      expect(dangersOf(page)).toEqual([]);
    },
  );
});

/** One of each way in which text breaks out; the pages share their parts with those above. */
describe.each([
  '<script>alert(1)</script>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</title><script>alert(1)</script>',
  ']]><script>alert(1)</script><![CDATA[',
])('the payload %j in a matter', (payload) => {
  test.each(['/measures', '/agreements', '/story/7', '/?q=PAYLOAD', '/?federation=PAYLOAD'])(
    'is only text on %s',
    (path) =>
      withSite(hostileMatters(payload), async ({ ask }) => {
        const { status, page } = await ask(
          path.replace('PAYLOAD', encodeURIComponent(payload).replaceAll("'", '%27')),
        );
        expect(status).toBe(200);
        expect(dangersOf(page)).toEqual([]);
        expect(page('h1')).toHaveLength(1);
        expect(page('main').text()).toContain(payload.slice(0, 20));
      }),
  );

  test('makes no address in the data', () =>
    withSite(hostileMatters(payload), async ({ ask }) => {
      for (const path of ['/measures.json', '/agreements.json', '/story/7.json']) {
        const { body, headers } = await ask(path);
        expect(headers['content-type']).toBe('application/json');
        expect(body).not.toContain('"url":"javascript:');
      }
    }));
});

function hostileMatters(payload: string): FakeData {
  const sources = [aSource({ url: payload, outlet: payload, title: payload })];
  const side = { entry: payload, says: 'imposed', sources } as const;
  const shared = { sport: payload, sources, confirmedBy: payload, standing: 'confirmed' } as const;
  const conflicts = [{ at: NOW, sides: [side, side] }] as const;
  const word = { word: 'rejected', by: payload, note: payload, at: NOW } as const;
  return {
    ...hostileStories(payload),
    measures: [aMeasure({ ...shared, authority: payload, target: payload, conflicts })],
    agreements: [anAgreement({ ...shared, parties: [payload], conflicts })],
    matters: [aMatter(aStep({ storyId: payload, party: payload, sources, word }))],
    corrections: [
      {
        id: '1',
        kind: 'headline',
        before: payload,
        after: payload,
        url: payload,
        outlet: payload,
        seenAt: NOW,
      },
    ],
  };
}

test('the check itself sees what it looks for', async () => {
  const { load } = await import('cheerio');
  const page = load(
    '<main><a href=" java\nscript:x">a</a><b onclick=x>b</b><script>1</script></main>',
  );
  expect(dangersOf(page)).toHaveLength(3);
});

function hostileStories(payload: string) {
  const plain = verdict([]).evidence;
  const hit = { zone: 'title', start: 0, end: payload.length, text: payload } as const;
  const rest = { concept: payload, pattern: payload, role: 'concept' } as const;
  const lead = report({
    title: payload,
    summary: `${payload} ${payload}`,
    url: payload,
    outlet: payload,
    verdict: {
      authority: payload,
      sport: payload,
      countries: [payload],
      evidence: {
        ...plain,
        gate: payload,
        contributions: [{ feature: payload, value: 1, weight: 1, points: 1 }],
        hits: [
          { ...hit, ...rest, masked: null },
          { ...hit, ...rest, masked: payload },
        ],
        seed: { seed: payload, similarity: 1, sharedTerms: [payload], sharedConcepts: [payload] },
      },
    },
  });
  return { stories: [story('7', lead, report({ ...lead, id: '8' }))] };
}

/** What a parser gives back for text: line ends become one kind. */
function shown(payload: string): string {
  return payload.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trim();
}
