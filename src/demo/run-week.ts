import { setTimeout as wait } from 'node:timers/promises';
import { perform } from '../app/perform.ts';
import type { Service } from '../app/service.ts';
import type { ScheduledJob } from '../jobs/list.ts';
import { sweepDeliveries } from '../jobs/sweep-deliveries.ts';
import { sweepDigests } from '../jobs/sweep-digests.ts';
import { sweepItems } from '../jobs/sweep-items.ts';
import { sweepSources } from '../jobs/sweep-sources.ts';
import type { VirtualClock } from './clock.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const LOOK_EVERY_MS = 15;

/**
 * Lets a service live from the clock's time to `end` in steps of `stepMs`: in each, the sweeps run as
 * their schedule would start them, and the queues run empty before the clock moves on.
 */
export async function runWeek(
  service: Service,
  clock: VirtualClock,
  options: {
    readonly end: Date;
    readonly stepHours: number;
    readonly tell: (at: Date) => Promise<void>;
  },
): Promise<void> {
  const start = clock.now().getTime();
  for (let at = start; at <= options.end.getTime(); at += options.stepHours * HOUR) {
    clock.moveTo(new Date(at));
    // Time has an order.
    await settle(service, clock);
    await options.tell(new Date(at));
  }
}

/** One round of the whole pipeline, to the last mail that is due. */
async function settle(service: Service, clock: VirtualClock): Promise<void> {
  await sweep(service, sweepSources);
  await sweep(service, sweepItems);
  // News of this moment is told from the next on: windows are half-open.
  clock.moveTo(new Date(clock.now().getTime() + MINUTE));
  await sweep(service, sweepDigests);
  await sweep(service, sweepDeliveries);
}

async function sweep(service: Service, job: ScheduledJob): Promise<void> {
  await perform({ name: job.name, data: {} }, service.app);
  while (!(await isIdle(service))) {
    // There is nothing else to do until the workers are done.
    await wait(LOOK_EVERY_MS);
  }
}

async function isIdle({ queues }: Service): Promise<boolean> {
  const counts = Object.values(await queues.counts());
  return counts.every(({ waiting, active, delayed }) => waiting + active + delayed === 0);
}
