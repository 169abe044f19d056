import type { Language } from '../source.ts';
import type { MaskScope } from './keywords.ts';
import { findContained, findDuplicates, findShadowed } from './lint-contained.ts';
import { readPattern, type PatternUnderLint } from './lint-pattern.ts';
import { lintShape } from './lint-shape.ts';

/** A pattern as it stands in a file. Lines and columns count from 1. */
export type PlacedPattern = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly language: Language | 'any';
  readonly kind: 'entity' | 'concept' | 'negative' | 'mask' | 'background' | 'words';
  /** Of the entity, concept, family, mask or word list. */
  readonly id: string;
  /** Which masks can cancel it; null for what no mask touches. */
  readonly scope: MaskScope | null;
  readonly source: string;
};

/** The patterns of a configuration, and what else they are judged by. */
export type LintInput = {
  readonly patterns: readonly PlacedPattern[];
  /** What each mask cancels, by its id. */
  readonly masks: ReadonlyMap<string, readonly MaskScope[]>;
  /** Words so frequent that they say nothing, by language. */
  readonly stopwords: ReadonlyMap<Language, readonly string[]>;
};

/** `error`: the pattern does not do what it is there for; `warning`: it probably does not; `note`: worth knowing. */
export type LintLevel = 'error' | 'warning' | 'note';

/** Something about a pattern that its author should look at. */
export type LintFinding = {
  readonly rule: LintRule;
  readonly level: LintLevel;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `concept ban`, `mask no-act` … */
  readonly owner: string;
  readonly pattern: string;
  readonly message: string;
};

export type LintRule =
  | 'malformed'
  | 'unknown-name'
  | 'never-matches'
  | 'two-slots'
  | 'letter-case'
  | 'short-affix'
  | 'contained'
  | 'duplicate'
  | 'shadowed'
  | 'costly'
  | 'unused-list';

/** Looks for mistakes in patterns that no schema sees. Pure; findings come by file and line. */
export function lintKeywords(input: LintInput): LintFinding[] {
  const read = input.patterns.map((placed) => readPattern(placed));
  const good = read.flatMap((one) => ('pattern' in one ? [one] : []));
  const findings = [
    ...read.flatMap((one) => ('finding' in one ? [one.finding] : [])),
    ...lintNames(good),
    ...lintShape(good, input.stopwords),
    ...findContained(good),
    ...findDuplicates(good),
    ...findShadowed(good, input.masks),
  ];
  return findings.toSorted(
    (a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column,
  );
}

/** Names that no list has, and lists that no pattern calls. */
function lintNames(patterns: readonly PatternUnderLint[]): LintFinding[] {
  const lists = patterns.filter(({ placed }) => placed.kind === 'words');
  const hasList = new Set(lists.map(({ placed }) => `${placed.language} ${placed.id}`));
  const called = new Set<string>();
  const findings: LintFinding[] = [];
  for (const { placed, slots, report } of patterns) {
    for (const name of slots.flatMap((slot) => slot.lists)) {
      const list = `${placed.language} ${name}`;
      called.add(list);
      if (hasList.has(list)) continue;
      findings.push(
        report(
          'unknown-name',
          'error',
          `there is no list \`${name}\` under words of this file, and no such kind of name`,
        ),
      );
    }
  }
  const seen = new Set<string>();
  for (const { placed, report } of lists) {
    const list = `${placed.language} ${placed.id}`;
    if (called.has(list) || seen.has(list)) continue;
    seen.add(list);
    findings.push(report('unused-list', 'note', `no pattern calls \`@${placed.id}\``));
  }
  return findings;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
