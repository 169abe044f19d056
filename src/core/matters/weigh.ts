import type { Entity } from '../classify/keywords.ts';
import type { Source } from '../source.ts';
import { decidingSites, sitesOf, type Sites } from './own-sites.ts';
import { areContrary, changeKey, kindOf, type ChangeKind } from './change.ts';
import { liveChanges, type ChangeSource, type Matter, type RecordedChange } from './recorded.ts';

/** Whose word makes an entry certain without an operator. */
export type Trust = Sites & {
  /** Whether the own site of who decides confirms by itself. */
  readonly trustOwnSites: boolean;
};

/** The trust that a configuration gives. */
export function trustOf({
  sources,
  keywords,
  service,
}: {
  readonly sources: readonly Pick<Source, 'id' | 'name' | 'role' | 'country'>[];
  readonly keywords: { readonly entities: readonly Entity[] };
  readonly service: { readonly board: { readonly trustOwnSites: boolean } };
}): Trust {
  return { ...sitesOf(sources, keywords.entities), ...service.board };
}

/** Two claims that cannot both be right, while nobody who decides has said which is. */
export type Conflict = {
  readonly at: Date;
  readonly sides: readonly [Side, Side];
};
export type Side = {
  /** The change's id, by which an operator confirms or rejects it. */
  readonly entry: string;
  readonly says: ChangeKind;
  readonly sources: readonly ChangeSource[];
};

/** A change that counts, with who makes it certain: an operator's name, a source's id, or nobody yet. */
export type Weighed = {
  readonly change: RecordedChange;
  readonly act: ChangeKind;
  readonly confirmedBy: string | null;
};

/** The changes of a matter that count, by time, and what is in dispute. */
export function weigh(
  matter: Matter,
  trust: Trust,
): { readonly counting: readonly Weighed[]; readonly conflicts: readonly Conflict[] } {
  const live = liveChanges(matter.changes);
  const byKey = new Map(live.map((change) => [changeKey(change), change]));
  const marks = live.filter((change) => change.word?.word !== 'rejected');
  const taken = new Set(
    marks.flatMap(({ kind, against }) => (kind === 'retracted' ? [against] : [])),
  );
  const isOut = (change: RecordedChange | undefined): boolean =>
    change === undefined || taken.has(changeKey(change)) || change.word?.word === 'rejected';
  const settled = new Map(
    marks.flatMap((change) =>
      change.kind === 'settled' ? [[change.against, change] as const] : [],
    ),
  );
  const aside = new Set<RecordedChange>();
  const instead = new Set<RecordedChange>();
  const conflicts: Conflict[] = [];
  for (const second of live.filter(({ kind }) => kind === 'contradiction')) {
    if (isOut(second)) continue;
    const first = byKey.get(second.against ?? '');
    const verdict = settled.get(changeKey(second));
    if (verdict !== undefined) {
      if (first !== undefined && areContrary(asAct(matter, verdict), first)) aside.add(first);
    } else if (first === undefined || isOut(first) || second.word !== null) {
      instead.add(second);
      if (first !== undefined) aside.add(first);
    } else if (first.word === null) {
      aside.add(first);
      conflicts.push(conflictOf(matter, first, second));
    }
  }
  const counting = live.filter(
    (change) =>
      (!MARKS.has(change.kind) || instead.has(change)) && !isOut(change) && !aside.has(change),
  );
  return {
    counting: counting.map((change) => ({
      change,
      act: asAct(matter, change).kind,
      confirmedBy: confirmedBy(matter, change, trust),
    })),
    conflicts,
  };
}

const MARKS: ReadonlySet<ChangeKind> = new Set(['contradiction', 'settled', 'retracted']);

/** What a mark says is done; any other change itself. */
function asAct({ key }: Matter, change: RecordedChange): RecordedChange {
  if (!MARKS.has(change.kind)) return change;
  return { ...change, kind: kindOf(key.topic, change.direction, []) ?? change.kind };
}

function conflictOf(matter: Matter, first: RecordedChange, second: RecordedChange): Conflict {
  const side = (change: RecordedChange): Side => ({
    entry: change.id,
    says: asAct(matter, change).kind,
    sources: change.sources,
  });
  return { at: second.at, sides: [side(first), side(second)] };
}

function confirmedBy({ key }: Matter, change: RecordedChange, trust: Trust): string | null {
  if (change.word?.word === 'confirmed') return change.word.by;
  if (!trust.trustOwnSites) return null;
  const own = decidingSites(key, trust);
  const said = change.sources.find(
    ({ sourceId, isWithdrawn }) => own.includes(sourceId) && !isWithdrawn,
  );
  return said?.sourceId ?? null;
}
