import { describe, expect, test } from '@jest/globals';
import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { Language } from '../../../src/core/source.ts';
import type { Verdict } from '../../../src/core/verdict.ts';
import { shippedKeywords } from '../../support/keywords.ts';

const keywords = shippedKeywords();
const classifier = compileClassifier(keywords, []);

function judge(title: string, language: Language = 'en'): Verdict {
  return classifier.judge({ title, summary: '', language });
}

describe('the deciding body', () => {
  test.each([
    ['CAS dismisses appeal of Russian federation against FIS ban', 'CAS'],
    ['Poland urges UEFA to ban Russian clubs', 'UEFA'],
    ['European Union tells UEFA to keep Russian clubs out', 'UEFA'],
    ['World swimming chiefs bar Russian divers', 'AQUA'],
    ['Skating union keeps Russian skaters out', 'ISU'],
    ['FINA bans Russian swimmers', 'AQUA'],
    ['IAAF suspends Russian athletics federation', 'WA'],
    [
      'International Testing Agency clears Russian lifters as neutrals',
      'International Testing Agency',
    ],
  ])('%s: %s', (title, authority) => {
    expect(judge(title).authority).toBe(authority);
  });

  test.each([
    ['a world cup of football', 'Russia booted out of World Cup qualifiers', 'FIFA'],
    ['the Champions League', 'Russian clubs barred from Champions League', 'UEFA'],
    ['the Paralympics', 'Russian athletes banned from Paralympics', 'IPC'],
    ['a sport', 'Russian gymnasts given one-year ban over war symbol', 'FIG'],
  ])('is implied by %s', (_, title, authority) => {
    expect(judge(title).authority).toBe(authority);
  });

  test.each([
    ['a state acts', 'Poland denies visas to Russian fencers'],
    ['two committees agree', 'Russia and Cuba sign boxing agreement'],
    [
      'a national federation is described',
      'Ukrainian skating federation to boycott event over Russian skaters',
    ],
  ])('is none where %s', (_, title) => {
    expect(judge(title).authority).toBeNull();
  });

  test.each([
    ['de', 'Ski-Weltverband sperrt russische Langläufer', 'FIS'],
    ['de', 'Der Internationale Sportgerichtshof weist den Einspruch Russlands ab', 'CAS'],
    ['fr', "La Fédération internationale d'escrime exclut les Russes", 'FIE'],
    ['fr', 'Le CIO suspend le comité olympique russe', 'IOC'],
    ['es', 'El TAS desestima el recurso del comité olímpico ruso', 'CAS'],
    ['es', 'La federación internacional de atletismo mantiene el veto a Rusia', 'WA'],
  ] as const)('%s: %s: %s', (language, title, authority) => {
    expect(judge(title, language).authority).toBe(authority);
  });
});

describe('the sport', () => {
  test.each([
    ['FIS bans Russian skiers from cross-country skiing World Cup', 'cross-country-skiing'],
    ['FIS bans Russia', 'skiing'],
    ['World Aquatics bars Russian water polo teams', 'water-polo'],
    ['ISU keeps Russia out of speed skating', 'speed-skating'],
    ['ISU keeps Russia out of competitions', 'figure-skating'],
    ['International Ski and Snowboard Federation bars Russian skiers', 'skiing'],
    ['IPC suspends Russia', 'multi'],
    ['Russian athletes banned from Paralympics', 'multi'],
    ['IOC bans Russian boxers', 'boxing'],
  ])('%s: %s', (title, sport) => {
    expect(judge(title).sport).toBe(sport);
  });
});

describe('the shipped names', () => {
  test('hold more than eighty foreign bodies, and most countries of the world', () => {
    const foreign = keywords.entities.filter(
      ({ kind, targets }) => kind === 'body' && targets.length === 0,
    );
    const countries = keywords.entities.filter(({ country }) => country !== null);
    expect(foreign.length).toBeGreaterThan(80);
    expect(countries.length).toBeGreaterThan(175);
  });

  test('every body that decides in a sport or an event is one of the bodies', () => {
    const bodies = new Set(
      keywords.entities.filter(({ kind }) => kind === 'body').map(({ id }) => id),
    );
    const deciding = keywords.entities.flatMap(({ decides }) => decides ?? []);
    expect(deciding.filter((id) => !bodies.has(id))).toEqual([]);
    expect(deciding.length).toBeGreaterThan(40);
  });
});
