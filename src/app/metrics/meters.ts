import { Counter, Histogram, Registry } from 'prom-client';
import type { MetricsPort } from '../../web/ports.ts';

/** How a job ended, as far as this process knows. */
export type JobOutcome = 'done' | 'failed';

/** What this process counts as it works. */
export type Meters = {
  readonly registry: Registry;
  /** Notes that a job ended, and how long it took. */
  readonly job: (name: string, outcome: JobOutcome, seconds: number) => void;
  readonly request: MetricsPort['request'];
};

/** Seconds: a sweep takes hundredths, a fetch some, a backtest minutes. */
const JOB_BUCKETS = [0.01, 0.05, 0.25, 1, 5, 30, 120];

/** Seconds: most pages take hundredths. */
const REQUEST_BUCKETS = [0.01, 0.05, 0.1, 0.3, 1, 5];
/** Anybody may ask by any method; only those of pages are told apart. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST']);

/** Starts counting; nothing is measured that nobody notes. */
export function openMeters(): Meters {
  const registry = new Registry();
  const ended = new Counter({
    name: 'flagbearer_jobs_total',
    help: 'Runs of jobs that ended in this process, by how they ended.',
    labelNames: ['job', 'outcome'] as const,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'flagbearer_job_duration_seconds',
    help: 'How long runs of jobs took in this process.',
    labelNames: ['job'] as const,
    buckets: JOB_BUCKETS,
    registers: [registry],
  });
  const requests = new Histogram({
    name: 'flagbearer_http_request_duration_seconds',
    help: 'How long requests took that this process answered, by the pattern of their page.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: REQUEST_BUCKETS,
    registers: [registry],
  });
  return {
    registry,
    request: ({ method, route, status, ms }) => {
      const labels = { method: METHODS.has(method) ? method : 'other', route: route ?? 'none' };
      requests.observe({ ...labels, status }, ms / 1000);
    },
    job: (job, outcome, seconds) => {
      ended.inc({ job, outcome });
      duration.observe({ job }, seconds);
    },
  };
}
