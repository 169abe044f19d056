import { lineEdits, type LineEdit } from './line-edits.ts';

/** Unchanged lines around a change, as `diff -u` and git show them. */
const CONTEXT = 3;

/**
 * What `git apply` and `patch -p1` make one text of another with, bytes for bytes: line ends and a missing one at the end are as
 * they are in the texts. Empty where nothing differs. `path` is below the folder that it is applied in, with `/`.
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const edits = lineEdits(linesOf(before), linesOf(after));
  // A name with a space would end there for `patch`, but for a tab after it.
  const tab = path.includes(' ') ? '\t' : '';
  const head = `--- a/${path}${tab}\n+++ b/${path}${tab}\n`;
  return head + hunksOf(edits).map(hunkText).join('');
}

/** How many lines a change takes away and adds. */
export function countEdits(
  before: string,
  after: string,
): { readonly gone: number; readonly added: number } {
  const edits = lineEdits(linesOf(before), linesOf(after));
  const count = (kind: LineEdit['kind']): number => edits.filter((one) => one.kind === kind).length;
  return { gone: count('-'), added: count('+') };
}

/** Lines with their ends; what a text ends with is a line only when it is not empty. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

type Hunk = { readonly oldFrom: number; readonly newFrom: number; readonly edits: LineEdit[] };

function hunksOf(edits: readonly LineEdit[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [oldAt, newAt, shownTo] = [0, 0, 0];
  edits.forEach(({ kind }, at) => {
    if (kind !== ' ') {
      const from = Math.max(shownTo, at - CONTEXT);
      const last = hunks.at(-1);
      const isNear = last !== undefined && from === shownTo;
      const hunk = isNear
        ? last
        : { oldFrom: oldAt - (at - from), newFrom: newAt - (at - from), edits: [] };
      if (!isNear) hunks.push(hunk);
      hunk.edits.push(...edits.slice(from, at + 1));
      shownTo = at + 1;
    } else if (hunks.length > 0 && at === shownTo && isWithinReach(edits, at)) {
      hunks.at(-1)?.edits.push(edits[at] ?? { kind, line: '' });
      shownTo = at + 1;
    }
    if (kind !== '+') oldAt += 1;
    if (kind !== '-') newAt += 1;
  });
  return hunks;
}

/** Whether one of the lines just before was changed. */
function isWithinReach(edits: readonly LineEdit[], at: number): boolean {
  return edits.slice(Math.max(0, at - CONTEXT), at).some(({ kind }) => kind !== ' ');
}

function hunkText({ oldFrom, newFrom, edits }: Hunk): string {
  const old = edits.filter(({ kind }) => kind !== '+').length;
  const fresh = edits.filter(({ kind }) => kind !== '-').length;
  const lines = edits.map(({ kind, line }) =>
    line.endsWith('\n') ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ -${rangeOf(oldFrom, old)} +${rangeOf(newFrom, fresh)} @@\n${lines.join('')}`;
}

/** Lines count from 1; a range without lines names the one before it. */
function rangeOf(from: number, count: number): string {
  const start = count === 0 ? from : from + 1;
  return count === 1 ? `${start}` : `${start},${count}`;
}
