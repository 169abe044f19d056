import { ENTITY_KINDS } from './keywords.ts';
import type { LintFinding, LintLevel, LintRule, PlacedPattern } from './lint.ts';
import { PatternError, patternReader, type Atom, type Pattern } from './pattern.ts';

/** One choice of a slot, with the word as its author wrote it. */
export type Choice = { readonly written: string; readonly bare: string; readonly atom: Atom };

/** A place of a pattern with its choices told apart. */
export type LintSlot = {
  readonly choices: readonly Choice[];
  /** Kinds of names that it takes, such as `body`. */
  readonly classes: readonly string[];
  /** Word lists that it calls. */
  readonly lists: readonly string[];
  /** Most words between it and the slot before. */
  readonly gap: number;
  /** Whether the gap is written, be it `~0`. */
  readonly isGapWritten: boolean;
};

/** A pattern that can be read, ready to be looked at. */
export type PatternUnderLint = {
  readonly placed: PlacedPattern;
  readonly pattern: Pattern;
  readonly slots: readonly LintSlot[];
  readonly report: (rule: LintRule, level: LintLevel, message: string) => LintFinding;
};

/** Reads a pattern; one that makes no sense becomes a finding. */
export function readPattern(
  placed: PlacedPattern,
): PatternUnderLint | { readonly finding: LintFinding } {
  const report = (rule: LintRule, level: LintLevel, message: string): LintFinding => ({
    rule,
    level,
    file: placed.file,
    line: placed.line,
    column: placed.column,
    owner: `${placed.kind} ${placed.id}`,
    pattern: placed.source,
    message,
  });
  try {
    const pattern = patternReader(placed.language)(placed.source);
    return { placed, pattern, slots: slotsOf(placed, pattern), report };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { finding: report('malformed', 'error', error.message) };
  }
}

function slotsOf({ language, source }: PlacedPattern, { steps }: Pattern): LintSlot[] {
  const read = patternReader(language);
  const parts = source.split(/\s+/u).filter((part) => part !== '');
  const texts = parts.filter((part) => !part.startsWith('!') && !part.startsWith('~'));
  let at = 0;
  return texts.map((text, index) => {
    const place = parts.indexOf(text, at);
    const isGapWritten = index > 0 && (parts[place - 1] ?? '').startsWith('~');
    at = place + 1;
    const choices = text.split('|');
    const names = choices.filter((one) => one.startsWith('@')).map((one) => one.slice(1));
    return {
      choices: choices
        .filter((one) => !one.startsWith('@'))
        .flatMap((written) =>
          (read(written).steps[0]?.slot.atoms ?? []).map((atom) => ({
            written,
            bare: written.replace(/^[=*]/u, '').replace(/\*$/u, ''),
            atom,
          })),
        ),
      classes: names.filter(isClass),
      lists: names.filter((name) => !isClass(name)),
      gap: steps[index]?.gap ?? 0,
      isGapWritten,
    };
  });
}

function isClass(name: string): boolean {
  return ENTITY_KINDS.some((kind) => kind === name);
}
