import { compareIds } from '../stories/assign.ts';
import type { Change } from './change.ts';
import type { MatterKey } from './facts.ts';

/** A report behind a change, as readers find it. */
export type ChangeSource = {
  readonly itemId: string;
  readonly sourceId: string;
  readonly url: string;
  readonly outlet: string;
  readonly title: string;
  readonly publishedAt: Date;
  /** Its article is not there any more, or says nothing of it. */
  readonly isWithdrawn: boolean;
};

/** What an operator says of a change. */
export type Word = {
  readonly word: 'confirmed' | 'rejected';
  readonly by: string;
  readonly note: string | null;
  readonly at: Date;
};

/** A change as it is kept: rows are added and never edited. */
export type RecordedChange = Change & {
  readonly id: string;
  readonly recordedAt: Date;
  /** The id of the change that this one stands for from now on; null for most. */
  readonly corrects: string | null;
  /** All reports that say so by now, by time. */
  readonly sources: readonly ChangeSource[];
  /** The last word of an operator; null where nobody said anything. */
  readonly word: Word | null;
};

/** A matter with all that was ever recorded of it, in the order of recording. */
export type Matter = {
  readonly id: string;
  readonly key: MatterKey;
  readonly changes: readonly RecordedChange[];
};

/** The changes that count: those that no later row corrects. An operator's word goes over to what stands for a change. */
export function liveChanges(changes: readonly RecordedChange[]): RecordedChange[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const corrected = new Set(changes.map(({ corrects }) => corrects));
  return changes
    .filter(({ id, kind }) => kind !== 'corrected' && !corrected.has(id))
    .map((change) => ({ ...change, word: wordOf(change, byId) }))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || compareIds(a.id, b.id));
}

/** What was confirmed of another act says nothing of this one. */
function wordOf(change: RecordedChange, byId: ReadonlyMap<string, RecordedChange>): Word | null {
  let at: RecordedChange | undefined = change;
  while (at !== undefined && at.kind === change.kind && at.scope === change.scope) {
    if (at.word !== null) return at.word;
    at = at.corrects === null ? undefined : byId.get(at.corrects);
  }
  return null;
}
