import { expect, test } from '@jest/globals';
import type { Verdict } from '../../src/core/verdict.ts';
import { whatHappened } from '../../src/web/sentence.ts';
import { withSite } from './client.ts';
import { report, story, verdict } from './fake-ports.ts';

const agreement = { label: 'agreement', authority: null, sport: 'judo' } as const;

test.each<readonly [Partial<Verdict>, string | null]>([
  [{}, 'FIS imposes a measure on Russia in cross country.'],
  [
    { direction: 'eased', targets: ['RUS', 'BLR'], sport: 'multi', authority: 'IOC' },
    'IOC eases the measures on Russia and Belarus.',
  ],
  [{ authority: null, sport: null }, 'A sports body imposes a measure on Russia.'],
  [
    { ...agreement, direction: 'signed', countries: ['CHN'] },
    'Russia and China sign an agreement in judo.',
  ],
  [
    { ...agreement, direction: 'meeting', countries: [] },
    'Russia and another party hold talks in judo.',
  ],
  [
    { ...agreement, direction: 'held', countries: ['CHN', 'SRB', 'CUB', 'KAZ'] },
    'Russia, China, Serbia, Cuba and others carry out what they agreed in judo.',
  ],
  [{ direction: null }, null],
  [{ label: 'none' }, null],
  [{ targets: [] }, null],
])('%j is told as %j', (facts, sentence) => {
  expect(whatHappened(verdict([], facts))).toBe(sentence);
});

test('a story begins with what happened', () =>
  withSite({ stories: [story('7', report())] }, async ({ ask }) => {
    expect((await ask('/story/7')).page('.intro .sentence').text()).toBe(
      'FIS imposes a measure on Russia in cross country.',
    );
  }));
