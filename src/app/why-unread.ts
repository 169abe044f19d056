import type { Source } from '../core/source.ts';
import type { SourceHealth } from '../store/source-states.ts';
import type { Store } from '../store/store.ts';
import type { Subject } from './find-items.ts';

/** A source that could have had an article, and how it did. */
export type Lookout = {
  readonly source: string;
  /** `own`: its address is at the article's host; `brought`: it has brought articles from there. */
  readonly how: 'own' | 'brought';
  readonly state: SourceHealth['state'] | 'unknown';
  readonly problem: string | null;
  readonly lastOkAt: Date | null;
  readonly nextPollAt: Date | null;
  /** Polls that are remembered around the day of the article, or all of them where the day is unknown. */
  readonly polls: { readonly of: string | null; readonly n: number; readonly failed: number };
  /** The latest failure among them. */
  readonly failure: { readonly at: Date; readonly problem: string } | null;
};

const DAY_MS = 86_400_000;
/** No more are ever remembered of a source; see `retention.fetches`. */
const MOST_POLLS = 1_000;

/** The sources that could have had an article which is not in the archive, and whether they worked then. */
export async function placesToLook(
  store: Store,
  configured: readonly Source[],
  { address, host }: Extract<Subject, { kind: 'address' }>,
  now: Date,
): Promise<Lookout[]> {
  const own = configured.filter(({ url }) => isSameSite(new URL(url).hostname, host));
  const brought = (
    await Promise.all([host, `www.${host}`].map((name) => store.traces.hosts(name)))
  ).flat();
  const known = new Set(configured.map(({ id }) => id));
  const ownIds = own.map(({ id }) => id);
  const others = brought
    .map(({ sourceId }) => sourceId)
    .filter((id) => known.has(id) && !ownIds.includes(id));
  const ids = [...ownIds, ...new Set(others)];
  const health = new Map((await store.sources.health(ids, now)).map((one) => [one.sourceId, one]));
  const day = dayOf(address, now);
  return Promise.all(
    ids.map(async (id) => ({
      source: id,
      how: ownIds.includes(id) ? 'own' : 'brought',
      ...healthOf(health.get(id)),
      ...pollsOf(await store.sources.fetches(id, MOST_POLLS), day),
    })),
  );
}

function healthOf(
  health: SourceHealth | undefined,
): Pick<Lookout, 'state' | 'problem' | 'lastOkAt' | 'nextPollAt'> {
  const { state = 'unknown', problem = null, lastOkAt = null, nextPollAt = null } = health ?? {};
  return { state, problem, lastOkAt, nextPollAt };
}

function pollsOf(
  fetches: readonly { readonly at: Date; readonly problem: string | null }[],
  day: Date | null,
): Pick<Lookout, 'polls' | 'failure'> {
  const near = fetches.filter(
    ({ at }) =>
      day === null ||
      // An article stays in a feed for a while: the day itself, and the one after it.
      (at >= day && at.getTime() < day.getTime() + 2 * DAY_MS),
  );
  const failed = near.flatMap(({ at, problem }) => (problem === null ? [] : [{ at, problem }]));
  const of = day?.toISOString().slice(0, 10) ?? null;
  return { polls: { of, n: near.length, failed: failed.length }, failure: failed[0] ?? null };
}

/** The day that many addresses carry: `/2026/03/04/`, `20260304`; null where there is none, or none in the past. */
function dayOf(address: string, now: Date): Date | null {
  const parts = /(?<!\d)(20\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(
    address,
  );
  if (parts === null) return null;
  const day = new Date(`${parts[1]}-${parts[2]}-${parts[3]}T00:00:00Z`);
  return Number.isNaN(day.getTime()) || day > now ? null : day;
}

/** Hosts of one site: `www.` makes no difference, and feeds often live at a host below the site's. */
function isSameSite(a: string, b: string): boolean {
  const [one, other] = [a, b].map((host) => host.replace(/^www\./, ''));
  if (one === undefined || other === undefined) return false;
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
