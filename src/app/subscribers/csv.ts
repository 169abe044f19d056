/** A row of a table with the line on which it begins, counted from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/** The rows of a table; `unclosed` is the line of a quote that never ends, with everything after it unread. */
export type CsvTable = { readonly rows: readonly CsvRow[]; readonly unclosed: number | null };

const DELIMITERS = [',', ';', '\t'] as const;

/** Reads a table as RFC 4180 has it, or with semicolons or tabs: whichever its first line has most of. Never throws. */
export function readCsv(text: string): CsvTable {
  const plain = text.replace(/^\uFEFF/u, '').replaceAll(/\r\n?/gu, '\n');
  const [first = ''] = plain.split('\n', 1);
  const [delimiter = ','] = DELIMITERS.toSorted(
    (a, b) => first.split(b).length - first.split(a).length,
  );
  const rows: CsvRow[] = [];
  let at = 0;
  let line = 1;
  while (at < plain.length) {
    const row = readRow(plain, at, delimiter);
    if (row === null) return { rows, unclosed: line };
    if (row.cells.some((cell) => cell !== '')) rows.push({ line, cells: row.cells });
    line += plain.slice(at, row.end).split('\n').length - 1;
    at = row.end;
  }
  return { rows, unclosed: null };
}

/** One row from an offset, and the offset after its line break; null where a quote never ends. */
function readRow(
  text: string,
  start: number,
  delimiter: string,
): { readonly cells: string[]; readonly end: number } | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = readCell(text, at, delimiter);
    if (cell === null) return null;
    cells.push(cell.value.replace(GUARDED, '$1'));
    if (text[cell.end] !== delimiter) return { cells, end: cell.end + 1 };
    at = cell.end + 1;
  }
}

function readCell(
  text: string,
  start: number,
  delimiter: string,
): { readonly value: string; readonly end: number } | null {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter);
    return { value: text.slice(start, end).trim(), end };
  }
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return null;
    if (text[quote + 1] !== '"') {
      const value = text.slice(start + 1, quote).replaceAll('""', '"');
      const end = endOfPlain(text, quote + 1, delimiter);
      return { value: value + text.slice(quote + 1, end).trimEnd(), end };
    }
    at = quote + 2;
  }
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at += 1;
  return at;
}

/** What a spreadsheet would work out instead of showing it. */
const FORMULA = /^'*[=+\-@\t\r\n]/u;
const GUARDED = /^'('*[=+\-@\t\r\n])/u;

/**
 * Writes one row, quoted where it must be. A cell that a spreadsheet would take for a formula gets an apostrophe, which
 * `readCsv` takes off again: anybody may sign up as `=HYPERLINK(…)@example.org`.
 */
export function csvLine(cells: readonly string[]): string {
  return cells
    .map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",;\t\r\n]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
}
