import { describe, expect, test } from '@jest/globals';
import type { Measure } from '../../src/core/matters/board.ts';
import { decisionsOf } from '../../src/web/decisions.ts';
import { withSite } from './client.ts';
import { NOW } from './fake-ports.ts';
import { aMeasure, aSource } from './matter-data.ts';
import { RICH } from './rich-data.ts';

const against = (target: string, facts: Partial<Measure> = {}): Measure =>
  aMeasure({ matterId: `m-${target}`, entry: `e-${target}`, target, ...facts });

describe('entries of the board', () => {
  test('are one decision where only the country differs', () => {
    const decisions = decisionsOf([against('BLR'), against('RUS')]);
    expect(decisions.map(({ entries }) => entries.map(({ target }) => target))).toEqual([
      ['BLR', 'RUS'],
    ]);
  });

  const pending = [{ entry: '1', kind: 'appealed', at: NOW, sources: [] }] as const;
  const dispute = {
    at: NOW,
    sides: [
      { entry: '1', says: 'imposed', sources: [] },
      { entry: '2', says: 'lifted', sources: [] },
    ],
  } as const;
  test.each<readonly [string, Partial<Measure>]>([
    ['body', { authority: 'UCI' }],
    ['sport', { sport: 'cycling' }],
    ['status', { status: 'neutral' }],
    ['beginning', { since: NOW }],
    ['last report', { lastConfirmed: null }],
    ['standing', { standing: 'confirmed', confirmedBy: 'fis' }],
    ['reports', { sources: [aSource({ itemId: '502' })] }],
    ['plans', { pending }],
    ['disputes', { conflicts: [dispute] }],
    ['certainty', { certain: { status: 'partly', since: null, entry: null } }],
    ['country not at all', { target: 'BLR', matterId: 'other' }],
  ])('stay apart by their %s', (_, facts) => {
    expect(decisionsOf([against('BLR'), against('RUS', facts)])).toHaveLength(2);
  });

  test('without a report have nothing in common', () => {
    const nothing = { sources: [], since: null, lastConfirmed: null } as const;
    expect(decisionsOf([against('BLR', nothing), against('RUS', nothing)])).toHaveLength(2);
  });
});

test('the page tells a decision on both countries once; the data has a row for each', () =>
  withSite(RICH, async ({ ask }) => {
    const { page } = await ask('/measures');
    const rows = page('table.board tbody tr').map((_, row) => page(row).text());
    expect(rows).toHaveLength(3);
    expect(rows.get().filter((text) => text.includes('Belarus and Russia'))).toHaveLength(1);
    expect(rows.get().join()).toContain('entries 11 and 12');
    expect(JSON.parse((await ask('/measures.json')).body).measures).toHaveLength(4);
    expect((await ask('/measures.csv')).body).toContain('board of 4');
  }));
