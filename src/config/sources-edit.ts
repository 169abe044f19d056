import { isDeepStrictEqual } from 'node:util';
import { SetupError } from '../errors.ts';
import { withLineEndsOf } from './line-ends.ts';
import { readSourceRows, type RowFields } from './sources.ts';
import {
  addToList,
  blockText,
  locateRows,
  removeKey,
  setKey,
  type PlainRow,
} from './sources-places.ts';
import type { Splice } from './yaml-places.ts';
import { readTree } from './yaml-tree.ts';

/** Keys of one row that change: a value to set, null to take the key out. */
export type RowChange = Readonly<Record<string, string | boolean | null>>;

/**
 * Adds rows at the end of the list of a sources.yaml: every other line stays byte for byte as it was.
 * Throws ConfigError where the text, or what it would become, is no valid list, and SetupError where the list is
 * written in a way that cannot be added to.
 */
export function addRows(file: string, text: string, rows: readonly RowFields[]): string {
  if (rows.length === 0) return text;
  const given = rows.map(withoutGaps);
  const plain = plainText(file, text);
  const places = locateRows(plain);
  const edited = applied(plain, addToList(plain, places, given));
  const wanted = [...plainRows(file, plain), ...given];
  return checked(file, text, edited, wanted);
}

/** A row as it would stand in the list, for people to copy. */
export function rowText(row: RowFields): string {
  return blockText([withoutGaps(row)], 2).trimEnd();
}

/** Changes keys of the row with an id; comments and all other rows stay. Throws as `addRows`, and where no row has the id. */
export function changeRow(file: string, text: string, id: string, change: RowChange): string {
  const plain = plainText(file, text);
  const before = plainRows(file, plain);
  const index = before.findIndex((row) => row['id'] === id);
  if (index === -1) {
    throw new SetupError(`${file} has no row \`${id}\``, '`flagbearer source list` shows its ids.');
  }
  let edited = plain;
  for (const [key, value] of Object.entries(change)) {
    const row = locateRows(edited).rows[index];
    if (row === undefined) throw unusual(file);
    const splices = value === null ? removeKey(edited, row, key) : setKey(edited, row, key, value);
    edited = applied(edited, splices);
  }
  const wanted = before.map((row, at) => (at === index ? changed(row, change) : row));
  return checked(file, text, edited, wanted);
}

function withoutGaps(row: RowFields): PlainRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function changed(row: PlainRow, change: RowChange): PlainRow {
  const kept = Object.entries({ ...row, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(kept);
}

/** The package counts only `\n` as the end of a line. Throws ConfigError where the text is no valid list. */
function plainText(file: string, text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  readSourceRows(file, plain, { maxAge: null });
  return plain;
}

function plainRows(file: string, text: string): readonly PlainRow[] {
  const value = readTree(file, text).tree?.value;
  const list = isRecord(value) ? value['sources'] : value;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isRecord(value: unknown): value is PlainRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What was written must read as what was meant, whatever the text looked like. */
function checked(
  file: string,
  original: string,
  edited: string,
  wanted: readonly PlainRow[],
): string {
  readSourceRows(file, edited, { maxAge: null });
  if (!isDeepStrictEqual(plainRows(file, edited), wanted)) throw unusual(file);
  return withLineEndsOf(original, edited);
}

function unusual(file: string): SetupError {
  return new SetupError(
    `${file} is written in a way that this command cannot change without harm`,
    'Change the row by hand; nothing was written.',
  );
}

function applied(text: string, splices: readonly Splice[]): string {
  let result = text;
  // From the end, so that the places before stay right.
  for (const { from, to, insert } of splices.toSorted((a, b) => b.from - a.from)) {
    result = result.slice(0, from) + insert + result.slice(to);
  }
  return result;
}
