import { collectDefaultMetrics } from 'prom-client';
import { messageOf } from '../../errors.ts';
import { SCHEDULED_JOBS } from '../../jobs/list.ts';
import type { RecordMetrics } from '../../store/metrics.ts';
import type { MetricsPort } from '../../web/ports.ts';
import { keptBriefly } from '../brief-memory.ts';
import type { Service } from '../service.ts';
import { openGauges, type Gauges } from './gauges.ts';

/** Milliseconds that an answer counts: scrapers that come together cost one look. */
const KEPT_MS = 5_000;
/** Milliseconds between two looks at the event loop's delay. */
const LOOP_RESOLUTION_MS = 20;

/** Measures a service when it is asked to. `tokenHash` is the SHA-256, in hex, of what strangers have to bring; null: none may. */
export function metricsPort(service: Service, tokenHash: string | null): MetricsPort {
  const { registry } = service.meters;
  const gauges = openGauges(registry);
  let isStarted = false;
  const scrape = keptBriefly(
    KEPT_MS,
    () => performance.now(),
    async () => {
      // Nothing watches the event loop of a process that nobody scrapes.
      if (!isStarted) {
        collectDefaultMetrics({
          register: registry,
          eventLoopMonitoringPrecision: LOOP_RESOLUTION_MS,
        });
      }
      isStarted = true;
      await measure(service, gauges);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  );
  return { tokenHash, scrape, request: service.meters.request };
}

async function measure(service: Service, gauges: Gauges): Promise<void> {
  gauges.sources.set(service.app.config.sources.length);
  await Promise.all([
    part('records', service, gauges, () => measureRecords(service, gauges)),
    part('queue', service, gauges, () => measureQueues(service, gauges)),
  ]);
}

/** A part that does not answer is told as such, and hides none of the others. */
async function part(
  name: string,
  { app }: Service,
  { failed }: Gauges,
  run: () => Promise<void>,
): Promise<void> {
  try {
    await run();
    failed.set({ part: name }, 0);
  } catch (error) {
    app.log.warn({ part: name, problem: messageOf(error) }, 'metrics not collected');
    failed.set({ part: name }, 1);
  }
}

async function measureRecords({ app }: Service, gauges: Gauges): Promise<void> {
  const now = app.now();
  const sourceIds = app.config.sources.map(({ id }) => id);
  for (const name of RECORD_GAUGES) gauges[name].reset();
  const [found, beats] = await Promise.all([
    app.store.metrics.measure({ now, sourceIds }),
    app.store.heartbeats.last(),
  ]);
  gauges.items.set(found.items);
  gauges.stories.set(found.stories);
  gauges.digests.set(found.digests);
  setEach(gauges.rows, 'table', [], found.rows);
  setEach(gauges.fetches, 'outcome', [], found.fetches);
  setEach(gauges.inWork, 'stage', ['fetched', 'open', 'flagged'], found.inWork);
  setEach(gauges.verdicts, 'label', ['sanction', 'agreement', 'none'], found.verdicts);
  setEach(gauges.deliveries, 'state', ['sent', 'failed', 'unknown'], found.deliveries);
  setEach(gauges.openDeliveries, 'state', ['queued', 'sending'], found.openDeliveries);
  setLag(gauges, found.oldest, now);
  for (const { name } of SCHEDULED_JOBS) {
    const at = beats.get(name);
    if (at !== undefined) gauges.heartbeat.set({ job: name }, secondsSince(at, now));
  }
}

const RECORD_GAUGES = [
  'rows',
  'fetches',
  'items',
  'inWork',
  'verdicts',
  'stories',
  'digests',
  'deliveries',
  'openDeliveries',
  'lag',
  'heartbeat',
] as const;

/** What there is none of is told as 0, where it is known beforehand what there could be. */
function setEach(
  gauge: Gauges['fetches'],
  label: string,
  known: readonly string[],
  counts: ReadonlyMap<string, number>,
): void {
  for (const kind of known) gauge.set({ [label]: kind }, 0);
  for (const [kind, count] of counts) gauge.set({ [label]: kind }, count);
}

function setLag({ lag }: Gauges, oldest: RecordMetrics['oldest'], now: Date): void {
  for (const [of, since] of Object.entries(oldest)) {
    lag.set({ of }, since === null ? 0 : secondsSince(since, now));
  }
}

function secondsSince(at: Date, now: Date): number {
  return Math.max(0, (now.getTime() - at.getTime()) / 1000);
}

async function measureQueues({ queues }: Service, { queue: gauge }: Gauges): Promise<void> {
  gauge.reset();
  for (const [queue, counts] of Object.entries(await queues.counts())) {
    for (const [state, count] of Object.entries(counts)) gauge.set({ queue, state }, count);
  }
}
