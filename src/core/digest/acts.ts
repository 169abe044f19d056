import { kindOf } from '../matters/change.ts';
import { independentReports } from '../stories/independence.ts';
import type { Sourced } from '../stories/agency.ts';
import type { Direction, Topic, Verdict } from '../verdict.ts';

/** What it takes to tell which act a report tells. */
export type ActReport = Sourced & { readonly verdict: Verdict };

/** One thing that the reports of a story say has happened. */
export type Act<R> = {
  readonly direction: Direction;
  /** Those that say so, in the order given. */
  readonly reports: readonly R[];
  /** How many of them say it on their own account, at the most. */
  readonly independent: number;
  /** Two say so on their own account, or the words of one leave no doubt. */
  readonly isSure: boolean;
};

/** A direction that is ahead of the next by less than this share of its points is a guess. Our own choice. */
const SURE_MARGIN = 0.25;

/** The acts that a story's reports of its topic tell, in the order of the reports. A reaction is no act. */
export function actsOf<R extends ActReport>(topic: Topic, reports: readonly R[]): Act<R>[] {
  const saying = new Map<Direction, R[]>();
  for (const report of reports) {
    const { direction, label } = report.verdict;
    if (label !== topic || direction === null || kindOf(topic, direction, []) === null) continue;
    const known = saying.get(direction);
    if (known === undefined) saying.set(direction, [report]);
    else known.push(report);
  }
  return [...saying].map(([direction, own]) => {
    const independent = independentReports(own).length;
    return { direction, reports: own, independent, isSure: independent > 1 || own.some(isSure) };
  });
}

function isSure({ verdict }: ActReport): boolean {
  return (verdict.evidence.direction?.margin ?? 1) >= SURE_MARGIN;
}

/** How far an affair has come with an act: what is asked for or planned comes before what is decided or done. */
export function rankOf(direction: Direction): 0 | 1 {
  return direction === 'proposed' || direction === 'meeting' ? 0 : 1;
}

/**
 * The act that a story is told by: the lead report's, unless others surely say that the affair has come further. Null
 * where no report tells any.
 */
export function mainAct<R extends ActReport>(acts: readonly Act<R>[], lead: R): Act<R> | null {
  const own = acts.find(({ direction }) => direction === lead.verdict.direction);
  const sure = acts.filter((act) => act.isSure);
  const further = sure
    .filter(({ direction }) => own === undefined || rankOf(direction) > rankOf(own.direction))
    .toSorted((a, b) => rankOf(b.direction) - rankOf(a.direction) || b.independent - a.independent);
  return further[0] ?? own ?? acts[0] ?? null;
}
