import { adviceFor } from '../../core/health/advice.ts';
import { DAY_MS, dayOf } from '../../core/poll/spans.ts';
import { fetchSource } from '../../jobs/fetch-source.ts';
import type { ConsoleSource, SourcesPort } from '../../web/ops/ports/sources.ts';
import type { SourceView } from '../../web/ports.ts';
import type { Service } from '../service.ts';
import { sourceViews } from '../sources/views.ts';
import type { Doer } from './audited.ts';
import { orderCheck, orderInterval, orderPause, orderResume } from './source-orders.ts';

/** Days of which the items are counted. */
const DAYS = 30;
/** Fetches that a source's page shows. */
const FETCHES = 20;

/** Sources for the console; what it orders is what `flagbearer source` orders. */
export function sourcesPort(service: Service): SourcesPort {
  const doer = (operator: string): Doer => ({ operator, at: service.app.now() });
  return {
    list: async () => withActivity(service, await sourceViews(service)),
    find: async (id) => {
      const views = await sourceViews(service);
      const [found] = await withActivity(
        service,
        views.filter((one) => one.id === id),
      );
      if (found === undefined) return null;
      return { ...found, fetches: await service.app.store.sources.fetches(id, FETCHES) };
    },
    checkNow: async (id, operator) => {
      const { store, enqueue } = service.app;
      const entry = await orderCheck(store, id, doer(operator));
      await enqueue(fetchSource, [{ sourceId: id }]);
      return entry;
    },
    pause: (id, operator) => orderPause(service.app.store, id, doer(operator)),
    resume: (id, operator) => orderResume(service.app.store, id, doer(operator)),
    setInterval: (id, intervalMs, operator) =>
      orderInterval(service.app.store, id, intervalMs, doer(operator)),
  };
}

async function withActivity(
  { app }: Service,
  views: readonly SourceView[],
): Promise<ConsoleSource[]> {
  const { store, now } = app;
  const ids = views.map(({ id }) => id);
  const days = lastDays(now());
  const [overrides, counts, shares] = await Promise.all([
    store.overrides.of(ids),
    store.activity.days(ids, new Date(`${days[0] ?? dayOf(now())}T00:00:00Z`)),
    store.activity.newShares(ids),
  ]);
  const overrideOf = new Map(overrides.map((one) => [one.sourceId, one]));
  const countOf = new Map(counts.map(({ sourceId, day, items }) => [`${sourceId} ${day}`, items]));
  return views.map((view) => {
    const override = overrideOf.get(view.id);
    return {
      ...view,
      advice: adviceFor(view.state, view.id),
      paused: override?.paused ?? null,
      intervalMs: override?.interval?.ms ?? null,
      days: days.map((day) => countOf.get(`${view.id} ${day}`) ?? 0),
      newShare: shares.get(view.id) ?? null,
    };
  });
}

/** The UTC days up to today, the oldest first. */
function lastDays(now: Date): string[] {
  return Array.from({ length: DAYS }, (_, at) =>
    dayOf(new Date(now.getTime() - (DAYS - 1 - at) * DAY_MS)),
  );
}
