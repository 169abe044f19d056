import { messageOf } from '../errors.ts';
import { SCHEDULED_JOBS } from '../jobs/list.ts';
import type { Check } from '../web/ports.ts';
import type { Service } from './service.ts';

/** A source this long overdue shows that nobody keeps up with them. Milliseconds. */
const SOURCE_OVERDUE_MS = 15 * 60_000;
/** A digest waits up to fifteen minutes for what is being read; twice that is too long. */
const DIGEST_OVERDUE_MS = 30 * 60_000;
/** A scheduled job may be late by some runs and a minute, as when a process was put in another's place. */
const LATE_RUNS = 3;
const LATE_MS = 60_000;

const WORK = 'is `flagbearer work` or `flagbearer up` running?';

type Asking = Pick<Service, 'app' | 'queues'>;

/** What must work before the service counts as ready: records, queue, somebody at work, and nothing long overdue. */
export async function readinessOf(service: Asking): Promise<Check[]> {
  return Promise.all([
    check('database', async () => {
      const event = await service.app.store.config.inForce();
      return event === undefined ? 'answers; nothing has judged yet' : 'answers';
    }),
    check('queue', async () => {
      const counts = await service.queues.counts();
      return Object.entries(counts)
        .map(([name, { waiting }]) => `${name} ${waiting}`)
        .join(', ');
    }),
    check('workers', () => checkWorkers(service)),
    check('sources', async () => {
      const { app } = service;
      const ids = app.config.sources.map(({ id }) => id);
      const oldest = await app.store.metrics.overdueSource(app.now(), ids);
      return tellOverdue('source', oldest, app.now(), SOURCE_OVERDUE_MS);
    }),
    check('digests', async () => {
      const { app } = service;
      const oldest = await app.store.metrics.overdueDigest(app.now());
      return tellOverdue('digest', oldest, app.now(), DIGEST_OVERDUE_MS);
    }),
  ]);
}

/** Throws where no worker has done a scheduled job for long. */
async function checkWorkers({ app }: Asking): Promise<string> {
  const beats = await app.store.heartbeats.last();
  const known = SCHEDULED_JOBS.flatMap(({ name, everyMs = 0 }) => {
    const at = beats.get(name);
    return at === undefined ? [] : [{ name, everyMs, ageMs: app.now().getTime() - at.getTime() }];
  });
  if (known.length === 0) throw new Error(`no worker has done anything yet: ${WORK}`);
  const late = known.find(({ everyMs, ageMs }) => ageMs > LATE_RUNS * everyMs + LATE_MS);
  if (late !== undefined) {
    throw new Error(`${late.name} was last done ${spanText(late.ageMs)} ago: ${WORK}`);
  }
  const newest = Math.min(...known.map(({ ageMs }) => ageMs));
  return `the last sign of life is ${spanText(Math.max(0, newest))} old`;
}

function tellOverdue(what: string, since: Date | null, now: Date, mostMs: number): string {
  if (since === null) return `no ${what} is overdue`;
  const ms = now.getTime() - since.getTime();
  const told = `a ${what} is overdue by ${spanText(ms)}`;
  if (ms > mostMs) throw new Error(`${told}: ${WORK}`);
  return told;
}

/** `12 s`, `5 min`, `3 h`. */
function spanText(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1000)} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} min` : `${Math.round(ms / 3_600_000)} h`;
}

async function check(name: string, run: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, detail: await run() };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) };
  }
}
