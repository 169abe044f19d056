import { actOf, changeKey, type Change } from './change.ts';
import { liveChanges, type RecordedChange } from './recorded.ts';

/** A change to be recorded: a new one, or one that stands for a recorded one from now on. */
export type Addition = Change & {
  readonly corrects: string | null;
  readonly key: string;
  /** How often a change of the same key was recorded before: two who record the same agree in it. */
  readonly round: number;
};

/** Reports of a moment before those that are known move a change by hours at most; more than this is told. */
const SAME_TIME_MS = 24 * 3_600_000;

/**
 * What has to be recorded so that the changes which count are those that follow from the stories now. Recorded ones are
 * never edited: one that follows no more is corrected by the one that stands in its place (of the same reports or the
 * same act), or by a row of kind `corrected`. Nothing is to be recorded where they agree, so that to ask again adds
 * nothing.
 */
export function reconcile(
  recorded: readonly RecordedChange[],
  wanted: readonly Change[],
): Addition[] {
  const live = liveChanges(recorded);
  const byKey = new Map(live.map((change) => [changeKey(change), change]));
  const missing = wanted.filter((change) => !agrees(byKey.get(changeKey(change)), change));
  const kept = new Set(
    wanted.filter((change) => !missing.includes(change)).map((change) => changeKey(change)),
  );
  const obsolete = live.filter((change) => !kept.has(changeKey(change)));
  const roundOf = (change: Change): number =>
    recorded.filter((row) => row.kind !== 'corrected' && changeKey(row) === changeKey(change))
      .length;

  const additions = missing.map((change): Addition => {
    const same = obsolete.findIndex(
      (old) => standsFor(change, old) && old.kind === change.kind && old.scope === change.scope,
    );
    const at = same < 0 ? obsolete.findIndex((old) => standsFor(change, old)) : same;
    const [old] = at < 0 ? [] : obsolete.splice(at, 1);
    const key = changeKey(change);
    return { ...change, key, corrects: old?.id ?? null, round: roundOf(change) };
  });
  const corrections = obsolete.map((old): Addition => {
    const change: Change = { ...old, kind: 'corrected', against: changeKey(old) };
    const round = recorded.filter(
      ({ kind, against }) => kind === 'corrected' && against === change.against,
    ).length;
    return { ...change, key: changeKey(change), corrects: old.id, round };
  });
  return [...additions, ...corrections];
}

/** Whether a recorded change says what is wanted. Further reports of it are no other change. */
function agrees(recorded: RecordedChange | undefined, wanted: Change): boolean {
  return (
    recorded !== undefined &&
    recorded.kind === wanted.kind &&
    recorded.scope === wanted.scope &&
    recorded.toward === wanted.toward &&
    Math.abs(recorded.at.getTime() - wanted.at.getTime()) <= SAME_TIME_MS
  );
}

/** Whether a change is what became of another: told by some of the same reports, of the same act or judged anew. */
function standsFor(change: Change, old: RecordedChange): boolean {
  if (changeKey(change) === changeKey(old)) return true;
  const isMark = MARKS.has(change.kind) || MARKS.has(old.kind);
  if (isMark && change.kind !== old.kind) return false;
  if (change.party !== old.party) return false;
  const shares = change.itemIds.some((id) => old.itemIds.includes(id));
  return shares && (actOf(change) === actOf(old) || change.storyId === old.storyId);
}

const MARKS: ReadonlySet<Change['kind']> = new Set([
  'contradiction',
  'settled',
  'retracted',
  'new-party',
]);
