import { describe, expect, test } from '@jest/globals';
import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { DirectionEvidence, Verdict } from '../../../src/core/verdict.ts';
import { labelledItems, shippedKeywords } from '../../support/keywords.ts';

const classifier = compileClassifier(shippedKeywords(), []);

function judge(title: string, summary = ''): Verdict {
  return classifier.judge({ title, summary, language: 'en' });
}

function readingOf(title: string, summary = ''): DirectionEvidence {
  const { evidence } = judge(title, summary);
  if (evidence.direction === null || evidence.direction === undefined) {
    throw new Error(`no direction: ${title}`);
  }
  return evidence.direction;
}

test('every labelled item has a direction, a margin from 0 to 1 and a runner-up that is another', () => {
  let directed = 0;
  for (const item of labelledItems()) {
    const { label, direction, evidence } = classifier.judge(item);
    if (label === 'none') {
      expect(evidence.direction).toBeNull();
      continue;
    }
    directed += 1;
    expect(evidence.direction?.value).toBe(direction);
    expect(evidence.direction?.margin).toBeGreaterThanOrEqual(0);
    expect(evidence.direction?.margin).toBeLessThanOrEqual(1);
    expect(evidence.direction?.runnerUp).not.toBe(direction);
  }
  expect(directed).toBeGreaterThan(100);
});

describe('the act of the body wins over what is said of it', () => {
  test.each([
    ['IOC suspends Russian Olympic Committee, Kremlin furious', 'imposed'],
    ['Kremlin furious: exclusion of Russian rowers is a disgrace', 'criticised'],
    ['Kremlin condemns decision of World Rowing to ban Russian crews', 'criticised'],
    ['Exclusion of Russian rowers is a disgrace, says coach: Kremlin', 'criticised'],
    ['Peskov: ban on Russian swimmers is unfair', 'criticised'],
    ['World Aquatics says Russian swimmers may compete as neutrals', 'eased'],
    ['Tennis: Russian players barred from Wimbledon', 'imposed'],
  ])('%s: %s', (title, direction) => {
    expect(judge(title).direction).toBe(direction);
  });
});

describe('what is refused, urged or only planned has not happened', () => {
  test.each([
    ['FIS refuses to lift ban on Russian skiers', 'rejected'],
    ['Nordic ministers urge FIS to ban Russian skiers', 'proposed'],
    ['FIFA decides not to ban Russia from qualifiers', 'rejected'],
    ['Russia and Cuba sign judo cooperation agreement', 'signed'],
    ['Russia and Cuba ready to sign judo cooperation agreement', 'proposed'],
    ['Which sports still ban Russian athletes?', 'extended'],
  ])('%s: %s', (title, direction) => {
    expect(judge(title).direction).toBe(direction);
  });
});

describe('an open direction tells which way it points where the text does', () => {
  test.each([
    ['Ministers urge IOC to ban Russian athletes', 'tighter'],
    ['Ministers urge IOC to lift the ban on Russian athletes', 'looser'],
    ['Kremlin slams exclusion of Russian athletes as discrimination', 'looser'],
    ['Ukraine condemns return of Russian fencers under own flag', 'tighter'],
    ['FIS suspends Russian skiers', null],
  ])('%s: %s', (title, toward) => {
    expect(readingOf(title).toward).toBe(toward);
  });
});

test('a plain act leads by far, two acts in one item by less', () => {
  const plain = readingOf('FIS suspends Russian skiers');
  const mixed = readingOf(
    'FIS suspends Russian skiers but lets Belarusian juniors return',
    'Belarusian juniors were cleared to compete as neutrals, the council said.',
  );
  expect(plain).toMatchObject({ value: 'imposed', margin: 1, runnerUp: null });
  expect(mixed.margin).toBeLessThan(plain.margin);
  expect(mixed.runnerUp).not.toBeNull();
});
