import { expect, test } from '@jest/globals';
import { compileParts } from '../../../src/core/classify/classifier.ts';
import { checkSeeds, type Flagged } from '../../../src/core/classify/seed-check.ts';
import type { Seed } from '../../../src/core/seed.ts';
import { seedOf, shippedKeywords } from '../../support/keywords.ts';
import { aVerdict } from '../../support/records.ts';

const shipped = shippedKeywords();
// Compiled for every case, which takes long for all languages.
const keywords = {
  ...shipped,
  lexicons: shipped.lexicons.filter(({ language }) => ['en', 'ru'].includes(language)),
};
const BAN = 'The ski federation banned Russian skiers from all of its races until the spring.';
const RETURN = 'Сборная России по биатлону допущена к соревнованиям после долгого перерыва.';
const DEAL = 'Belarus and China signed an agreement on joint training camps of their rowers.';

const SEEDS: readonly Seed[] = [
  seedOf('ban', 'Skiers banned', BAN, { label: 'sanction', direction: 'imposed' }),
  seedOf('return', 'Сборная вернулась', RETURN, {
    label: 'sanction',
    direction: 'eased',
    language: 'ru',
  }),
  seedOf('deal', 'Rowers to train together', DEAL, { label: 'agreement', direction: 'signed' }),
];

function kinds(seeds: readonly Seed[], flagged: readonly Flagged[] = []): readonly unknown[] {
  const { seeds: compiled } = compileParts(keywords, seeds);
  return checkSeeds(seeds, compiled, flagged).map(({ kind }) => kind);
}

test('nothing is to be said of seeds of both labels, both sides and two languages', () => {
  expect(kinds(SEEDS)).toEqual([]);
});

test('a seed that says what another says is named with it', () => {
  const copy = seedOf('copy', 'Skiers banned again', BAN, {
    label: 'sanction',
    direction: 'imposed',
  });
  const seeds = [
    ...SEEDS,
    copy,
    seedOf('deal-2', 'Judo', 'Cuba and Belarus agreed on judo.', { label: 'agreement' }),
  ];
  const { seeds: compiled } = compileParts(keywords, seeds);
  expect(checkSeeds(seeds, compiled, [])).toEqual([
    expect.objectContaining({ kind: 'near-duplicate', seeds: ['ban', 'copy'] }),
  ]);
});

test.each([
  ['only English', ['ban', 'deal'], ['one-language', 'missing-side']],
  ['no sanction', ['deal'], ['one-language', 'one-label', 'missing-side', 'missing-side']],
  ['no agreement', ['ban', 'return'], ['one-label']],
  ['nothing that is imposed', ['return', 'deal'], ['missing-side']],
  ['no seed at all', [], ['missing-side', 'missing-side']],
])('seeds with %s', (_, ids, expected) => {
  expect(kinds(SEEDS.filter(({ id }) => ids.includes(id)))).toEqual(expected);
});

test('three flagged items of a kind that resemble no seed call for one', () => {
  const far = (title: string, similarity: number): Flagged => {
    const seed = { seed: 'ban', similarity, sharedTerms: [], sharedConcepts: [] };
    return { title, verdict: aVerdict({ evidence: { ...aVerdict().evidence, seed } }) };
  };
  const three = [far('first', 0.1), far('second', 0.2), far('third', 0.1)];
  expect(kinds(SEEDS, three)).toEqual(['far-items']);
  expect(kinds(SEEDS, three.slice(1))).toEqual([]);
  expect(kinds(SEEDS, [...three.slice(1), far('near', 0.6)])).toEqual([]);
});
