import {
  addBacktest,
  claimBacktest,
  endBacktest,
  findBacktest,
  keepBacktest,
  listBacktests,
  lostBacktests,
  pruneBacktests,
} from './backtests.ts';
import { borderlineItems, recentLabels } from './borderline.ts';
import { lastHeartbeats, noteHeartbeat } from './heartbeats.ts';
import { measureRecords, oldestOverdueDigest, oldestOverdueSource } from './metrics.ts';
import { countPatternHits, lastHitCount, patternHits } from './pattern-hits.ts';
import { changedFiles, configHistory, revisionEffect, revisionTexts } from './revision-history.ts';

/** What is asked to tune keywords, by noun; the store gives each its pool. */
export const TUNING = {
  backtests: {
    add: addBacktest,
    find: findBacktest,
    list: listBacktests,
    claim: claimBacktest,
    keep: keepBacktest,
    end: endBacktest,
    lost: lostBacktests,
    prune: pruneBacktests,
  },
  borderline: { items: borderlineItems, labels: recentLabels },
  patternHits: { count: countPatternHits, last: lastHitCount, all: patternHits },
  history: {
    events: configHistory,
    effect: revisionEffect,
    texts: revisionTexts,
    changed: changedFiles,
  },
};

/** What is asked to see whether the service does its work. */
export const MEASURING = {
  metrics: {
    measure: measureRecords,
    overdueDigest: oldestOverdueDigest,
    overdueSource: oldestOverdueSource,
  },
  heartbeats: { note: noteHeartbeat, last: lastHeartbeats },
};
