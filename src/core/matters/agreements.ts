import { compareIds } from '../stories/assign.ts';
import type { ChangeKind } from './change.ts';
import type { ChangeSource, Matter } from './recorded.ts';
import { weigh, type Conflict, type Trust } from './weigh.ts';

/** One entry of the register: an agreement, a plan for one, or what came of it. */
export type Agreement = {
  readonly matterId: string;
  /** The change's id. */
  readonly entry: string;
  /** The two sides of the matter, then those who have joined: ISO 3166 alpha-3, or a body's id. */
  readonly parties: readonly string[];
  readonly sport: string;
  readonly kind: ChangeKind;
  /** When the first report says so. */
  readonly at: Date;
  /** When its parties were first reported to have ended it; null while nobody says so. */
  readonly endedAt: Date | null;
  readonly standing: 'proposed' | 'confirmed';
  readonly confirmedBy: string | null;
  readonly sources: readonly ChangeSource[];
  readonly conflicts: readonly Conflict[];
};

/** Folds the changes of agreements to the register, the latest first. */
export function registerOf(matters: readonly Matter[], trust: Trust): Agreement[] {
  return matters
    .filter(({ key }) => key.topic === 'agreement')
    .flatMap((matter) => entriesOf(matter, trust))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || compareIds(b.entry, a.entry));
}

function entriesOf(matter: Matter, trust: Trust): Agreement[] {
  const { key, id } = matter;
  const { counting, conflicts } = weigh(matter, trust);
  const joined = counting.filter(({ act }) => act === 'new-party');
  const ends = counting.filter(({ act }) => act === 'ended').map(({ change }) => change.at);
  return counting
    .filter(({ act }) => ENTRIES.has(act))
    .map(({ act, change, confirmedBy }) => {
      const late = joined.filter((one) => one.change.storyId === change.storyId);
      return {
        matterId: id,
        entry: change.id,
        parties: [key.a, key.b, ...new Set(late.flatMap((one) => one.change.party ?? []))],
        sport: key.sport,
        kind: act,
        at: change.at,
        endedAt: act === 'ended' ? null : (ends.find((end) => end > change.at) ?? null),
        standing: confirmedBy === null ? 'proposed' : 'confirmed',
        confirmedBy,
        sources: change.sources,
        conflicts: conflicts.filter(({ sides }) => sides.some(({ entry }) => entry === change.id)),
      };
    });
}

const ENTRIES: ReadonlySet<ChangeKind> = new Set(['planned', 'met', 'signed', 'held', 'ended']);
