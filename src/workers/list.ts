import { classifyItemsWorker } from './classify-items.ts';
import { composeDigestWorker } from './compose-digest.ts';
import { countPatternHitsWorker } from './count-pattern-hits.ts';
import { deliverDigestWorker } from './deliver-digest.ts';
import { fetchSourceWorker } from './fetch-source.ts';
import { foldMattersWorker } from './fold-matters.ts';
import { notifyOperatorsWorker } from './notify-operators.ts';
import { placeItemsWorker } from './place-items.ts';
import { pruneWorker } from './prune.ts';
import { readArticleWorker } from './read-article.ts';
import { sendLetterWorker } from './send-letter.ts';
import { runBacktestWorker } from './run-backtest.ts';
import { sweepBacktestsWorker } from './sweep-backtests.ts';
import { sweepCorrectionsWorker } from './sweep-corrections.ts';
import { sweepDeliveriesWorker } from './sweep-deliveries.ts';
import { sweepDigestsWorker } from './sweep-digests.ts';
import { sweepItemsWorker } from './sweep-items.ts';
import { sweepMattersWorker } from './sweep-matters.ts';
import { sweepSignUpsWorker } from './sweep-sign-ups.ts';
import { sweepSourcesWorker } from './sweep-sources.ts';
import { watchCorrectionsWorker } from './watch-corrections.ts';
import { watchMailWorker } from './watch-mail.ts';
import { watchSourcesWorker } from './watch-sources.ts';
import type { Worker } from './worker.ts';

/** Every worker there is, in the order of the pipeline. A test holds this list against src/jobs. */
export const WORKERS: readonly Worker[] = [
  sweepSourcesWorker,
  fetchSourceWorker,
  sweepItemsWorker,
  classifyItemsWorker,
  readArticleWorker,
  placeItemsWorker,
  sweepMattersWorker,
  foldMattersWorker,
  sweepCorrectionsWorker,
  watchCorrectionsWorker,
  sweepDigestsWorker,
  composeDigestWorker,
  sweepDeliveriesWorker,
  deliverDigestWorker,
  sweepSignUpsWorker,
  sendLetterWorker,
  watchSourcesWorker,
  watchMailWorker,
  notifyOperatorsWorker,
  sweepBacktestsWorker,
  runBacktestWorker,
  countPatternHitsWorker,
  pruneWorker,
];
