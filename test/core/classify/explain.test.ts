import { describe, expect, test } from '@jest/globals';
import { compileClassifier, type Priors } from '../../../src/core/classify/classifier.ts';
import { explain, type Explanation } from '../../../src/core/classify/explain.ts';
import { logOdds } from '../../../src/core/classify/explain-flips.ts';
import { labelledItems, shippedKeywords } from '../../support/keywords.ts';

const classifier = compileClassifier(shippedKeywords(), []);
const PRIORS: Priors = { sport: false, domestic: null, role: 'paper' };
// Each is judged once more for each of its concepts, so a third of them will do.
const explained = labelledItems()
  .filter((_, at) => at % 3 === 0)
  .map((item) => explain(classifier, item, PRIORS));

function explainEnglish(title: string, summary = ''): Explanation {
  return explain(classifier, { title, summary, language: 'en' }, PRIORS);
}

describe('what would turn a verdict', () => {
  test('the margin has the sign of the verdict, unless a gate decided', () => {
    for (const { verdict, flips } of explained) {
      if (verdict.evidence.gate === null) expect(flips.margin >= 0).toBe(verdict.label !== 'none');
    }
  });

  test('without a contribution that is named, the sum lands on the other side of the threshold', () => {
    let named = 0;
    for (const { verdict, flips } of explained) {
      const { logit, threshold } = verdict.evidence;
      for (const { points } of flips.contributions) {
        expect(logit - points >= logOdds(threshold)).toBe(flips.margin < 0);
        named += 1;
      }
    }
    expect(named).toBeGreaterThan(10);
  });

  test('with the weight that is named, the sum is exactly at the threshold', () => {
    let named = 0;
    for (const { verdict, flips } of explained) {
      const { contributions, logit, threshold } = verdict.evidence;
      const { weight } = flips;
      if (weight === null) continue;
      const { value = 0 } = contributions.find(({ feature }) => feature === weight.feature) ?? {};
      expect(logit + value * (weight.past - weight.from)).toBeCloseTo(logOdds(threshold), 9);
      named += 1;
    }
    expect(named).toBeGreaterThan(10);
  });

  test('a concept that turns the verdict is told with its words and what becomes of the item', () => {
    const { verdict, flips } = explainEnglish('Russian sprinter banned after failed doping test');
    expect(verdict.label).toBe('none');
    const doping = flips.concepts.find(({ concept }) => concept === 'doping-case');
    expect(doping).toMatchObject({ texts: ['failed doping test'], label: 'sanction', gate: null });
  });

  test('a concept is taken out without the names that stand in the gaps of its phrases', () => {
    const { verdict, flips } = explainEnglish('FIS lifts ban on Russian skiers');
    expect(verdict.label).toBe('sanction');
    expect(flips.concepts).toContainEqual(
      expect.objectContaining({ concept: 'RUS', gate: 'no-target' }),
    );
    const others = flips.concepts.filter(({ concept }) => concept !== 'RUS');
    expect(others.filter(({ gate }) => gate === 'no-target')).toEqual([]);
  });

  test('a gate that alone keeps an item out is named, and no weight beside it', () => {
    const gated = explained.concat(explainEnglish('Russia banned and suspended until next year'));
    const alone = gated.filter(({ flips }) => flips.gate !== null);
    expect(alone).not.toEqual([]);
    for (const { verdict, flips } of alone) {
      expect(verdict.label).toBe('none');
      expect([flips.weight, flips.contributions]).toEqual([null, []]);
    }
  });

  test('items without any word are explained as well', () => {
    const { verdict, flips } = explainEnglish('');
    expect(verdict.evidence.gate).toBe('no-target');
    expect(flips).toMatchObject({ contributions: [], weight: null, gate: null, concepts: [] });
  });
});

describe('the sentence', () => {
  test.each([
    ['FIS suspends Russian skiers', 'flagged as sanction (imposed) with', '“suspends” (ban)'],
    [
      'EU extends sanctions on Russia',
      'not flagged: nothing shows that it is about sport',
      'no-sport',
    ],
    ['FIFA suspends the Pakistan federation', 'not flagged: it names neither', 'no-target'],
    [
      'Russian sprinter banned after failed doping test',
      'not flagged: sanction has',
      '(doping-case)',
    ],
  ])('of “%s” says “%s” and %s', (title, start, phrase) => {
    const { sentence } = explainEnglish(title);
    expect(sentence.startsWith(start)).toBe(true);
    expect(sentence).toContain(phrase);
  });
});
