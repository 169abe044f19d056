import type { SourceRow } from '../../config/sources.ts';
import { trySource, type Trial, type TrialPorts } from './trial.ts';
import { isGood, verdictOf } from './verdict.ts';

/** A row that was tried. */
export type Checked = { readonly row: SourceRow; readonly trial: Trial };

/** Sites that are asked at the same time; each of them is asked as slowly as ever. */
const AT_ONCE = 24;

/** Which rows are checked when none is named: those that are read and known to work, or with `all` every one. */
export function rowsToCheck(
  rows: readonly SourceRow[],
  { all }: { readonly all: boolean },
): readonly SourceRow[] {
  return rows.filter(({ enabled, source }) => all || (enabled && !source.unverified));
}

/** Tries rows side by side, and tells of each as it is done. Returns them in the order of the list. */
export async function checkSources(
  rows: readonly SourceRow[],
  ports: TrialPorts,
  tell: (checked: Checked, done: number) => void,
): Promise<readonly Checked[]> {
  const results = new Map<SourceRow, Checked>();
  const waiting = [...rows];
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const checked = { row, trial: await trySource(row.source, ports) };
      results.set(row, checked);
      tell(checked, results.size);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, rows.length) }, work));
  return rows.flatMap((row) => results.get(row) ?? []);
}

/** A row that is read but yields nothing: what a check is made to find. */
export function isTrouble({ row, trial }: Checked): boolean {
  return row.enabled && !isGood(verdictOf(trial));
}
