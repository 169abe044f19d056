import { SCHEDULED_JOBS } from '../../jobs/list.ts';
import type { JobFacts } from '../../workers/worker.ts';
import type { Service } from '../service.ts';

const SCHEDULED: ReadonlySet<string> = new Set(SCHEDULED_JOBS.map(({ name }) => name));

/**
 * Runs a job, counts how it ended, and notes for all processes that a scheduled one was done: that it came this far takes the
 * schedule, the queue, a worker and the records.
 */
export async function measured(
  { app, meters }: Pick<Service, 'app' | 'meters'>,
  name: string,
  run: () => Promise<JobFacts | void>,
): Promise<JobFacts | void> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  try {
    const facts = await run();
    if (SCHEDULED.has(name)) await app.store.heartbeats.note(name, app.now());
    meters.job(name, 'done', seconds());
    return facts;
  } catch (error) {
    meters.job(name, 'failed', seconds());
    throw error;
  }
}
