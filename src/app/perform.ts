import { PermanentError } from '../errors.ts';
import type { App } from '../ports.ts';
import { WORKERS } from '../workers/list.ts';
import type { JobFacts } from '../workers/worker.ts';

/** Runs the handler that a job's name belongs to. A name nobody knows comes from another version: not retried. */
export async function perform(
  job: { readonly name: string; readonly data: unknown; readonly signal?: AbortSignal | undefined },
  app: App,
): Promise<JobFacts | void> {
  const worker = WORKERS.find(({ name }) => name === job.name);
  if (worker === undefined) throw new PermanentError(`no worker is called ${job.name}`);
  return worker.run(job.data, app, job.signal);
}
