import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import type { Digest, DigestNews, DigestStory } from '../../../src/core/digest/digest.ts';
import { MAIL_LANGUAGES } from '../../../src/core/subscriber.ts';
import { renderDigest } from '../../../src/mail/digest/render.tsx';

const STORY: DigestStory = {
  storyId: '41',
  change: 'update',
  told: { at: '2026-11-12T05:00:00.000Z', direction: 'proposed' },
  label: 'sanction',
  direction: 'rejected',
  polarity: 'open',
  targets: ['RUS'],
  countries: [],
  authority: 'FIS',
  sport: 'skiing',
  title: 'Council votes against the return',
  language: 'en',
  url: 'https://sport.example/a',
  outlet: 'sport.example',
  publishedAt: '2026-11-14T04:30:00.000Z',
  quote: { text: 'The council voted against it.', marks: [] },
  outlets: ['sport.example'],
  score: 0.9,
  nearestSeed: null,
};

const ACT = {
  title: 'Совет против',
  language: 'ru',
  url: 'https://ru.example/1',
  outlet: 'ru.example',
} as const;

function mailOf(change: Partial<DigestStory>, language: Digest['language'] = 'en') {
  const digest: Digest = {
    kind: 'daily',
    language,
    zone: 'Europe/Minsk',
    from: '2026-11-13T05:00:00.000Z',
    to: '2026-11-14T05:00:00.000Z',
    stories: [{ ...STORY, ...change }],
    coverage: { sources: 3, failing: [], items: 12 },
    revision: '3f2a9c1b7d20',
  };
  return renderDigest(digest, {
    service: 'Flagbearer',
    baseUrl: 'https://news.example.org/',
    unsubscribeUrl: 'https://news.example.org/unsubscribe/abc',
    scheduleText: 'every day',
  });
}

describe('a story that was told before', () => {
  test('says so in the subject, in a badge and in a sentence', () => {
    const { subject, html, text } = mailOf({});
    expect(subject).toBe('Update: Council votes against the return');
    expect(text).toContain('You were told on 12 Nov, 08:00: Sanction proposed.');
    expect(load(html)('body').text()).toContain(
      'You were told on 12 Nov, 08:00: Sanction proposed.',
    );
    expect(text).toContain('Update · Sanction rejected');
  });

  test.each<readonly [DigestNews, string]>([
    [
      { kind: 'act', direction: 'rejected', ...ACT },
      'Now: Sanction rejected, as ru.example reports: “Совет против”',
    ],
    [
      { kind: 'contrary', direction: 'lifted', ...ACT },
      'Contradicted: ru.example reports “Sanction lifted”: “Совет против”',
    ],
    [
      { kind: 'target', target: 'BLR', outlet: 'b.example' },
      'It concerns Belarus too, as b.example reports.',
    ],
    [
      { kind: 'headline', outlet: 'b.example', before: 'All out', after: 'Some out' },
      'Correction: b.example has changed its headline “All out” to “Some out”',
    ],
    [
      { kind: 'withdrawn', outlet: 'b.example', before: 'All out', after: 'the page answers 410' },
      'Withdrawn: b.example no longer publishes its report “All out”',
    ],
    [
      { kind: 'restored', outlet: 'b.example', before: 'All out', after: 'All out' },
      'Restored: b.example publishes its withdrawn report again: “All out”',
    ],
  ])('tells %j', (news, words) => {
    const { html, text } = mailOf({ news: [news] });
    expect(load(html)('body').text()).toContain(words);
    expect(text.replaceAll(/\s+! |\s+/gu, ' ')).toContain(words);
  });

  test('names the first six changes, and where the others are', () => {
    const news = Array.from({ length: 8 }, (_, at): DigestNews => ({
      kind: 'target',
      target: 'BLR',
      outlet: `o${at}.example`,
    }));
    const { text, html } = mailOf({ news });
    expect(text).toContain('and 2 more changes on the story’s page');
    expect(load(html)('a[href="https://news.example.org/story/41"]').length).toBeGreaterThan(0);
    expect(text).not.toContain('o6.example');
  });
});

describe('a story that follows another', () => {
  const earlier = {
    storyId: '7',
    label: 'sanction',
    direction: 'proposed',
    title: 'IOC recommends <b>',
    language: 'en',
    publishedAt: '2026-11-10T05:00:00.000Z',
    wasTold: true,
  } as const;

  test.each([
    [
      earlier,
      'Update of what you were told: Sanction proposed, 10 Nov, 08:00: “IOC recommends <b>”',
    ],
    [
      { ...earlier, wasTold: false },
      'Before this: Sanction proposed, 10 Nov, 08:00: “IOC recommends <b>”',
    ],
    [
      { ...earlier, isContrary: true },
      'Contradicts what was reported before: Sanction proposed, 10 Nov, 08:00: “IOC recommends <b>”',
    ],
  ])('says which, and what that means to the reader: %#', (before, words) => {
    const { html } = mailOf({ change: 'new', earlier: before });
    const $ = load(html);
    expect($('body').text()).toContain(words);
    expect($('a[href="https://news.example.org/story/7"]').text()).toBe('“IOC recommends <b>”');
  });

  test.each(MAIL_LANGUAGES)('says all of it in %s', (language) => {
    const news: DigestNews[] = [{ kind: 'act', direction: 'rejected', ...ACT }];
    const { text } = mailOf({ change: 'new', earlier, news }, language);
    const isEnglish = language === 'en';
    expect(text.includes('Update of what you were told')).toBe(isEnglish);
    expect(text.includes('Now: ')).toBe(isEnglish);
    expect(text).toContain({ en: '“IOC', de: '„IOC', ru: '«IOC' }[language]);
  });
});

describe('the board of measures', () => {
  const cell = { authority: 'FIL', target: 'RUS', sport: 'luge', status: 'banned' } as const;

  test('is told as the stories leave it, each cell once', () => {
    const { html, text } = mailOf({ board: [{ ...cell, status: 'neutral' }, cell] });
    expect(load(html)('body').text()).toContain('FIL, Russia, luge: banned');
    expect(load(html)('a[href="https://news.example.org/measures"]').text()).toBe(
      'The board of measures now',
    );
    expect(text).toContain(
      'THE BOARD OF MEASURES NOW\n=========================\nFIL, Russia, luge: banned',
    );
    expect(text).not.toContain('neutral');
  });

  test('is left out where nothing moves', () => {
    expect(mailOf({}).text).not.toContain('BOARD');
  });
});
