import type { Keywords } from '../../../core/classify/keywords.ts';
import type { PatternHits } from '../../../store/pattern-hits.ts';
import type { PatternView } from '../../../web/ops/tune/ports.ts';

/** Every pattern of the lexicons with what became of it, those of one concept or all; the ones that never matched too. */
export function patternViews(
  { lexicons }: Pick<Keywords, 'lexicons'>,
  found: readonly PatternHits[],
  concept: string | null,
): PatternView[] {
  const hits = new Map(found.map((one) => [keyOf(one), one]));
  return lexicons.flatMap(({ language, concepts, negatives }) =>
    [...concepts, ...negatives]
      .filter(([id]) => concept === null || id === concept)
      .flatMap(([id, patterns]) =>
        patterns.map((pattern): PatternView => {
          const hit = hits.get(keyOf({ language, concept: id, pattern }));
          return {
            language,
            concept: id,
            pattern,
            patterns: 1,
            hits: hit?.hits ?? 0,
            lastAt: hit?.lastAt ?? null,
            labelled: hit?.labelled ?? 0,
            relevant: hit?.relevant ?? 0,
          };
        }),
      ),
  );
}

/** The same summed up by concept and language, those with the most hits first. */
export function conceptViews(patterns: readonly PatternView[]): PatternView[] {
  const sums = new Map<string, PatternView>();
  for (const one of patterns) {
    const key = `${one.language} ${one.concept}`;
    const before = sums.get(key);
    sums.set(key, before === undefined ? { ...one, pattern: null } : sumOf(before, one));
  }
  return byHits([...sums.values()]);
}

/** Those with the most hits first. */
export function byHits(rows: readonly PatternView[]): PatternView[] {
  return rows.toSorted((a, b) => b.hits - a.hits || (a.concept < b.concept ? -1 : 1));
}

function sumOf(a: PatternView, b: PatternView): PatternView {
  return {
    ...a,
    patterns: a.patterns + b.patterns,
    hits: a.hits + b.hits,
    lastAt: later(a.lastAt, b.lastAt),
    labelled: a.labelled + b.labelled,
    relevant: a.relevant + b.relevant,
  };
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function keyOf({
  language,
  concept,
  pattern,
}: Pick<PatternHits, 'language' | 'concept' | 'pattern'>) {
  return `${language} ${concept} ${pattern}`;
}
