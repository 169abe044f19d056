import { describe, expect, test } from '@jest/globals';
import { BODY_REACH, bodyParts, leavesOpen } from '../../../src/core/classify/body.ts';
import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { labelledItems } from '../../support/keywords.ts';
import { steadyKeywords } from '../../support/steady-keywords.ts';

const classifier = compileClassifier(steadyKeywords(), []);

function judge(title: string, summary: string, body?: string): Verdict {
  const text = { title, summary, language: 'en' } as const;
  return classifier.judge(body === undefined ? text : { ...text, body });
}

const BANNED = 'The council of FIS suspended all Russian skiers until the end of the season.';
const VAGUE = {
  title: 'FIS statement on Russian skiers',
  summary: 'The council of FIS met in Oulu on Friday to talk about the place of Russian skiers.',
};

describe('the text of an article', () => {
  test('decides where the teaser leaves the label open', () => {
    const { title, summary } = VAGUE;
    expect(judge(title, summary)).toMatchObject({
      label: 'none',
      evidence: { decidedBy: 'teaser' },
    });
    expect(judge(title, summary, BANNED)).toMatchObject({
      label: 'sanction',
      direction: 'imposed',
      evidence: { decidedBy: 'body' },
    });
  });

  test('is the lede of an item that is only a title', () => {
    const { score, label, evidence } = judge(VAGUE.title, '', `${BANNED}\nMore will be said.`);
    expect(label).toBe('sanction');
    expect(score).toBeCloseTo(judge(VAGUE.title, BANNED).score, 10);
    expect(evidence.hits.filter(({ zone }) => zone === 'summary')).toEqual([]);
  });

  test.each([
    ['a result', 'Russian tennis player reaches the final', 'She beat her rival in two sets.'],
    ['no target', 'Rain delays the race in Oslo', 'The start was put off by two hours.'],
    ['no sport', 'Russian bank names a new head', 'The board met in Moscow.'],
    ['a sure measure', 'FIS bans Russian skiers from all races', BANNED],
  ])('changes nothing of a teaser that tells %s', (_, title, summary) => {
    const background =
      'The ITF suspended Russian teams in 2022. Russian teams remain banned, and FIS extended the ban on Russia.';
    expect(judge(title, summary, background)).toEqual(judge(title, summary));
  });

  test.each([
    ['a sentence that only recalls it', `In February 2022 ${BANNED}`],
    ['a sentence without the country', 'The council suspended all skiers. Moscow was calm.'],
    ['a paragraph far below', `${'Snow fell on the hills all day.\n'.repeat(5)}${BANNED}`],
    ['nothing but space', ' \n '],
  ])('flags nothing by %s', (_, body) => {
    expect(judge(VAGUE.title, VAGUE.summary, body).label).toBe('none');
  });

  test('moves the log-odds by no more than its reach, and the summands still add up', () => {
    let decided = 0;
    for (const item of labelledItems()) {
      const teaser = classifier.judge(item);
      const { evidence } = classifier.judge({ ...item, body: `${BANNED} `.repeat(5) });
      const sum = evidence.contributions.reduce((total, { points }) => total + points, 0);
      expect(sum).toBe(evidence.logit);
      if (evidence.decidedBy !== 'body' || item.summary === '') continue;
      decided += 1;
      if (evidence.topic !== teaser.evidence.topic) continue;
      expect(Math.abs(evidence.logit - teaser.evidence.logit)).toBeLessThanOrEqual(
        BODY_REACH + 1e-9,
      );
    }
    expect(decided).toBeGreaterThan(3);
  });

  test('holds its hits where they stand in the whole of it', () => {
    const body = `${VAGUE.title}\n${VAGUE.summary}\n\n  ${BANNED}`;
    for (const summary of [VAGUE.summary, '']) {
      const { evidence } = judge(VAGUE.title, summary, body);
      const hits = evidence.hits.filter(({ zone }) => zone === 'body');
      expect(hits.length).toBeGreaterThan(1);
      for (const { start, end, text } of hits) expect(body.slice(start, end)).toBe(text);
    }
  });
});

test('a teaser that the text begins with is not read twice', () => {
  const { title, summary } = VAGUE;
  const cut = `${summary.slice(0, 40)}…`;
  expect(bodyParts({ title, summary }, `${title}\n${summary}\n${BANNED}`).lead.text).toBe(BANNED);
  expect(bodyParts({ title, summary: cut }, `${summary} ${BANNED}`).lead.text).toBe(
    `${summary.slice(40).trim()} ${BANNED}`,
  );
});

test.each([
  [0.1, 'It met.', true],
  [-2, 'It met.', false],
  [-2, ' ', true],
  [-4, '', false],
  [2, 'It met.', false],
])('log-odds of %d above the threshold and the summary %j: open is %p', (logit, summary, open) => {
  const { evidence } = judge(VAGUE.title, VAGUE.summary);
  const near = { ...evidence, logit, threshold: 0.5, gate: null, contributions: [] };
  expect(leavesOpen({ evidence: near }, { summary })).toBe(open);
  expect(leavesOpen({ evidence: { ...near, gate: 'no-sport' } }, { summary })).toBe(false);
});
