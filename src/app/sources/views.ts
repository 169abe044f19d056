import type { SourceView } from '../../web/ports.ts';
import type { Service } from '../service.ts';

/** How every configured source is doing, for the pages. */
export async function sourceViews({ app }: Pick<Service, 'app'>): Promise<SourceView[]> {
  const { sources } = app.config;
  const ids = sources.map(({ id }) => id);
  const health = await app.store.sources.health(ids, app.now());
  const healthOf = new Map(health.map((one) => [one.sourceId, one]));
  const items = await app.store.sources.countItems(ids);
  return sources.map(({ id, name, url }) => {
    const { adopted, ...known } = healthOf.get(id) ?? UNKNOWN;
    return { id, name, url, ...known, movedTo: adopted, items: items.get(id) ?? 0 };
  });
}

/** Before the first process that works on queues has made the source known. */
const UNKNOWN = {
  state: 'waiting',
  since: null,
  adopted: null,
  lastFetchedAt: null,
  lastOkAt: null,
  nextPollAt: null,
  nextPollReason: null,
  problem: null,
  failures: 0,
} as const;
