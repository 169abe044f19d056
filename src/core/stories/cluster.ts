import { components } from './components.ts';
import { marginOf, type EventRules, type Member } from './margins.ts';

/**
 * Cuts reports into events: what is bound together first, then the two groups that agree best, again and again, while
 * the mean of all their pairs is enough (average linkage: Sokal and Michener, 1958). Linkages by the best pairs chain
 * one event to the next by way of reports that tell of both.
 * The result depends on the reports alone, not on their order.
 */
export function clusterReports<M extends Member>(members: readonly M[], rules: EventRules): M[][] {
  const sorted = members.toSorted(compareMembers);
  const groups = boundTogether(sorted);
  const links = new Links(groups, rules);
  for (let best = links.best(); best !== null; best = links.best()) links.merge(...best);
  return links.groups
    .filter((group) => group.length > 0)
    .map((group) => group.toSorted(compareMembers));
}

/** By time, undated ones last, then by address. */
export function compareMembers(a: Member, b: Member): number {
  const [timeA, timeB] = [a, b].map(({ publishedAt }) => publishedAt?.getTime() ?? Infinity);
  if (timeA !== timeB) return (timeA ?? 0) < (timeB ?? 0) ? -1 : 1;
  return a.key < b.key ? -1 : Number(a.key > b.key);
}

function boundTogether<M extends Member>(sorted: readonly M[]): M[][] {
  const linked = components(sorted.length);
  const firstWith = new Map<string, number>();
  for (const [index, { bonds }] of sorted.entries()) {
    for (const bond of bonds) {
      linked.link(index, firstWith.get(bond) ?? index);
      if (!firstWith.has(bond)) firstWith.set(bond, index);
    }
  }
  return linked.groups().map((group) => group.flatMap((index) => sorted[index] ?? []));
}

/** The margins between two groups: their sum and their number. Pairs too far apart in time count as TOO_FAR. */
type Total = readonly [sum: number, count: number];

/** Who agrees with whom how well. Merged groups stay as empty lists, so that indexes keep their meaning. */
class Links<M extends Member> {
  readonly groups: M[][];
  readonly #totals: Map<number, Total>[];

  constructor(groups: M[][], rules: EventRules) {
    this.groups = groups;
    this.#totals = groups.map(() => new Map<number, Total>());
    for (const [b, other] of groups.entries()) {
      for (const [a, group] of groups.entries()) {
        if (a >= b) break;
        const total = totalOf(group, other, rules);
        this.#set(a, b, total);
      }
    }
  }

  /** The two groups that agree best and well enough; among equals the earliest. */
  best(): readonly [number, number] | null {
    let best: readonly [number, number] | null = null;
    let most = 0;
    for (const [a, totals] of this.#totals.entries()) {
      for (const [b, total] of totals) {
        const agreement = meanOf(total);
        if (a > b || agreement < most) continue;
        if (agreement === most && best !== null && (best[0] < a || best[1] < b)) continue;
        most = agreement;
        best = [a, b];
      }
    }
    return best;
  }

  /** Makes one group of two. */
  merge(a: number, b: number): void {
    const merged = [...this.#group(a), ...this.#group(b)];
    const [ofA, ofB] = [this.#totalsOf(a), this.#totalsOf(b)];
    this.groups[a] = merged;
    this.groups[b] = [];
    for (const other of new Set([...ofA.keys(), ...ofB.keys()])) {
      if (other === a || other === b) continue;
      const total = add(ofA.get(other) ?? NONE, ofB.get(other) ?? NONE);
      this.#set(a, other, areApart(merged, this.#group(other)) ? APART : total);
      this.#totalsOf(other).delete(b);
    }
    ofA.delete(b);
    ofB.clear();
  }

  #group(at: number): M[] {
    return this.groups[at] ?? [];
  }

  #totalsOf(at: number): Map<number, Total> {
    return this.#totals[at] ?? new Map<number, Total>();
  }

  #set(a: number, b: number, total: Total): void {
    this.#totals[a]?.set(b, total);
    this.#totals[b]?.set(a, total);
  }
}

/** A story that goes on lets in what is far from its beginning, where the rest agrees well enough to make up for it. */
const TOO_FAR = -0.3;
const NONE: Total = [0, 0];
const APART: Total = [-Infinity, 1];

function totalOf(a: readonly Member[], b: readonly Member[], rules: EventRules): Total {
  if (areApart(a, b)) return APART;
  const margins = a.flatMap((one) => b.map((other) => marginOf(one, other, rules)));
  return margins.reduce<Total>(
    (total, margin) => add(total, [margin === -Infinity ? TOO_FAR : margin, 1]),
    NONE,
  );
}

function add([sumA, countA]: Total, [sumB, countB]: Total): Total {
  return [sumA + sumB, countA + countB];
}

function meanOf([sum, count]: Total): number {
  return count === 0 ? -Infinity : sum / count;
}

/** Whether an operator put reports of the two groups on different sides. */
function areApart(a: readonly Member[], b: readonly Member[]): boolean {
  const sides = new Map<string, string>();
  for (const { sides: list } of a) for (const side of list) sides.set(...splitOf(side));
  return b.some(({ sides: list }) =>
    list.some((side) => {
      const [split, here] = splitOf(side);
      const there = sides.get(split);
      return there !== undefined && there !== here;
    }),
  );
}

function splitOf(side: string): [split: string, side: string] {
  const at = side.indexOf('/');
  return [side.slice(0, at), side.slice(at + 1)];
}
