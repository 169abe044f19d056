import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { registerOf } from '../../../src/core/matters/agreements.ts';
import { boardOf } from '../../../src/core/matters/board.ts';
import { liveChanges } from '../../../src/core/matters/recorded.ts';
import { madeScript } from './made-scenario.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { agreementLine, measureLine } from './scenario-lines.ts';
import { BOARD, CHANGES, FORTNIGHT, SITES, REGISTER, storiesOf } from './scenario.ts';
import { hour } from './some-reports.ts';

const TRUST = { ...SITES, trustOwnSites: true };
const END = 14 * 24;

/** The fortnight, told in steps of so many hours. */
function live(step: number): Ledger {
  const ledger = openLedger();
  let known = '';
  for (let at = 0; at <= END; at += step) {
    const stories = storiesOf(FORTNIGHT, at);
    // Hours without news change nothing.
    if (JSON.stringify(stories) !== known) ledger.record(stories, hour(at));
    known = JSON.stringify(stories);
  }
  return ledger;
}

const changesIn = (ledger: Ledger): Record<string, readonly string[]> =>
  Object.fromEntries(
    ledger
      .matters()
      .map(({ id, changes }) => [
        id,
        liveChanges(changes).map(({ storyId, kind, party }) =>
          party === null ? `${storyId} ${kind}` : `${storyId} ${kind} ${party}`,
        ),
      ]),
  );

describe.each([1, 24, END])(
  'a fortnight of news in four languages, read every %d hours',
  (step) => {
    const ledger = live(step);

    test('makes the changes of the script', () => {
      expect(changesIn(ledger)).toEqual(CHANGES);
    });

    test('leaves the board of the script', () => {
      expect(boardOf(ledger.matters(), TRUST).map(measureLine)).toEqual(BOARD);
    });

    test('leaves the register of the script', () => {
      expect(registerOf(ledger.matters(), TRUST).map(agreementLine)).toEqual(REGISTER);
    });

    test('records nothing more when it is read again', () => {
      expect(ledger.record(storiesOf(FORTNIGHT), hour(END))).toBe(0);
    });
  },
);

test('the script holds twenty events and more, in four languages', () => {
  expect(FORTNIGHT.length).toBeGreaterThanOrEqual(20);
  expect(new Set(FORTNIGHT.map(({ language }) => language)).size).toBe(4);
});

test('where own sites are not trusted, everything is proposed', () => {
  const board = boardOf(live(END).matters(), { ...TRUST, trustOwnSites: false });
  expect(new Set(board.map(({ standing }) => standing))).toEqual(new Set(['proposed']));
});

describe('sixty made reports of eight affairs that run at the same time', () => {
  const { reports, board } = madeScript();
  const cells = (ledger: Ledger): string[] =>
    boardOf(ledger.matters(), TRUST).map(
      ({ authority, target, status, conflicts }) =>
        `${authority} ${target} ${status}${conflicts.length === 0 ? '' : ', disputed'}`,
    );

  test.each([12, END])('end as they were made, read every %d hours', (step) => {
    expect(reports.length).toBeGreaterThanOrEqual(60);
    const ledger = openLedger();
    for (let at = 0; at <= END; at += step) ledger.record(storiesOf(reports, at), hour(at));
    expect(cells(ledger)).toEqual(board);
  });

  test('end so in whichever order they arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...reports], { minLength: reports.length }), (shuffled) => {
        const ledger = openLedger();
        for (const count of [20, 40, shuffled.length]) {
          ledger.record(storiesOf(shuffled.slice(0, count)), hour(END));
        }
        expect(cells(ledger)).toEqual(board);
      }),
      { numRuns: 3 },
    );
  });
});
