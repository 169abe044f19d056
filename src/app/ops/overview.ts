import { TROUBLE_STATES } from '../../core/health/health.ts';
import { DAY_MS } from '../../core/poll/spans.ts';
import type { Overview } from '../../web/ops/ports/overview.ts';
import { readinessOf } from '../readiness.ts';
import type { Service } from '../service.ts';
import type { OpenMeasures } from './open-measures.ts';

/** What an operator should know at once. */
export async function overviewOf(
  service: Service,
  openMeasures: () => Promise<OpenMeasures>,
): Promise<Overview> {
  const { store, config, now } = service.app;
  const ids = config.sources.map(({ id }) => id);
  const [checks, health, overrides, day, stops, held, entries, subscribers] = await Promise.all([
    readinessOf(service),
    store.sources.health(ids, now()),
    store.overrides.of(ids),
    store.activity.since(new Date(now().getTime() - DAY_MS)),
    store.holds.open(),
    store.holds.deliveries(),
    openMeasures(),
    store.readers.count(),
  ]);
  return {
    checks,
    sources: {
      all: ids.length,
      trouble: health.filter(({ state }) => TROUBLE_STATES.includes(state)).length,
      paused: overrides.filter(({ paused }) => paused !== null).length,
    },
    day,
    held: stops.length + held.length,
    entries,
    subscribers,
  };
}
