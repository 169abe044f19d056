import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { FIRST_IDENTITY, keyOf } from '../../src/core/identity/sight.ts';
import type { Entry } from '../../src/core/item.ts';
import { contentHashOf, sightOf } from '../../src/sources/sight.ts';

const ENTRY: Entry = {
  guid: ' tag:1 ',
  title: 'A  Title ',
  summary: '',
  link: 'https://paper.example/a?utm_source=rss#top',
  published: new Date('2026-03-04T23:30:00Z'),
};

test('a sight holds all that an entry could be known by', () => {
  expect(sightOf(ENTRY)).toEqual({
    guid: 'tag:1',
    link: 'https://paper.example/a',
    hash: expect.stringMatching(/^[0-9a-f]{32}$/),
    title: sightOf({ ...ENTRY, title: 'a title' }).title,
    day: '2026-03-04',
  });
  expect(sightOf({ ...ENTRY, guid: ' ', link: null, published: null })).toMatchObject({
    guid: null,
    link: null,
    day: null,
  });
});

// These keys stand in the records of every service: a change would make all their items new.
test.each<[string, Partial<Entry>, string]>([
  ['a guid', {}, 'tag:1'],
  ['a link', { guid: null }, 'https://paper.example/a'],
  ['a title and a date', { guid: null, link: null }, '8231f69bebe841900e78a938266c1b1a'],
  ['a guid without end', { guid: 'x'.repeat(501) }, '3ac31d30e2ef713a7d4803d292398261'],
])('the first key of an entry with %s is the same for ever', (_name, changes, key) => {
  expect(keyOf(sightOf({ ...ENTRY, ...changes }), FIRST_IDENTITY)).toBe(key);
});

test('keys can be stored whatever a feed says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { guid } = sightOf({ ...ENTRY, guid: `${text}\u0000\ud800`, link: null });
      expect(guid).not.toContain('\u0000');
      expect(guid).toBe(Buffer.from(guid ?? '', 'utf8').toString('utf8'));
      expect((guid ?? '').length).toBeLessThanOrEqual(500);
    }),
  );
});

test('the hash of a list changes with its titles, dates and order, not with its links', () => {
  const [a, b] = [sightOf(ENTRY), sightOf({ ...ENTRY, title: 'Another' })];
  expect(contentHashOf([a, b])).toBe(
    contentHashOf([a, { ...b, link: 'elsewhere', guid: 'other' }]),
  );
  expect(contentHashOf([a, b])).not.toBe(contentHashOf([b, a]));
  expect(contentHashOf([a])).not.toBe(contentHashOf([a, b]));
});
