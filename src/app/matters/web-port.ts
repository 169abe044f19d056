import { boardOf } from '../../core/matters/board.ts';
import { measureWeeks } from '../../core/measure-weeks.ts';
import { trustOf } from '../../core/matters/weigh.ts';
import type { App } from '../../ports.ts';
import type { WebPorts } from '../../web/ports.ts';
import { keptBriefly } from '../brief-memory.ts';
import {
  AGREEMENT_COLUMNS,
  agreementRow,
  csvLines,
  MEASURE_COLUMNS,
  measureRow,
} from './tables.ts';
import { unnamedEntries, unnamedMatters } from './unnamed.ts';

/** Large records take most of a second to be folded; a board that is so old is still news. Our own choice. */
const KEPT_MS = 3_000;

/** The board, the register and the history of stories, for the pages; `app` is asked for anew each time. */
export function mattersPort(app: () => App, clock: () => number): WebPorts['matters'] {
  // The board and the weeks are told of the same reading.
  const folded = keptBriefly(KEPT_MS, clock, async () => {
    const { store, config, now } = app();
    const trust = trustOf(config);
    const matters = await store.matters.load({ topic: 'sanction' });
    return { matters, trust, now: now(), board: unnamedEntries(boardOf(matters, trust)) };
  });
  return {
    board: async () => (await folded()).board,
    weeks: async (matterIds) => {
      const { matters, trust, now } = await folded();
      const wanted = new Set(matterIds);
      return measureWeeks(
        matters.filter(({ id }) => wanted.has(id)),
        trust,
        now,
      );
    },
    agreements: keptBriefly(KEPT_MS, clock, async () =>
      unnamedEntries(await app().store.matters.agreements(trustOf(app().config))),
    ),
    boardCsv: (measures) => fileOf(csvLines(MEASURE_COLUMNS, measures.map(measureRow))),
    agreementsCsv: (agreements) =>
      fileOf(csvLines(AGREEMENT_COLUMNS, agreements.map(agreementRow))),
    ofStory: async (id) => unnamedMatters(await app().store.matters.ofStory(id)),
    corrections: (id) => app().store.corrections.ofStory(id),
  };
}

function fileOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}
