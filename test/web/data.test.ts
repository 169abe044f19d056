import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { withSite } from './client.ts';
import { BIG_STORY_ID, RICH } from './rich-data.ts';

/** Each public page with its data, and where in that each documented noun is. */
const PAGES: readonly (readonly [
  page: string,
  data: string,
  nouns: Readonly<Record<string, string>>,
])[] = [
  ['/', '/index.json', { 'Archive page': '', Report: 'stories.0.lead' }],
  ['/?q=Talks&country=BLR', '/index.json?q=Talks&country=BLR', { 'Archive page': '' }],
  [
    `/story/${BIG_STORY_ID}`,
    `/story/${BIG_STORY_ID}.json`,
    {
      Story: '',
      Report: 'reports.1',
      Matter: 'matters.0',
      Change: 'matters.0.changes.0',
      'Source of an entry': 'matters.0.changes.0.sources.0',
      Correction: 'corrections.0',
    },
  ],
  ['/measures', '/measures.json', { Board: '', Measure: 'measures.0' }],
  ['/measures?country=BLR', '/measures.json?country=BLR', { Board: '', Measure: 'measures.0' }],
  ['/agreements', '/agreements.json', { Register: '', Agreement: 'agreements.0' }],
  ['/sources', '/sources.json', { 'Sources page': '', Source: 'sources.0' }],
];
const NOUNS = documentedNouns();
const DATA = { ...RICH, related: RICH.stories?.slice(1, 3) ?? [] };

describe.each(PAGES)('%s', (page, data, nouns) => {
  test('is the same data by its suffix and by the Accept header, and caches can tell', () =>
    withSite(DATA, async ({ ask }) => {
      const bySuffix = await ask(data);
      const byHeader = await ask(page, { headers: { accept: 'application/json' } });
      expect(bySuffix.status).toBe(200);
      expect(bySuffix.headers['content-type']).toBe('application/json');
      expect(byHeader.body).toBe(bySuffix.body);
      for (const { headers } of [bySuffix, byHeader, await ask(page)]) {
        expect(headers['vary']).toBe('Accept');
      }
      expect((await ask(page)).headers['content-type']).toContain('text/html');
    }));

  test.each(Object.entries(nouns))(
    'has the documented fields of “%s” and no others',
    (noun, path) =>
      withSite(DATA, async ({ ask }) => {
        const value = at(JSON.parse((await ask(data)).body), path);
        expect(Object.keys(Object(value)).toSorted()).toEqual(NOUNS.get(noun)?.toSorted());
      }),
  );
});

test('a story is told alike in lists and alone', () =>
  withSite(DATA, async ({ ask }) => {
    const full = JSON.parse((await ask(`/story/${BIG_STORY_ID}.json`)).body);
    const { stories } = JSON.parse((await ask('/index.json')).body);
    const listed = stories.find(({ id }: { id: string }) => id === BIG_STORY_ID);
    expect(full).toMatchObject(listed);
    expect(Object.keys(full.related[0])).toEqual(Object.keys(listed));
  }));

test('nothing of a record gets out but what is documented', () => {
  const [first] = RICH.stories ?? [];
  if (first === undefined) throw new Error('there is a first story');
  const lead = Object.assign({}, first.lead, { key: 'secret', fetchedAt: new Date(0) });
  return withSite({ stories: [{ ...first, lead, reports: [lead] }] }, async ({ ask }) => {
    expect((await ask(`/story/${first.id}.json`)).body).not.toMatch(/secret|fetchedAt/);
    expect((await ask('/index.json')).body).not.toMatch(/secret|fetchedAt/);
  });
});

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .filter((part) => part !== '')
    .reduce((part: unknown, name): unknown => Object(part)[name], value);
}

/** The fields of each table of docs/data.md, by its heading. */
function documentedNouns(): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(join(import.meta.dirname, '../../docs/data.md'), 'utf8');
  return new Map(
    text
      .split(/^## /m)
      .slice(1)
      .map((part) => [
        part.split('\n')[0] ?? '',
        [...part.matchAll(/^\| `(\w+)`/gm)].map(([, field = '']) => field),
      ]),
  );
}
