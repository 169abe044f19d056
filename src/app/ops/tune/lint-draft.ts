import { placedPatterns } from '../../../config/placed-patterns.ts';
import { lintKeywords, type LintFinding } from '../../../core/classify/lint.ts';
import type { LintView } from '../../../web/ops/tune/ports.ts';
import type { Sides } from './tasks.ts';

/** Findings that are kept. */
const MOST = 20;

/** What lint says of the patterns after a change and not before, but for what is only worth knowing; the first ones. */
export function lintOfDraft({ before, after }: Sides): LintView[] {
  const known = new Set(findingsIn(before.texts).map(keyOf));
  return findingsIn(after.texts)
    .filter((finding) => !known.has(keyOf(finding)))
    .slice(0, MOST)
    .map(({ file, line, level, owner, pattern, message }) => ({
      place: `${file}:${line}`,
      level,
      owner,
      pattern,
      message,
    }));
}

function findingsIn(texts: ReadonlyMap<string, string>): LintFinding[] {
  const files = [...texts].filter(([name]) => /^keywords\/.*\.ya?ml$/i.test(name));
  return lintKeywords(placedPatterns(new Map(files))).filter(({ level }) => level !== 'note');
}

/** Lines move when something is written above them. */
function keyOf({ rule, file, owner, pattern }: LintFinding): string {
  return JSON.stringify([rule, file, owner, pattern]);
}
