import type { ArchiveUsage, KeywordLint } from '../app/lint.ts';
import { describeError } from '../app/admission.ts';
import type { ConfigTest } from '../app/test-config.ts';
import type { LintFinding, LintLevel } from '../core/classify/lint.ts';
import type { Paint } from './paint.ts';

/** Of the findings and patterns, those of one concept, family, mask or name; all of them for null. */
export function only(found: KeywordLint, id: string | null): KeywordLint {
  if (id === null) return found;
  return {
    ...found,
    findings: found.findings.filter(({ owner }) => owner.endsWith(` ${id}`) || owner === id),
    patterns: found.patterns.filter((pattern) => pattern.id === id),
  };
}

/** What lint found, for people: what to mend first, and what the archive says. */
export function lintLines(
  { findings, patterns }: KeywordLint,
  archive: ArchiveUsage | null,
  { paint, notes }: { readonly paint: Paint; readonly notes: boolean },
): string[] {
  const shown = findings.filter(({ level }) => notes || level !== 'note');
  const counts = (['error', 'warning', 'note'] as const).map((level) => ({
    level,
    count: findings.filter((one) => one.level === level).length,
  }));
  const told = counts.map(({ level, count }) => `${count} ${level}${count === 1 ? '' : 's'}`);
  const hidden = notes || counts[2]?.count === 0 ? '' : ' (--notes shows them)';
  return [
    ...shown.flatMap((finding) => findingLines(finding, paint)),
    `${patterns.length} patterns: ${told.join(', ')}${hidden}`,
    ...(archive === null ? [] : archiveLines(archive)),
  ];
}

const INKS = { error: 'red', warning: 'yellow', note: 'dim' } as const satisfies Record<
  LintLevel,
  string
>;

function findingLines(
  { file, line, column, level, owner, pattern, message }: LintFinding,
  paint: Paint,
): string[] {
  const what = pattern === '' ? owner : `${owner}: \`${pattern}\``;
  return [`${file}:${line}:${column} ${paint(INKS[level], level)} ${what}`, `    ${message}`];
}

/** A pattern that finds more different words than this is worth a look. */
const MANY_DIFFERENT = 8;
const PATTERNS_SHOWN = 25;
const TEXTS_SHOWN = 6;
/** Fewer items tell little of patterns that never matched. */
const FEW_ITEMS = 1_000;

function archiveLines({ since, items, isCut, used, unused }: ArchiveUsage): string[] {
  const newest = isCut ? 'the newest ' : '';
  const head = `Of ${newest}${items} items read since ${since.toISOString().slice(0, 10)}:`;
  if (items === 0) return [`No item was read since ${since.toISOString().slice(0, 10)}.`];
  const wide = used
    .filter(({ different }) => different >= MANY_DIFFERENT)
    .toSorted((a, b) => b.different - a.different)
    .slice(0, PATTERNS_SHOWN);
  const few = items < FEW_ITEMS ? ', which says little of so few items' : '';
  return [
    '',
    head,
    `  ${unused.length} patterns never matched${few}; the others matched ${used.reduce((sum, { matches }) => sum + matches, 0)} times`,
    ...(wide.length === 0 ? [] : ['', 'Patterns that match the most different words or phrases:']),
    ...wide.flatMap(({ file, line, kind, id, pattern, matches, different, texts }) => [
      `  ${file}:${line} ${kind} ${id}: \`${pattern}\`, ${matches} matches, ${different} different`,
      `      ${texts
        .slice(0, TEXTS_SHOWN)
        .map(({ text, times }) => `${text} ${times}`)
        .join(', ')}`,
    ]),
  ];
}

/** Errors that a test shows at most. */
const ERRORS_SHOWN = 20;

/** How a configuration judges the golden set, for people. */
export function testLines({
  file,
  n,
  precision,
  recall,
  f1,
  errors,
  inForce,
}: ConfigTest): string[] {
  const shown = errors.slice(0, ERRORS_SHOWN);
  const more = errors.length - shown.length;
  return [
    `${file}: ${n} items, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, F1 ${f1.toFixed(3)}`,
    `${errors.length} errors${errors.length === 0 ? '' : ', the worst first:'}`,
    ...shown.map((error) => `  ${describeError(error)}`),
    ...(more > 0 ? [`  and ${more} more (--json has all)`] : []),
    ...forceLines(inForce),
  ];
}

function forceLines(inForce: ConfigTest['inForce']): string[] {
  if (inForce === null) return [];
  const { revision, since, f1, newErrors } = inForce;
  return [
    `in force since ${since.toISOString()}: revision ${revision.slice(0, 12)}, F1 ${f1.toFixed(3)}; new errors against it: ${newErrors.length}`,
  ];
}
