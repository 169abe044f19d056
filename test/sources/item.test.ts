import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Entry } from '../../src/core/item.ts';
import { canonicalUrl } from '../../src/sources/canonical.ts';
import { toItem } from '../../src/sources/item.ts';
import { guessLanguage } from '../../src/sources/language.ts';
import { aSource } from './a-source.ts';

const FETCHED = new Date('2026-08-20T12:00:00Z');
const READ = { fetchedAt: FETCHED, responseUrl: 'https://example.org/feed.xml' };
const ENTRY: Entry = {
  guid: null,
  title: 'Title',
  summary: '',
  link: 'https://www.Example.org/a?utm_source=rss&b=1#c',
  published: new Date('2026-08-20T10:00:00Z'),
};

function item(changes: Partial<Entry>, source = aSource()) {
  return toItem({ ...ENTRY, ...changes }, source, READ);
}

describe('an entry becomes an item', () => {
  test('with its address, its canonical address and its outlet', () => {
    expect(item({})).toEqual({
      sourceId: 'example',
      key: 'https://www.example.org/a?b=1',
      url: ENTRY.link,
      canonicalUrl: 'https://www.example.org/a?b=1',
      title: 'Title',
      summary: '',
      language: 'en',
      outlet: 'Example',
      publishedAt: ENTRY.published,
      fetchedAt: FETCHED,
      isNews: true,
      sight: expect.objectContaining({ link: 'https://www.example.org/a?b=1', day: '2026-08-20' }),
    });
  });

  test('whose key is its guid where it has one', () => {
    expect(item({ guid: ' tag:1 ' })?.key).toBe('tag:1');
    expect(item({ guid: ' ' })?.key).toBe('https://www.example.org/a?b=1');
    expect(item({ guid: 'x'.repeat(10_000) })?.key.length).toBeLessThan(100);
  });

  test('which without link and guid is known by its title and date, and leads to the page it came from', () => {
    const one = item({ link: null });
    expect(one).toMatchObject({ url: READ.responseUrl, outlet: 'Example' });
    expect(item({ link: null })?.key).toBe(one?.key);
    expect(item({ link: null, title: 'Other' })?.key).not.toBe(one?.key);
    expect(item({ link: null, title: 'Other' })?.canonicalUrl).not.toBe(one?.canonicalUrl);
  });

  test('under the name of its source, or the host of another outlet that the source lists', () => {
    expect(item({}, aSource({ url: 'https://feeds.example.org/rss' }))?.outlet).toBe('Example');
    expect(item({ link: 'https://www.other.example/a' })?.outlet).toBe('other.example');
  });

  test('but not without title and link', () => {
    expect(item({ link: null, title: '' })).toBeNull();
  });

  test('which is never from the future, and without a date from now', () => {
    expect(item({ published: new Date('2027-01-01') })?.publishedAt).toEqual(FETCHED);
    expect(item({ published: null })?.publishedAt).toEqual(FETCHED);
  });

  test('which is news up to the age that its source allows', () => {
    const source = aSource({ maxAge: 2 * 3_600_000 });
    expect(item({}, source)?.isNews).toBe(true);
    expect(item({ published: new Date('2026-08-20T09:59:59Z') }, source)?.isNews).toBe(false);
    expect(item({ published: null }, source)?.isNews).toBe(true);
  });

  test('whose language is the source’s, or guessed', () => {
    const title = 'Сборная допущена к турниру';
    expect(item({ title })?.language).toBe('ru');
    expect(item({ title }, aSource({ language: 'uk' }))?.language).toBe('uk');
  });
});

test.each([
  ['HTTPS://Example.ORG:443/A/?b=2&a=1', 'https://example.org/A/?a=1&b=2'],
  [
    'https://example.org/a?fbclid=1&gclid=2&yclid=3&at_medium=rss&utm_campaign=x',
    'https://example.org/a',
  ],
  ['https://example.org/a?ref=rss', 'https://example.org/a'],
  ['https://example.org/a?ref=12345', 'https://example.org/a?ref=12345'],
  ['https://example.org/a?q=x+y&q=a%20b', 'https://example.org/a?q=a%20b&q=x+y'],
  ['https://example.org/a/', 'https://example.org/a/'],
  ['https://example.org/a#top', 'https://example.org/a'],
  ['http://example.org', 'http://example.org/'],
  ['mailto:a@example.org', null],
  ['nonsense', null],
])('the canonical address of %s is %s', (address, canonical) => {
  expect(canonicalUrl(address)).toBe(canonical);
});

test('a query that begins with a question mark keeps it', () => {
  expect(canonicalUrl('https://example.org/??a')).toBe('https://example.org/??a');
});

test('a canonical address is its own canonical address', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
      const canonical = canonicalUrl(address);
      expect(canonicalUrl(canonical ?? '')).toBe(canonical);
    }),
  );
});

test.each([
  ['The federation lifted its ban on the athletes', 'en'],
  ['Федерация сняла запрет со спортсменов', 'ru'],
  ['Федерація зняла заборону зі спортсменів', 'uk'],
  ['Федэрацыя зняла забарону са спартсменаў', 'be'],
  ['Der Verband hebt die Sperre für die Athleten auf', 'de'],
  ['La fédération lève la suspension des athlètes', 'fr'],
  ['La federación levanta la suspensión de los atletas', 'es'],
  ['IOC 2026', 'en'],
  ['', 'en'],
])('%p is taken for %s', (text, language) => {
  expect(guessLanguage(text)).toBe(language);
});
