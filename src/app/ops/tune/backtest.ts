import { setImmediate as nextTurn } from 'node:timers/promises';
import { revisionOf } from '../../../config/load.ts';
import { compareFigures } from '../../../core/classify/golden.ts';
import { messageOf } from '../../../errors.ts';
import type { App } from '../../../ports.ts';
import type { BacktestEnd, ClaimedBacktest } from '../../../store/backtests.ts';
import type { Store } from '../../../store/store.ts';
import { ThreadError } from '../../../threads/pool.ts';
import type { BacktestResult, GoldenResult } from '../../../web/ops/tune/ports.ts';
import { objectionTo } from '../../admission.ts';
import { goldenFile } from '../../golden.ts';
import { archiveItems, type JudgedItem } from '../../judged-items.ts';
import { textsOfDraft } from './draft.ts';
import type { JudgingTexts } from './judging-texts.ts';
import { mergeComparisons, NOTHING_COMPARED } from './merge-comparisons.ts';
import type { Sides } from './tasks.ts';
import type { TuneThreads } from './threads.ts';

/** Items that are judged in one go: a second of computing. */
const PORTION = 500;
/** Of each kind of change. */
const SAMPLES = 25;
const ERRORS_KEPT = 20;

/** What a backtest needs of the process that runs it. */
export type BacktestTools = {
  readonly store: Store;
  readonly tuning: TuneThreads;
  /** Of the configuration: mistakes name its files, and its golden set measures. */
  readonly folder: string;
};

/** What goes with one run: the rows of sources.yaml, and who is told how many items were judged. */
export type BacktestRun = Parameters<App['backtest']>[1];

/**
 * Judges items of the archive by a revision and by a draft over it, in a thread, and measures both by the golden set. What is
 * wrong with the draft is its end; throws where the records cannot be asked.
 */
export async function runBacktest(
  tools: BacktestTools,
  asked: ClaimedBacktest,
  run: BacktestRun,
): Promise<BacktestEnd> {
  const revision = await tools.store.history.texts(asked.revision);
  if (revision === undefined) return { state: 'failed', problem: 'its revision is not on record' };
  const sides = sidesOf(tools, asked, revision);
  try {
    const comparison = await compareArchive(tools, asked, sides, run);
    const golden = await measureGolden(tools, sides);
    const lint = await tools.tuning.backtests.run('lintOfDraft', sides);
    const result: BacktestResult = { comparison, golden, lint };
    return { state: 'done', items: comparison.items, result };
  } catch (error) {
    if (error instanceof ThreadError && (error.reason === 'late' || error.reason === 'memory')) {
      return { state: 'failed', problem: `the keywords cannot be tried: ${error.message}` };
    }
    if (error instanceof ThreadError && error.reason === 'closed') throw error;
    return { state: 'failed', problem: messageOf(error) };
  }
}

function sidesOf(tools: BacktestTools, asked: ClaimedBacktest, revision: JudgingTexts): Sides {
  const before = textsOfDraft(revision, {});
  const after = textsOfDraft(revision, asked.draft);
  return {
    folder: tools.folder,
    before: { key: revisionOf(before), texts: before },
    after: { key: revisionOf(after), texts: after },
  };
}

async function compareArchive(
  { store, tuning }: BacktestTools,
  { since, most }: ClaimedBacktest,
  sides: Sides,
  { sources, judged }: BacktestRun,
): Promise<BacktestResult['comparison']> {
  let all = NOTHING_COMPARED;
  const judge = async (items: readonly JudgedItem[]): Promise<void> => {
    const some = await tuning.backtests.run('compare', { sides, items, sources, samples: SAMPLES });
    all = mergeComparisons(all, some, SAMPLES);
    await judged(all.items);
  };
  let portion: JudgedItem[] = [];
  for await (const item of archiveItems(store, since)) {
    portion.push(item);
    if (portion.length === PORTION || all.items + portion.length === most) {
      await judge(portion);
      portion = [];
      await nextTurn();
    }
    if (all.items >= most) return all;
  }
  if (portion.length > 0) await judge(portion);
  return all;
}

async function measureGolden(
  { tuning, folder }: BacktestTools,
  sides: Sides,
): Promise<GoldenResult> {
  const measured = await tuning.backtests.run('measureBoth', {
    sides,
    goldenFile: goldenFile(folder),
  });
  const [before, after] = [measured.before.figure, measured.after.figure];
  const objection = objectionTo(measured.after, measured.before);
  return {
    items: after.n,
    f1Before: before.f1,
    f1After: after.f1,
    precision: after.precision,
    recall: after.recall,
    newErrors: compareFigures(before, after).newErrors.slice(0, ERRORS_KEPT),
    mended: compareFigures(after, before).newErrors.length,
    objection: objection === null ? null : messageOf(objection),
  };
}
