import { isMap, isNode, isSeq, parseDocument, stringify, type YAMLMap, type YAMLSeq } from 'yaml';
import {
  afterOwnComments,
  indentOf,
  lastEnd,
  lineEnd,
  lineSplice,
  nameOf,
  rangeOf,
  type Splice,
} from './yaml-places.ts';

/** A row as plain data. */
export type PlainRow = Readonly<Record<string, unknown>>;

/** The list of sources in a YAML text, and its rows in their order; null for one that is no plain map. */
export type RowPlaces = {
  readonly list: YAMLSeq | null;
  /** The list is the whole document, without the key `sources`. */
  readonly isBare: boolean;
  readonly rows: readonly (YAMLMap | null)[];
};

/** Finds the list and its rows in a text that has been read without problems. Lines end with `\n`. */
export function locateRows(text: string): RowPlaces {
  const { contents } = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false });
  const found: unknown = isMap(contents) ? contents.get('sources', true) : contents;
  const list = isSeq(found) ? found : null;
  const rows = list?.items.map((item) => (isMap(item) ? item : null)) ?? [];
  return { list, isBare: !isMap(contents), rows };
}

/** What puts rows behind the last one: block lists get block rows, lists in brackets get rows in braces. */
export function addToList(
  text: string,
  { list, isBare }: RowPlaces,
  rows: readonly PlainRow[],
): readonly Splice[] {
  if (list === null) return [];
  const [start, end] = rangeOf(list);
  if (list.flow !== true) {
    const at = afterOwnComments(text, lineEnd(text, lastEnd(list)), indentOf(list));
    return [lineSplice(text, at, blockText(rows, indentOf(list)))];
  }
  const isAlone = /^\s*(#.*)?$/.test(text.slice(end, lineEnd(text, end)).trimEnd());
  if (isAlone && /^\[\s*\]$/.test(text.slice(start, end))) {
    const lines = lineSplice(text, lineEnd(text, end), blockText(rows, isBare ? 0 : 2));
    const from = text.slice(0, start).trimEnd().length;
    return [
      { from: text.slice(from, start).includes('\n') ? start : from, to: end, insert: '' },
      lines,
    ];
  }
  const words = rows.map((row) => braces(row)).join(', ');
  const last = list.items.at(-1);
  if (!isNode(last)) return [{ from: start + 1, to: start + 1, insert: ` ${words} ` }];
  const at = rangeOf(last)[1];
  return [{ from: at, to: at, insert: `, ${words}` }];
}

/** What sets a key of a row: in its place where it has one, else behind the row's last key. */
export function setKey(
  text: string,
  row: YAMLMap | null,
  key: string,
  value: string | boolean,
): readonly Splice[] {
  if (row === null) return [];
  const pair = row.items.find((each) => nameOf(each.key) === key);
  const isFlow = row.flow === true;
  const words = isFlow && typeof value === 'string' ? JSON.stringify(value) : scalar(value);
  if (pair !== undefined && isNode(pair.value)) {
    const [from, to] = rangeOf(pair.value);
    const isBlock = text.slice(from, to).endsWith('\n');
    return [{ from, to, insert: isBlock ? `${words}\n` : words }];
  }
  const end = lastPairEnd(row);
  if (isFlow) return [{ from: end, to: end, insert: `, ${key}: ${words}` }];
  const line = `${' '.repeat(indentOf(row))}${key}: ${words}\n`;
  return [lineSplice(text, lineEnd(text, end), line)];
}

/** What takes a key out of a row; a comment behind it stays on a line of its own. */
export function removeKey(text: string, row: YAMLMap | null, key: string): readonly Splice[] {
  const at = row?.items.findIndex((each) => nameOf(each.key) === key) ?? -1;
  const pair = row?.items[at];
  if (row === null || pair === undefined) return [];
  const from = rangeOf(pair.key)[0];
  const to = lastEnd(isNode(pair.value) ? pair.value : pair.key);
  const line = text.lastIndexOf('\n', from - 1) + 1;
  const indent = text.slice(line, from);
  // In braces, or on the line of its dash, it shares the line with others.
  if (row.flow === true || indent.trim() !== '') return [removeInline(row, at, { from, to })];
  const end = lineEnd(text, to);
  const rest = text.slice(to, end);
  return [{ from: line, to: end, insert: rest.trim() === '' ? '' : indent + rest.trimStart() }];
}

function removeInline(row: YAMLMap, at: number, pair: { from: number; to: number }): Splice {
  const next = row.items[at + 1];
  if (next !== undefined) return { from: pair.from, to: rangeOf(next.key)[0], insert: '' };
  const before = row.items[at - 1];
  return {
    from: before === undefined ? pair.from : lastEnd(before.value),
    to: pair.to,
    insert: '',
  };
}

function lastPairEnd(row: YAMLMap): number {
  const pair = row.items.at(-1);
  return lastEnd(isNode(pair?.value) ? pair.value : pair?.key);
}

/** Rows as they stand in a list whose dashes are in this column. */
export function blockText(rows: readonly PlainRow[], indent: number): string {
  const lines = stringify(rows, { lineWidth: 0, singleQuote: true }).trimEnd().split('\n');
  return `${lines.map((line) => ' '.repeat(indent) + line).join('\n')}\n`;
}

/** YAML 1.2 takes in JSON. */
function braces(row: PlainRow): string {
  const pairs = Object.entries(row).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

function scalar(value: string | boolean): string {
  return stringify(value, { lineWidth: 0, singleQuote: true }).trimEnd();
}
