import { describe, expect, test } from '@jest/globals';
import { compareReports } from '../../../src/core/stories/same-event.ts';
import type { Signature } from '../../../src/core/stories/signature.ts';
import { aSignature } from '../../support/records.ts';

const BAN: Partial<Signature> = {
  topic: 'sanction',
  direction: 'imposed',
  sports: ['rowing'],
  bodies: ['WR'],
  concepts: ['ban'],
};

describe('compareReports', () => {
  test.each<[string, Partial<Signature>, Partial<Signature>, string]>([
    ['another town', { places: ['ksn'] }, { places: ['ss'] }, 'other place'],
    ['a decision and its reversal', { stages: [] }, { stages: ['turn'] }, 'other stage'],
    ['two findings', { stages: ['compliant'] }, { stages: ['non-compliant'] }, 'other stage'],
    ['two rulings', { stages: ['granted'] }, { stages: ['dismissed'] }, 'other stage'],
    ['another sport', {}, { sports: ['judo'], bodies: ['IJF'] }, 'other sport'],
    ['a proposal and a decision', { direction: 'proposed', concepts: ['propose'] }, {}, 'act'],
  ])('%s speaks against one event', (_, a, b, slot) => {
    const [one, other] = [aSignature({ ...BAN, ...a }), aSignature({ ...BAN, ...b })];
    expect(pointsOf(one, other)[slot]).toBeLessThan(0);
    expect(pointsOf(other, one)).toEqual(pointsOf(one, other));
    expect(pointsOf(one, one)[slot]).toBeUndefined();
  });

  test.each<[string, Partial<Signature>, Partial<Signature>, string]>([
    ['one says no town', { places: ['ksn'] }, {}, 'other place'],
    ['one says no ruling', { stages: ['granted'] }, {}, 'other stage'],
    [
      'a body’s sport has another name in another language',
      { sports: ['speed-skating'], bodySports: ['figure-skating'] },
      { sports: ['short-track'], bodySports: ['figure-skating'], language: 'ru' },
      'other sport',
    ],
  ])('nothing speaks against it where %s', (_, a, b, slot) => {
    const [one, other] = [aSignature({ ...BAN, ...a }), aSignature({ ...BAN, ...b })];
    expect(pointsOf(one, other)[slot]).toBeUndefined();
  });

  test('reports of before the newer slots are compared by what they have', () => {
    const report = aSignature(BAN);
    expect(compareReports(report, { ...report, stages: ['turn'] }).score).toBeLessThan(
      compareReports(report, report).score,
    );
  });
});

function pointsOf(a: Signature, b: Signature): Record<string, number> {
  return Object.fromEntries(
    compareReports(a, b).reasons.map(({ slot, points }) => [slot, Math.round(points * 1000)]),
  );
}
