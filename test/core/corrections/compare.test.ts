import { describe, expect, test } from '@jest/globals';
import { compareArticle, type Known, type PageNow } from '../../../src/core/corrections/compare.ts';

const TITLE = 'Ski council suspends Russian teams for the winter';
const TEXT = 'The ski council has suspended all Russian teams, it said on Friday.';
const there = (headline: string, text = TEXT): PageNow => ({ kind: 'there', headline, text });
const known = (parts: Partial<Known> = {}): Known => ({
  title: TITLE,
  headline: null,
  isWithdrawn: false,
  ...parts,
});

describe('a headline', () => {
  test.each<readonly [string, string]>([
    ['case and spacing', 'SKI council  suspends Russian\u00A0teams for the winter'],
    ['typography', '“Ski council” suspends Russian teams — for the winter!'],
    ['the outlet’s name', `${TITLE} | Snow Daily`],
    ['a kicker', `Skiing: ${TITLE}`],
    ['the marks of running news', `Update: ${TITLE}`],
  ])('that differs in %s is the same', (_, headline) => {
    expect(compareArticle(known(), there(headline))).toBeNull();
    expect(compareArticle(known({ headline: TITLE }), there(headline))).toBeNull();
  });

  test('with another word is edited', () => {
    const after = 'Ski council does not suspend Russian teams for the winter';
    const expected = { kind: 'headline', before: TITLE, after };
    expect(compareArticle(known(), there(after))).toEqual(expected);
    expect(compareArticle(known({ headline: TITLE }), there(after))).toEqual(expected);
  });

  test('that the source words otherwise than the page is no edit, until the page’s own changes', () => {
    const own = 'Kein Winter mit russischen Mannschaften';
    expect(compareArticle(known(), there(own))).toBeNull();
    expect(compareArticle(known({ headline: own }), there(own))).toBeNull();
    const after = 'Doch ein Winter mit russischen Mannschaften';
    expect(compareArticle(known({ headline: own }), there(after))).toEqual({
      kind: 'headline',
      before: own,
      after,
    });
  });

  test('that a page does not have says nothing', () => {
    expect(compareArticle(known(), there(''))).toBeNull();
  });
});

describe('an article', () => {
  test('is withdrawn where its page is gone, and is told of once', () => {
    const expected = { kind: 'withdrawn', before: TITLE, after: 'the page answers 410' };
    expect(compareArticle(known(), { kind: 'gone', status: 410 })).toEqual(expected);
    expect(compareArticle(known({ isWithdrawn: true }), { kind: 'gone', status: 410 })).toBeNull();
  });

  test('is withdrawn where its address shows something else', () => {
    const home = there(
      'Snow Daily',
      'Results of the weekend. Weather in the mountains. Our podcast.',
    );
    expect(compareArticle(known(), home)?.kind).toBe('withdrawn');
  });

  test('stands while its page goes on about it in other words, or shows no text', () => {
    const words = 'Die Teams: suspended. Der Council of skiers für Russian sport.';
    expect(compareArticle(known({ headline: 'x' }), there('', words))).toBeNull();
    expect(compareArticle(known(), there('Please enable scripts', ''))).toBeNull();
  });

  test('that is back is restored', () => {
    expect(compareArticle(known({ isWithdrawn: true }), there(TITLE))).toEqual({
      kind: 'restored',
      before: TITLE,
      after: TITLE,
    });
  });
});
