import { classifyItemsWorker } from './classify-items.ts';
import { composeDigestWorker } from './compose-digest.ts';
import { deliverDigestWorker } from './deliver-digest.ts';
import { fetchSourceWorker } from './fetch-source.ts';
import { notifyOperatorsWorker } from './notify-operators.ts';
import { placeItemsWorker } from './place-items.ts';
import { pruneWorker } from './prune.ts';
import { readArticleWorker } from './read-article.ts';
import { sweepDeliveriesWorker } from './sweep-deliveries.ts';
import { sweepDigestsWorker } from './sweep-digests.ts';
import { sweepItemsWorker } from './sweep-items.ts';
import { sweepSourcesWorker } from './sweep-sources.ts';
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
  sweepDigestsWorker,
  composeDigestWorker,
  sweepDeliveriesWorker,
  deliverDigestWorker,
  watchSourcesWorker,
  notifyOperatorsWorker,
  pruneWorker,
];
