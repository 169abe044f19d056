import type { Hit, Verdict } from '../verdict.ts';

/** How a verdict differs: flagged now, flagged no more, or flagged as something else (label or direction). */
export type Change = 'gained' | 'lost' | 'moved';

/** An item that was judged twice. */
export type Compared = {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Its source or publisher; null where nobody says. */
  readonly source: string | null;
};

/** What an item was judged as, as far as a comparison tells it. */
export type Outcome = Pick<Verdict, 'label' | 'direction' | 'score'> & {
  readonly gate: string | null;
};

/** An item whose verdict changed, with the evidence that did. */
export type Sample = Compared & {
  readonly before: Outcome;
  readonly after: Outcome;
  /** The summands that differ, the largest difference first. */
  readonly contributions: readonly {
    readonly feature: string;
    readonly before: number;
    readonly after: number;
  }[];
  /** Phrases that count only in one of the verdicts. */
  readonly hits: {
    readonly before: readonly ChangedHit[];
    readonly after: readonly ChangedHit[];
  };
};

export type ChangedHit = Pick<Hit, 'concept' | 'pattern' | 'text'>;

export type Counts = Readonly<Record<'items' | Change, number>>;

/** Two configurations compared. */
export type Comparison = Counts & {
  readonly byLanguage: Readonly<Record<string, Counts>>;
  readonly bySource: Readonly<Record<string, Counts>>;
  /** The items that changed, the first of each kind. */
  readonly samples: Readonly<Record<Change, readonly Sample[]>>;
};

/** Contributions and phrases that a sample names on each side. */
const MOST_NAMED = 5;

/** How the second verdict differs from the first; null where it does not. */
export function changeOf(before: Verdict, after: Verdict): Change | null {
  if (before.label === 'none') return after.label === 'none' ? null : 'gained';
  if (after.label === 'none') return 'lost';
  return before.label === after.label && before.direction === after.direction ? null : 'moved';
}

/** A comparison that items are added to one by one; it keeps `most` samples of each kind. */
export function startComparison(most: number): {
  readonly add: (item: Compared, before: Verdict, after: Verdict) => void;
  readonly items: () => number;
  readonly result: () => Comparison;
} {
  const total = noCounts();
  const languages = new Map<string, MutableCounts>();
  const sources = new Map<string, MutableCounts>();
  const samples: Record<Change, Sample[]> = { gained: [], lost: [], moved: [] };
  return {
    add: (item, before, after) => {
      const change = changeOf(before, after);
      for (const counts of [
        total,
        countsIn(languages, item.language),
        countsIn(sources, item.source ?? 'unknown'),
      ]) {
        counts.items += 1;
        if (change !== null) counts[change] += 1;
      }
      if (change !== null && samples[change].length < most) {
        samples[change].push(sampleOf(item, before, after));
      }
    },
    items: () => total.items,
    result: () => ({
      ...total,
      byLanguage: sorted(languages),
      bySource: sorted(sources),
      samples,
    }),
  };
}

type MutableCounts = Record<'items' | Change, number>;

function noCounts(): MutableCounts {
  return { items: 0, gained: 0, lost: 0, moved: 0 };
}

function countsIn(groups: Map<string, MutableCounts>, key: string): MutableCounts {
  const counts = groups.get(key) ?? noCounts();
  groups.set(key, counts);
  return counts;
}

function sorted(groups: ReadonlyMap<string, MutableCounts>): Record<string, Counts> {
  return Object.fromEntries([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sampleOf(item: Compared, before: Verdict, after: Verdict): Sample {
  const { id, title, language, source } = item;
  return {
    id,
    title,
    language,
    source,
    before: outcomeOf(before),
    after: outcomeOf(after),
    contributions: changedContributions(before, after),
    hits: { before: onlyIn(before, after), after: onlyIn(after, before) },
  };
}

function outcomeOf({ label, direction, score, evidence }: Verdict): Outcome {
  return { label, direction, score, gate: evidence.gate };
}

function pointsOf({ evidence }: Verdict): ReadonlyMap<string, number> {
  return new Map(evidence.contributions.map(({ feature, points }) => [feature, points]));
}

function changedContributions(before: Verdict, after: Verdict): Sample['contributions'] {
  const [old, fresh] = [pointsOf(before), pointsOf(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .map((feature) => ({
      feature,
      before: old.get(feature) ?? 0,
      after: fresh.get(feature) ?? 0,
    }))
    .filter((one) => Math.abs(one.after - one.before) > 1e-9)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, MOST_NAMED);
}

function keyOf({ zone, start, end, concept, pattern }: Hit): string {
  return `${zone} ${start} ${end} ${concept} ${pattern}`;
}

function counting({ evidence }: Verdict): Hit[] {
  return evidence.hits.filter(({ masked }) => masked === null);
}

function onlyIn(one: Verdict, other: Verdict): ChangedHit[] {
  const known = new Set(counting(other).map(keyOf));
  return counting(one)
    .filter((hit) => !known.has(keyOf(hit)))
    .slice(0, MOST_NAMED)
    .map(({ concept, pattern, text }) => ({ concept, pattern, text }));
}
