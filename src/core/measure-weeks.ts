import type { ChangeKind } from './matters/change.ts';
import type { Matter } from './matters/recorded.ts';
import { weigh, type Trust, type Weighed } from './matters/weigh.ts';

/** A week, and how many decisions in it close sport to the two countries or open it. */
export type MeasureWeek = {
  /** Its Monday, at the beginning of the day in UTC. */
  readonly start: Date;
  readonly tighter: number;
  readonly looser: number;
};

/** Half a year: long enough to see a turn, short enough for a bar each. Our own choice. */
export const WEEKS = 26;

const WEEK_MS = 7 * 86_400_000;
/** 5 January 1970 was a Monday. */
const FIRST_MONDAY_MS = 4 * 86_400_000;

const TIGHTER: ReadonlySet<ChangeKind> = new Set(['imposed', 'extended', 'upheld']);
const LOOSER: ReadonlySet<ChangeKind> = new Set(['eased', 'lifted']);

/**
 * Counts the decisions of measures a week, the last week being that of `now`. What only is proposed, appealed against or
 * told once more is no decision; one that covers both countries is one; what is in dispute, rejected or withdrawn is none.
 */
export function measureWeeks(matters: readonly Matter[], trust: Trust, now: Date): MeasureWeek[] {
  const last = weekOf(now);
  const counts = Array.from({ length: WEEKS }, () => ({ tighter: 0, looser: 0 }));
  const seen = new Set<string>();
  for (const matter of matters) {
    for (const weighed of weigh(matter, trust).counting) {
      const { change, act } = weighed;
      const count = counts[WEEKS - 1 - (last - weekOf(change.at))];
      const way = wayOf(weighed);
      const decision = [change.storyId, act, matter.key.a, matter.key.sport].join('|');
      if (count === undefined || way === null || seen.has(decision)) continue;
      seen.add(decision);
      count[way] += 1;
    }
  }
  const startOf = (at: number): Date =>
    new Date(FIRST_MONDAY_MS + (last - WEEKS + 1 + at) * WEEK_MS);
  return counts.map((count, at) => ({ start: startOf(at), ...count }));
}

function weekOf(at: Date): number {
  return Math.floor((at.getTime() - FIRST_MONDAY_MS) / WEEK_MS);
}

function wayOf({ change, act }: Weighed): 'tighter' | 'looser' | null {
  if (change.kind === 'restated') return null;
  if (act === 'refused') return change.toward;
  return TIGHTER.has(act) ? 'tighter' : LOOSER.has(act) ? 'looser' : null;
}
