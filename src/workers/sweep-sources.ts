import { paceKey } from '../core/politeness.ts';
import { fetchSource } from '../jobs/fetch-source.ts';
import { sweepSources } from '../jobs/sweep-sources.ts';
import type { App } from '../ports.ts';
import { handle } from './worker.ts';

/** More than a sweep's interval can fetch; the rest is found by the next sweep. */
const SWEEP_LIMIT = 1_000;

/**
 * Enqueues a fetch for every source that is due: what matters most first, then the longest overdue. Of one host no more than may
 * start before the next sweep, which finds the others: they would only be put off.
 */
export const sweepSourcesWorker = handle(sweepSources, async (_payload, app) => {
  const priorities = new Map(app.config.sources.map(({ id, priority }) => [id, priority]));
  const due = await app.store.sources.due([...priorities.keys()], app.now(), SWEEP_LIMIT);
  const priorityOf = (id: string): number => priorities.get(id) ?? LAST;
  const ordered = due.toSorted((a, b) => priorityOf(a) - priorityOf(b));
  await app.enqueue(
    fetchSource,
    asManyAsMayStart(ordered, app.config).map((sourceId) => ({ sourceId })),
  );
});

const LAST = 3;

function asManyAsMayStart(ids: readonly string[], { sources, service }: App['config']): string[] {
  const { spacing, scope } = service.politeness;
  const most = spacing === 0 ? Infinity : Math.floor((sweepSources.everyMs ?? 0) / spacing) + 1;
  const keys = new Map(
    sources.map(({ id, ...source }) => [id, paceKey(source.url, source.scope ?? scope)]),
  );
  const counts = new Map<string, number>();
  return ids.filter((id) => {
    const key = keys.get(id) ?? id;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= most;
  });
}
