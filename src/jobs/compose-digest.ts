import { z } from 'zod';
import { defineJob } from './job.ts';

/** How many digests one job composes: their rows are held together, and what they tell is read once. */
export const DIGESTS_PER_JOB = 50;

/** Composes the digests of some neighbours that are due at the same time. */
export const composeDigest = defineJob({
  name: 'compose-digest',
  queue: 'digest',
  payload: z.object({
    subscriberIds: z.array(z.string()).min(1).max(DIGESTS_PER_JOB),
    /** When they were due, ISO 8601; null for alerts, which are due when they are composed. */
    dueAt: z.iso.datetime().nullable(),
  }),
  // While a job for neighbours waits, another one is dropped: whoever is only in that stays due, for the next sweep to find.
  key: ({ subscriberIds: [first = '0'], dueAt }) => `${neighbourhood(first)}/${dueAt ?? 'alert'}`,
  retry: { attempts: 3, firstDelayMs: 1_000 },
});

type Payload = { subscriberIds: string[]; dueAt: string | null };

/** The jobs for subscribers whose digests are due: the same for the same subscribers, however often it is asked. */
export function composeJobs(
  due: readonly { readonly id: string; readonly dueAt: Date | null }[],
): Payload[] {
  const jobs = new Map<string, Payload>();
  for (const { id, dueAt } of due) {
    const payload = { subscriberIds: [id], dueAt: dueAt?.toISOString() ?? null };
    const key = composeDigest.key(payload);
    const job = jobs.get(key);
    if (job === undefined) jobs.set(key, payload);
    else job.subscriberIds.push(id);
  }
  return [...jobs.values()];
}

function neighbourhood(subscriberId: string): number {
  return Math.floor((Number(subscriberId) - 1) / DIGESTS_PER_JOB);
}
