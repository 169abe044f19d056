import { describe, expect, test } from '@jest/globals';
import { compileClassifier } from '../../../../src/core/classify/classifier.ts';
import type { Keywords } from '../../../../src/core/classify/keywords.ts';
import type { Head, LearnedModel } from '../../../../src/core/classify/learned/model.ts';
import { LANGUAGES, type Language } from '../../../../src/core/source.ts';
import type { Verdict } from '../../../../src/core/verdict.ts';
import { labelledItems, shippedKeywords } from '../../../support/keywords.ts';

const keywords = shippedKeywords();

function headOf(weights: Readonly<Record<string, number>>, bias = 0): Head {
  return { bias, weights: new Map(Object.entries(weights)) };
}

/** A model that knows nothing but these weights of the topic sanction. */
function modelOf(
  weights: Readonly<Record<string, number>>,
  parts: Partial<LearnedModel['sanction']> = {},
): LearnedModel {
  const blank = { ...headOf({}), rules: 1 };
  const languages = new Set(LANGUAGES);
  return { languages, sanction: { ...blank, ...headOf(weights), ...parts }, agreement: blank };
}

function judge(
  model: LearnedModel | null,
  title: string,
  summary = '',
  language: Language = 'en',
  words: Keywords = keywords,
): Verdict {
  // One lexicon is compiled faster than seven.
  const lexicons = words.lexicons.filter((lexicon) => lexicon.language === language);
  const classifier = compileClassifier({ ...words, lexicons, learned: model }, []);
  return classifier.judge({ title, summary, language });
}

function pointsOf({ evidence }: Verdict, feature: string): number | undefined {
  return evidence.contributions.find((one) => one.feature === feature)?.points;
}

/** Russian is judged where the language does not matter: without stems it compiles much faster. */
function judgeRussian(model: LearnedModel | null, title: string, words = keywords): Verdict {
  return judge(model, title, 'Спорт.', 'ru', words);
}

const BANNED = 'FIE забанила российских фехтовальщиков';
const TITLE = 'Fencing union kennels banned Russian fencers';

test('a learned word is a contribution with its place in the text', () => {
  const verdict = judge(modelOf({ 'word:en:kennel': 2.5, 'part:latin:<kenn': 0.5 }), TITLE);
  expect(pointsOf(verdict, 'word:kennels')).toBe(3);
  expect(verdict.evidence.hits).toContainEqual({
    zone: 'title',
    start: 14,
    end: 21,
    text: 'kennels',
    concept: 'word',
    pattern: 'kennel, <kenn',
    role: 'concept',
    masked: null,
  });
  expect(verdict.evidence.logit).toBeCloseTo(judge(null, TITLE).evidence.logit + 3);
});

test('items of a language that the layer is no gain for are left to the rules', () => {
  const model = modelOf({ 'word:en:kennel': 2.5 });
  const german = { ...model, languages: new Set(['de'] as const) };
  expect(judge(german, TITLE)).toEqual(judge(null, TITLE));
  expect(judge(model, TITLE)).not.toEqual(judge(null, TITLE));
});

test('a word counts once, most in the title and least after the first sentence', () => {
  const model = modelOf({ 'word:en:kennel': 1 });
  const inRest = 'Something is said of sport. Then Russia is kenneled.';
  expect(pointsOf(judge(model, TITLE, 'Russia kennels.'), 'word:kennels')).toBe(1);
  expect(pointsOf(judge(model, 'Russian fencers', 'They kennel them.'), 'word:kennel')).toBe(0.8);
  expect(pointsOf(judge(model, 'Russian fencers', inRest), 'word:kenneled')).toBe(0.5);
});

test('names carry no weight, so that it does not matter who is in the news', () => {
  const named = {
    'word:cyrillic:россииских': 5,
    'part:cyrillic:росси': 5,
    'part:cyrillic:<росс': 5,
  };
  const verdict = judgeRussian(modelOf(named), BANNED);
  expect(verdict.evidence.contributions).toEqual(judgeRussian(null, BANNED).evidence.contributions);
});

test('what is learned in one Slavic language counts in the others', () => {
  const model = modelOf({ 'word:cyrillic:блокада': 2 });
  const points = (
    [
      ['ru', 'Блокада фехтовальщиков России'],
      ['uk', 'Блокада російських фехтувальників'],
      ['be', 'Блокада расійскіх фехтавальшчыкаў'],
    ] as const
  ).map(([language, title]) => pointsOf(judge(model, title, 'Спорт.', language), 'word:блокада'));
  expect(points).toEqual([2, 2, 2]);
});

describe('the rules', () => {
  test('a keyword that is added has its effect, and what was learned of its concept', () => {
    const model = modelOf({ 'title:ban': 0.7 });
    const title = 'FIE заморочила российских фехтовальщиков';
    const before = judgeRussian(model, title);
    const lexicons = keywords.lexicons.map((lexicon) => ({
      ...lexicon,
      concepts: new Map([
        ...lexicon.concepts,
        ['ban', [...(lexicon.concepts.get('ban') ?? []), 'замороч*']] as const,
      ]),
    }));
    const after = judgeRussian(model, title, { ...keywords, lexicons });
    expect(pointsOf(before, 'learned:title:ban')).toBeUndefined();
    expect(pointsOf(after, 'learned:title:ban')).toBe(0.7);
    expect(pointsOf(after, 'act')).toBeGreaterThan(2);
    expect(after.evidence.logit).toBeGreaterThan(before.evidence.logit + 2);
  });

  test('their sum can count for less, and the evidence says so', () => {
    const alone = judgeRussian(null, BANNED).evidence.logit;
    const { evidence } = judgeRussian(modelOf({}, { rules: 0.75, bias: 0.5 }), BANNED);
    expect(evidence.logit).toBeCloseTo(0.75 * alone + 0.5);
    expect(evidence.contributions).toContainEqual(
      expect.objectContaining({ feature: 'learned:rules', value: alone, weight: -0.25 }),
    );
  });

  test('weights of a concept that the keywords do not have never count', () => {
    const verdict = judgeRussian(modelOf({ 'title:no-such-concept': 5 }), BANNED);
    expect(verdict.score).toBe(judgeRussian(null, BANNED).score);
  });

  test('what a gate stops is not asked about', () => {
    const model = modelOf({ 'word:cyrillic:забанила': 9 });
    const verdict = judgeRussian(model, 'FIE забанила французских фехтовальщиков');
    expect([verdict.label, verdict.evidence.gate]).toEqual(['none', 'no-target']);
    expect(pointsOf(verdict, 'word:забанила')).toBeUndefined();
    expect(pointsOf(judgeRussian(model, BANNED), 'word:забанила')).toBe(9);
  });
});

test('over all labelled items the contributions add up exactly and hits slice to their text', () => {
  const weights = { 'word:en:ban': 1.1, 'part:cyrillic:отст': 0.7, 'part:latin:sion>': -0.3 };
  const model = modelOf({ ...weights, 'rest:@body': 0.05, 'form:quote': -0.2 }, { rules: 0.8 });
  const classifier = compileClassifier({ ...keywords, learned: model }, []);
  let learned = 0;
  for (const item of labelledItems()) {
    const { contributions, logit, hits } = classifier.judge(item).evidence;
    expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(logit);
    for (const { value, weight, points } of contributions) expect(points).toBe(value * weight);
    for (const { zone, start, end, text, concept } of hits) {
      expect((zone === 'title' ? item.title : item.summary).slice(start, end)).toBe(text);
      if (concept === 'word') learned += 1;
    }
  }
  expect(learned).toBeGreaterThan(20);
});
