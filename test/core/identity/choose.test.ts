import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { chooseIdentity } from '../../../src/core/identity/choose.ts';
import { sharedItems } from '../../../src/core/identity/evidence.ts';
import { identified, keyOf, type Identity, type Sight } from '../../../src/core/identity/sight.ts';
import { aSight, sights } from './sights.ts';

type Parts = (n: number) => Partial<Sight>;
const random =
  (fetch: string): Parts =>
  (n) => ({ guid: `${fetch}-${n}` });
const oneLink: Parts = () => ({ link: 'https://paper.example/' });
const edited: Parts = (n) => (n % 2 === 0 ? { title: 'edited', hash: `edited-${n}` } : {});
const session =
  (fetch: string): Parts =>
  (n) => ({ guid: null, link: `https://paper.example/${n};${fetch}` });

describe('the key of a source', () => {
  test.each<[string, Sight[], Sight[] | null, Identity['key'], RegExp]>([
    [
      'that was seen once',
      sights(1, 20),
      null,
      'guid',
      /^Guids: 20 of 20 items have one; none seen twice/,
    ],
    [
      'whose guids stay',
      sights(6, 25),
      sights(1, 20),
      'guid',
      /^Guids: 15 of 15 items seen twice kept/,
    ],
    [
      'whose titles are edited',
      sights(1, 20, edited),
      sights(1, 20),
      'guid',
      /though 10 titles were edited/,
    ],
    ['whose list is all new', sights(21, 40), sights(1, 20), 'guid', /none seen twice/],
    [
      'without guids',
      sights(2, 9, () => ({ guid: null })),
      sights(1, 8, () => ({ guid: null })),
      'link',
      /^Links: the items carry no guids/,
    ],
    [
      'whose guids are new at every fetch',
      sights(1, 20, random('b')),
      sights(1, 20, random('a')),
      'link',
      /^Links: the guids of 20 of 20 items changed/,
    ],
    [
      'the same without links',
      sights(1, 3, (n) => ({ ...random('b')(n), link: null })),
      sights(1, 3, (n) => ({ ...random('a')(n), link: null })),
      'hash',
      /^Title and date: the guids of 3 of 3/,
    ],
    [
      'the same with one link for all',
      sights(1, 9, (n) => ({ ...random('b')(n), ...oneLink(n) })),
      sights(1, 9, (n) => ({ ...random('a')(n), ...oneLink(n) })),
      'hash',
      /share their link/,
    ],
    [
      'with a single item and a random guid',
      [aSight(1, { guid: 'b' })],
      [aSight(1, { guid: 'a' })],
      'link',
      /1 of 1/,
    ],
    [
      'that numbers its list',
      sights(2, 9, (n) => ({ guid: String(n - 1) })),
      sights(1, 8, (n) => ({ guid: String(n) })),
      'link',
      /^Links: the guids of 7 of 7 items changed/,
    ],
    [
      'that numbers its list, all of it new',
      sights(9, 16, (n) => ({ guid: String(n - 8) })),
      sights(1, 8, (n) => ({ guid: String(n) })),
      'link',
      /8 of 8 guids were given to other items/,
    ],
    [
      'with one guid for all',
      sights(1, 5, () => ({ guid: 'feed' })),
      null,
      'link',
      /^Links: 5 of 5 items share their guid/,
    ],
    [
      'with one guid for all and no links',
      sights(1, 5, () => ({ guid: 'feed', link: null })),
      null,
      'hash',
      /only 0 of 5 items have a link/,
    ],
    [
      'whose links change at every fetch',
      sights(1, 5, session('b')),
      sights(1, 5, session('a')),
      'hash',
      /^Title and date: the items carry no guids, and the links of 5 of 5/,
    ],
  ])('%s', (_name, latest, before, key, reason) => {
    const chosen = chooseIdentity(latest, before, null);
    expect(chosen.key).toBe(key);
    expect(chosen.reason).toMatch(reason);
  });

  test('is the guid where an item or two have a new one', () => {
    const latest = sights(1, 20, (n) => (n < 3 ? { guid: `new-${n}` } : {}));
    expect(chooseIdentity(latest, sights(1, 20), null).key).toBe('guid');
  });

  test('is the guid where one item is listed twice', () => {
    const twice = [...sights(1, 9), aSight(9, { title: 'again', hash: 'again' })];
    expect(chooseIdentity(twice, sights(1, 9), null).key).toBe('guid');
  });

  test('never goes back to one that has failed', () => {
    const link = chooseIdentity(sights(1, 9, random('b')), sights(1, 9, random('a')), null);
    expect(chooseIdentity(sights(1, 9), sights(1, 9), link)).toEqual(link);
    const hash = chooseIdentity(sights(1, 9, session('b')), sights(1, 9, session('a')), link);
    expect(hash).toMatchObject({
      key: 'hash',
      reason: expect.stringContaining('the links of 9 of 9'),
    });
    expect(chooseIdentity(sights(1, 9), sights(1, 9), hash)).toEqual(hash);
  });

  test('says when links are shared, which keeps the items apart all the same', () => {
    const shared = chooseIdentity(sights(1, 9, oneLink), sights(1, 9, oneLink), null);
    expect(shared).toMatchObject({
      key: 'guid',
      sharedLinks: true,
      reason: expect.stringContaining('share'),
    });
    const items = sights(1, 9, oneLink).map((sight) =>
      identified({ key: '', canonicalUrl: 'https://paper.example/' }, sight, shared),
    );
    expect(new Set(items.map(({ canonicalUrl }) => canonicalUrl)).size).toBe(9);
  });

  test('stays as it is after a fetch without items', () => {
    const link: Identity = { key: 'link', sharedLinks: false, reason: 'Links: so.' };
    expect(chooseIdentity([], sights(1, 9), link)).toBe(link);
  });
});

