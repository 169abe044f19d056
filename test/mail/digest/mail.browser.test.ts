import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Digest, DigestStory } from '../../../src/core/digest/digest.ts';
import { MAIL_LANGUAGES, type MailLanguage } from '../../../src/core/subscriber.ts';
import { renderDigest } from '../../../src/mail/digest/render.tsx';
import { faultsOf } from '../../support/axe.ts';
import { openBrowser } from '../../support/browser.ts';

const STORY: DigestStory = {
  storyId: '41',
  change: 'update',
  told: { at: '2026-11-12T05:00:00.000Z', direction: 'proposed' },
  news: [
    {
      kind: 'headline',
      outlet: 'Harbour Post',
      before: 'Skiers out',
      after: 'Skiers out until May',
    },
    {
      kind: 'contrary',
      direction: 'eased',
      title: 'FIS lässt Skisportler wieder zu',
      language: 'de',
      url: 'https://b.example/1',
      outlet: 'Bergblatt',
    },
  ],
  board: [{ authority: 'FIS', target: 'RUS', sport: 'cross-country-skiing', status: 'banned' }],
  label: 'sanction',
  direction: 'rejected',
  polarity: 'open',
  targets: ['RUS', 'BLR'],
  countries: [],
  authority: 'FIS',
  sport: 'cross-country-skiing',
  title:
    'Council votes against the return of skiers, a headline with a Donaudampfschifffahrtsgesellschaftskapitän in it',
  language: 'en',
  url: 'https://sport.example/a',
  outlet: 'sport.example',
  publishedAt: '2026-11-14T04:30:00.000Z',
  quote: { text: 'The council voted against it.', marks: [[12, 25]] },
  outlets: ['sport.example', 'b.example'],
  independent: 2,
  score: 0.9,
  nearestSeed: null,
};

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

function htmlOf(language: MailLanguage): string {
  const digest: Digest = {
    kind: 'daily',
    language,
    zone: 'Europe/Minsk',
    from: '2026-11-13T05:00:00.000Z',
    to: '2026-11-14T05:00:00.000Z',
    stories: [
      STORY,
      {
        ...STORY,
        storyId: '42',
        change: 'new',
        label: 'agreement',
        direction: 'signed',
        polarity: null,
      },
    ],
    coverage: { sources: 3, failing: ['A source'], items: 12 },
    revision: '3f2a9c1b7d20',
  };
  return renderDigest(digest, {
    service: 'Flagbearer',
    baseUrl: 'https://news.example.org/',
    unsubscribeUrl: 'https://news.example.org/unsubscribe/abc',
    manageUrl: 'https://news.example.org/preferences/abc',
    feedbackUrl: 'https://news.example.org/feedback/abc',
    scheduleText: 'every day',
  }).html;
}

describe.each(MAIL_LANGUAGES)('a digest in %s', (language) => {
  test.each([
    [680, 'light'],
    [320, 'light'],
    [320, 'dark'],
  ] as const)(
    'at %d pixels, %s, bars nobody and fits',
    async (width, colorScheme) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
      try {
        await page.setContent(htmlOf(language));
        expect(await faultsOf(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
      } finally {
        await page.close();
      }
    },
    60_000,
  );
});
