import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StoryFacts } from '../../../src/core/digest/compose.ts';
import { LANGUAGES, type Language } from '../../../src/core/source.ts';
import type { Preferences } from '../../../src/core/subscriber.ts';
import { DEFAULT_PREFERENCES } from '../../../src/core/subscribers/preferences.ts';
import { reasonAgainst, selectStories } from '../../../src/core/subscribers/selection.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { aVerdict, NOON } from '../../support/records.ts';

function story(change: Partial<Verdict> = {}, languages: readonly Language[] = ['en']): StoryFacts {
  const reports = languages.map((language, index) => ({
    title: 'FIS bans skiers',
    summary: '',
    language,
    url: `https://paper.example/${index}`,
    outlet: 'paper.example',
    publishedAt: NOON,
    verdict: aVerdict(change),
  }));
  const [lead] = reports;
  if (lead === undefined) throw new Error('a story has a report');
  return { id: '1', lead, reports };
}

function wants(change: Partial<Preferences>): Preferences {
  return { ...DEFAULT_PREFERENCES, ...change };
}

describe('a story that', () => {
  test('meets every preference is told to somebody who has many', () => {
    const all = wants({
      topics: ['sanction'],
      polarity: ['tighter'],
      countries: ['BLR', 'RUS'],
      sports: ['skiing'],
      federations: ['fis'],
      languages: ['en', 'ru'],
      minimumConfidence: 0.9,
    });
    expect(reasonAgainst(story(), all)).toBeNull();
  });

  test.each([
    [{ topics: ['agreement'] }, 'topic: sanction; wanted: agreement'],
    [{ polarity: ['looser', 'open'] }, 'polarity: tighter; wanted: looser, open'],
    [{ countries: ['BLR'] }, 'countries: RUS; wanted: BLR'],
    [{ sports: ['judo'] }, 'sport: skiing; wanted: judo'],
    [{ federations: ['IOC'] }, 'federation: FIS; wanted: IOC'],
    [{ languages: ['de'] }, 'languages: en; wanted: de'],
    [{ minimumConfidence: 0.95 }, 'confidence: 0.90; wanted: 0.95 or more'],
  ] as [Partial<Preferences>, string][])('does not meet %j is left out, and why', (change, why) => {
    expect(reasonAgainst(story(), wants(change))).toBe(why);
  });

  test('concerns several sports, or names none, is told to those who want any sport', () => {
    for (const sport of ['multi', null]) {
      expect(reasonAgainst(story({ sport }), wants({ sports: ['judo'] }))).toBeNull();
    }
  });

  test('leaves open which way it goes counts as open', () => {
    expect(reasonAgainst(story({ polarity: null }), wants({ polarity: ['open'] }))).toBeNull();
  });

  test('names the other side of an agreement concerns that country too', () => {
    const agreement = story({ label: 'agreement', countries: ['VNM'] });
    expect(reasonAgainst(agreement, wants({ countries: ['VNM'] }))).toBeNull();
  });

  test('is reported in one of the languages is told', () => {
    expect(reasonAgainst(story({}, ['en', 'uk']), wants({ languages: ['uk'] }))).toBeNull();
  });
});

test('whatever is wanted, every story is either told or left out with a reason, in its order', () => {
  const preferences = fc.record({
    topics: fc.subarray(['sanction', 'agreement'] as const),
    polarity: fc.subarray(['tighter', 'looser', 'open'] as const),
    countries: fc.subarray(['RUS', 'BLR', 'VNM']),
    sports: fc.subarray(['skiing', 'judo']),
    federations: fc.subarray(['FIS', 'IOC']),
    languages: fc.subarray([...LANGUAGES]),
    minimumConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const verdict = fc.record({
    label: fc.constantFrom('sanction' as const, 'agreement' as const),
    polarity: fc.constantFrom('tighter' as const, 'looser' as const, 'open' as const, null),
    sport: fc.constantFrom('skiing', 'judo', 'multi', null),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(preferences, fc.array(verdict, { maxLength: 20 }), (change, verdicts) => {
      const stories = verdicts.map((one, index) => ({ ...story(one), id: String(index) }));
      const { wanted, leftOut } = selectStories(stories, wants(change));
      const ids = [...wanted.map(({ id }) => id), ...leftOut.map(({ storyId }) => storyId)];
      expect(ids.toSorted((a, b) => Number(a) - Number(b))).toEqual(stories.map(({ id }) => id));
      expect(leftOut.every(({ reason }) => reason.length > 0)).toBe(true);
      // The same question again, and a smaller one, have the same answer.
      expect(selectStories(wanted, wants(change)).wanted).toEqual(wanted);
      expect(selectStories(stories, DEFAULT_PREFERENCES).leftOut).toEqual([]);
    }),
  );
});