test('an item without the chosen key is known by the next one', () => {
  const by = (key: Identity['key'], parts: Partial<Sight>, sharedLinks = false) =>
    keyOf(aSight(1, parts), { key, sharedLinks, reason: '' });
  expect(by('guid', {})).toBe('guid-1');
  expect(by('guid', { guid: null })).toBe('https://paper.example/1');
  expect(by('guid', { guid: null }, true)).toBe('hash-1');
  expect(by('link', {})).toBe('https://paper.example/1');
  expect(by('link', { link: null })).toBe('hash-1');
  expect(by('hash', {})).toBe('hash-1');
});

describe('two fetches share', () => {
  test.each<[string, Sight[], Sight[], number]>([
    ['all of their items', sights(1, 10), sights(1, 10), 1],
    ['half of them', sights(6, 15), sights(1, 10), 0.5],
    [
      'those whose host has changed',
      sights(1, 10, (n) => ({ guid: null, hash: `h-${n}`, link: `https://new.example/${n}` })),
      sights(1, 10),
      1,
    ],
    ['all that the shorter one has', sights(1, 2), sights(1, 10), 1],
    ['nothing', sights(11, 20), sights(1, 10), 0],
    ['nothing with an empty one', [], sights(1, 10), 0],
  ])('%s', (_name, latest, before, share) => {
    expect(sharedItems(latest, before)).toBe(share);
  });

  test('not just because both have a front page', () => {
    const front =
      (host: string): Parts =>
      (n) => ({ guid: null, hash: `${host}-${n}`, link: `https://${host}.example/` });
    expect(sharedItems(sights(1, 5, front('a')), sights(6, 9, front('b')))).toBe(0);
  });
});

test('whatever two fetches hold, a key is chosen that tells the items of a sound source apart', () => {
  const value = fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: null });
  const sight = fc.record({
    guid: value,
    link: value,
    hash: fc.string(),
    title: fc.string(),
    day: fc.constant(null),
  });
  const list = fc.array(sight, { maxLength: 8 });
  fc.assert(
    fc.property(list, fc.option(list), (latest, before) => {
      const chosen = chooseIdentity(latest, before, null);
      expect(['guid', 'link', 'hash']).toContain(chosen.key);
      expect(chosen.reason).toMatch(/^[A-Z].*\.$/s);
      expect(chooseIdentity(latest, before, chosen).key).toBe(chosen.key);
    }),
  );
});
