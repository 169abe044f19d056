import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  composeDigest,
  type DigestFacts,
  type ReportFacts,
  type StoryFacts,
} from '../../../src/core/digest/compose.ts';
import type { Verdict } from '../../../src/core/verdict.ts';

const verdict: Verdict = {
  label: 'sanction',
  direction: 'imposed',
  polarity: 'tighter',
  score: 0.9,
  targets: ['RUS'],
  countries: [],
  authority: 'IOC',
  sport: 'rowing',
  evidence: {
    topic: 'sanction',
    logit: 2.2,
    threshold: 0.5,
    gate: null,
    contributions: [],
    hits: [
      {
        zone: 'title',
        start: 8,
        end: 12,
        text: 'bans',
        concept: 'ban',
        pattern: 'ban*',
        role: 'concept',
        masked: null,
      },
    ],
    seed: { seed: 'one', similarity: 0.4, sharedTerms: [], sharedConcepts: [] },
  },
};

const report: ReportFacts = {
  title: 'Council bans Russia',
  summary: 'A summary.',
  language: 'en',
  url: 'https://a.example/1',
  outlet: 'a.example',
  publishedAt: new Date('2026-11-14T06:00:00Z'),
  verdict,
};

function story(
  id: string,
  change: Partial<Verdict> = {},
  publishedAt = report.publishedAt,
): StoryFacts {
  const lead = { ...report, publishedAt, verdict: { ...verdict, ...change } };
  return { id, lead, reports: [lead] };
}

function facts(stories: readonly StoryFacts[]): DigestFacts {
  return {
    kind: 'daily',
    zone: 'Europe/Minsk',
    from: new Date('2026-11-13T05:00:00Z'),
    to: new Date('2026-11-14T05:00:00Z'),
    stories,
    coverage: { sources: 3, failing: [], items: 10 },
    revision: 'abc',
    seedTitles: new Map([['one', 'The first example']]),
  };
}

describe('a composed digest', () => {
  test('tells a story with its lead, its quote, its outlets and the nearest example', () => {
    const others = ['b.example', 'a.example', 'c.example', 'b.example'];
    const reports = [...others.map((outlet) => ({ ...report, outlet })), report];
    const digest = composeDigest(facts([{ id: '7', lead: report, reports }]));
    expect(digest).toMatchObject({
      from: '2026-11-13T05:00:00.000Z',
      to: '2026-11-14T05:00:00.000Z',
    });
    expect(digest.stories).toEqual([
      {
        storyId: '7',
        change: 'new',
        keys: ['imposed', 'target:RUS'],
        news: [],
        label: 'sanction',
        direction: 'imposed',
        polarity: 'tighter',
        targets: ['RUS'],
        countries: [],
        authority: 'IOC',
        sport: 'rowing',
        title: 'Council bans Russia',
        language: 'en',
        url: 'https://a.example/1',
        outlet: 'a.example',
        publishedAt: '2026-11-14T06:00:00.000Z',
        quote: { text: 'Council bans Russia', marks: [[8, 12]] },
        outlets: ['a.example', 'b.example', 'c.example'],
        independent: 1,
        score: 0.9,
        nearestSeed: 'The first example',
      },
    ]);
  });

  test('puts sanctions before agreements, tighter before looser before open, then score, then the latest', () => {
    const ordered = [
      story('1', { score: 0.8 }),
      story('2', { score: 0.7 }, new Date('2026-11-14T06:30:00Z')),
      story('3', { score: 0.7 }),
      story('20', { score: 0.7 }, new Date('2026-11-14T05:00:00Z')),
      story('100', { score: 0.7 }, new Date('2026-11-14T05:00:00Z')),
      story('4', { polarity: 'looser', score: 0.99 }),
      story('5', { polarity: 'open', score: 0.99 }),
      story('6', { polarity: null, score: 0.99 }),
      story('7', { label: 'agreement', polarity: 'tighter', score: 0.6 }),
      story('8', { label: 'agreement', polarity: 'looser', score: 0.99 }),
    ];
    const wanted = ordered.map(({ id }) => id);
    fc.assert(
      fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (stories) => {
        expect(composeDigest(facts(stories)).stories.map(({ storyId }) => storyId)).toEqual(wanted);
      }),
    );
  });

  test('can be stored as JSON and comes back the same', () => {
    const digest = composeDigest(facts([story('1')]));
    expect(JSON.parse(JSON.stringify(digest))).toEqual(digest);
  });

  test('names no example when the reference article is gone', () => {
    const digest = composeDigest({ ...facts([story('1')]), seedTitles: new Map() });
    expect(digest.stories[0]?.nearestSeed).toBeNull();
  });
});
