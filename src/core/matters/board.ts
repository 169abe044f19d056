import type { ChangeKind } from './change.ts';
import type { ChangeSource, Matter } from './recorded.ts';
import { statusAfter, tellsStatus, type Status } from './status.ts';
import { weigh, type Conflict, type Trust, type Weighed } from './weigh.ts';

/** A plan or an appeal that nothing has come of yet. */
export type Pending = {
  readonly entry: string;
  readonly kind: ChangeKind;
  readonly at: Date;
  readonly sources: readonly ChangeSource[];
};

/** What a cell rests on. */
type Standing = {
  readonly status: Status;
  /** When the first report of the change that made it so came out; null where nothing did. */
  readonly since: Date | null;
  /** The id of that change. */
  readonly entry: string | null;
};

/** One cell of the board: what a body has in force against a country in a sport, as far as reports tell. */
export type Measure = Standing & {
  readonly matterId: string;
  readonly authority: string;
  readonly target: string;
  readonly sport: string;
  /** When it was last reported to be so. */
  readonly lastConfirmed: Date | null;
  /** `proposed` until an operator confirms it, or the body's own site says so and is trusted. */
  readonly standing: 'proposed' | 'confirmed';
  readonly confirmedBy: string | null;
  /** What is certain, where the cell itself is not; null where nothing is. */
  readonly certain: Standing | null;
  /** The reports that say so, the first first. */
  readonly sources: readonly ChangeSource[];
  readonly conflicts: readonly Conflict[];
  readonly pending: readonly Pending[];
};

/** A cell while it is folded: the changes that its status rests on, the one that made it first. */
type Run = { status: Status; rests: Weighed[] };

/** Folds the changes of measures to the board, in the order of body, country and sport. Matters without changes are left out. */
export function boardOf(matters: readonly Matter[], trust: Trust): Measure[] {
  return matters
    .filter(({ key, changes }) => key.topic === 'sanction' && changes.length > 0)
    .flatMap((matter) => measureOf(matter, trust) ?? [])
    .toSorted((a, b) => (cellName(a) < cellName(b) ? -1 : 1));
}

function cellName({ authority, target, sport }: Measure): string {
  return [authority, target, sport].join('|');
}

function measureOf(matter: Matter, trust: Trust): Measure | null {
  const { counting, conflicts } = weigh(matter, trust);
  if (counting.length === 0 && conflicts.length === 0) return null;
  const run = fold(counting);
  const certain = fold(counting.filter((one) => one.confirmedBy !== null));
  const confirmed = run.rests.find((one) => one.confirmedBy !== null);
  return {
    matterId: matter.id,
    authority: matter.key.a,
    target: matter.key.b,
    sport: matter.key.sport,
    ...standingOf(run),
    lastConfirmed: run.rests.at(-1)?.change.at ?? null,
    standing: confirmed === undefined ? 'proposed' : 'confirmed',
    confirmedBy: confirmed?.confirmedBy ?? null,
    certain: confirmed !== undefined || certain.rests.length === 0 ? null : standingOf(certain),
    sources: sourcesOf(run.rests),
    conflicts,
    pending: pendingOf(counting, run.rests.at(-1)?.change.at ?? null),
  };
}

function fold(changes: readonly Weighed[]): Run {
  const run: Run = { status: 'none known', rests: [] };
  for (const one of changes) {
    const step = { ...one.change, kind: one.act };
    if (!tellsStatus(step)) continue;
    const after = statusAfter(run.status, step);
    if (after === run.status && run.rests.length > 0) run.rests.push(one);
    else run.rests = [one];
    run.status = after;
  }
  return run;
}

function standingOf({ status, rests }: Run): Standing {
  const [first] = rests;
  if (first === undefined) return { status, since: null, entry: null };
  const { id, at, sources } = first.change;
  // A report that was read later may have been out before.
  const earliest = sources[0]?.publishedAt ?? at;
  return { status, since: earliest < at ? earliest : at, entry: id };
}

/** Each article once, in the order of the changes. */
export function sourcesOf(changes: readonly Weighed[]): ChangeSource[] {
  const all = changes.flatMap(({ change }) => change.sources);
  return [...new Map(all.map((source) => [source.itemId, source])).values()];
}

function pendingOf(counting: readonly Weighed[], after: Date | null): Pending[] {
  return counting
    .filter(({ act, change }) => PENDING.has(act) && (after === null || change.at > after))
    .map(({ act, change }) => ({
      entry: change.id,
      kind: act,
      at: change.at,
      sources: change.sources,
    }));
}

const PENDING: ReadonlySet<ChangeKind> = new Set(['proposed', 'appealed']);
