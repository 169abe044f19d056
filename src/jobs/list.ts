import type { z } from 'zod';
import type { Job } from './job.ts';
import { countPatternHits } from './count-pattern-hits.ts';
import { prune } from './prune.ts';
import { sweepBacktests } from './sweep-backtests.ts';
import { sweepCorrections } from './sweep-corrections.ts';
import { sweepDeliveries } from './sweep-deliveries.ts';
import { sweepDigests } from './sweep-digests.ts';
import { sweepItems } from './sweep-items.ts';
import { sweepMatters } from './sweep-matters.ts';
import { sweepSignUps } from './sweep-sign-ups.ts';
import { sweepSources } from './sweep-sources.ts';
import { watchMail } from './watch-mail.ts';
import { watchSources } from './watch-sources.ts';

/** A job without a payload, which a schedule can start. */
export type ScheduledJob = Job<z.output<(typeof sweepSources)['payload']>>;

/** The jobs that start by themselves, in the order of the pipeline. */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  sweepSources,
  sweepItems,
  sweepMatters,
  sweepCorrections,
  sweepDigests,
  sweepDeliveries,
  sweepSignUps,
  watchSources,
  watchMail,
  sweepBacktests,
  countPatternHits,
  prune,
];
