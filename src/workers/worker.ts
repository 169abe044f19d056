import { PermanentError } from '../errors.ts';
import type { Job } from '../jobs/job.ts';
import type { App } from '../ports.ts';

/** What a job did, for its line in the log: counts and ids, never texts or addresses. */
export type JobFacts = Readonly<Record<string, string | number | null>>;

/** A handler under the name of its job. */
export type Worker = {
  readonly name: string;
  /** Throws PermanentError when trying again cannot help. Once `signal` is aborted the job runs elsewhere. */
  readonly run: (data: unknown, app: App, signal?: AbortSignal) => Promise<JobFacts | void>;
};

/**
 * Ties a job to its handler, so that a handler only ever sees a payload that fits.
 * Every handler may run twice, at the same time too, and the second run changes nothing.
 */
export function handle<Payload>(
  job: Job<Payload>,
  handler: (payload: Payload, app: App, signal?: AbortSignal) => Promise<JobFacts | void>,
): Worker {
  return {
    name: job.name,
    run: async (data, app, signal) => {
      const payload = job.payload.safeParse(data);
      if (!payload.success) throw new PermanentError(`${job.name}: ${payload.error.message}`);
      return handler(payload.data, { ...app, log: app.log.child({ job: job.name }) }, signal);
    },
  };
}
