import type { z } from 'zod';
import type { Job } from './job.ts';
import { prune } from './prune.ts';
import { sweepDeliveries } from './sweep-deliveries.ts';
import { sweepDigests } from './sweep-digests.ts';
import { sweepItems } from './sweep-items.ts';
import { sweepSources } from './sweep-sources.ts';
import { watchSources } from './watch-sources.ts';

/** A job without a payload, which a schedule can start. */
export type ScheduledJob = Job<z.output<(typeof sweepSources)['payload']>>;

/** The jobs that start by themselves, in the order of the pipeline. */
export const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  sweepSources,
  sweepItems,
  sweepDigests,
  sweepDeliveries,
  watchSources,
  prune,
];
