/** A labelled pair of reports with what the rules say: from a margin of 0 upwards they are of one event. */
export type JudgedPair = {
  readonly same: boolean;
  readonly kind: string | null;
  readonly isCrossLanguage: boolean;
  readonly margin: number;
};

/** How well pairs of one event are told from others; each 0…1, null where nothing can be divided. */
export type PairScore = {
  readonly n: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Share of (same, other) couples of pairs in which the former scores higher; a tie counts half. */
  readonly auc: number | null;
};

/** The score of all pairs and of parts of them. */
export type PairReport = PairScore & {
  readonly byKind: Readonly<Record<string, PairScore>>;
  readonly byLanguage: { readonly same: PairScore; readonly cross: PairScore };
};

/** Compares what the rules say of pairs with their labels. */
export function scorePairs(pairs: readonly JudgedPair[]): PairReport {
  const kinds = [...new Set(pairs.flatMap(({ kind }) => kind ?? []))].toSorted();
  return {
    ...scoreOf(pairs),
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, scoreOf(pairs.filter((pair) => pair.kind === kind))]),
    ),
    byLanguage: {
      same: scoreOf(pairs.filter(({ isCrossLanguage }) => !isCrossLanguage)),
      cross: scoreOf(pairs.filter(({ isCrossLanguage }) => isCrossLanguage)),
    },
  };
}

function scoreOf(pairs: readonly JudgedPair[]): PairScore {
  const said = pairs.filter(({ margin }) => margin >= 0);
  const right = said.filter(({ same }) => same).length;
  const same = pairs.filter((pair) => pair.same);
  const others = pairs.filter((pair) => !pair.same);
  return {
    n: pairs.length,
    precision: share(right, said.length),
    recall: share(right, same.length),
    f1: share(2 * right, said.length + same.length),
    auc: aucOf(same, others),
  };
}

function aucOf(same: readonly JudgedPair[], others: readonly JudgedPair[]): number | null {
  let above = 0;
  for (const { margin } of same) {
    for (const other of others)
      above += margin > other.margin ? 1 : Number(margin === other.margin) / 2;
  }
  return share(above, same.length * others.length);
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
