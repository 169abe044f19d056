import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A piece of text that takes the place of another; offsets in UTF-16 units. */
export type Splice = { readonly from: number; readonly to: number; readonly insert: string };

/** Whole lines at the beginning of a line, or behind the last one where the text ends without a line end. */
export function lineSplice(text: string, at: number, lines: string): Splice {
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return { from: at, to: at, insert: isOpen ? `\n${lines.slice(0, -1)}` : lines };
}

/** Where the line that an offset lies in ends, its line end included. */
export function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}

/** Comments deeper than the dash of a row speak of that row: what comes next comes behind them. */
export function afterOwnComments(text: string, offset: number, indent: number): number {
  let at = offset;
  for (;;) {
    const end = lineEnd(text, Math.min(at + 1, text.length));
    const line = text.slice(at, end);
    if (at >= text.length || !/^ *#/.test(line) || line.indexOf('#') <= indent) return at;
    at = end;
  }
}

/** Where the last thing in a node ends; the range of a collection takes in what follows it. */
export function lastEnd(node: unknown): number {
  if (isMap(node) && node.flow !== true) {
    const pair = node.items.at(-1);
    if (pair !== undefined) return lastEnd(isEmpty(pair.value) ? pair.key : pair.value);
  }
  if (isSeq(node) && node.flow !== true && node.items.length > 0) return lastEnd(node.items.at(-1));
  return rangeOf(node)[1];
}

function isEmpty(node: unknown): boolean {
  return !isNode(node) || (isScalar(node) && node.value === null && node.source === '');
}

/** The name of a key; null for one that is no plain text. */
export function nameOf(key: unknown): string | null {
  return isScalar(key) ? String(key.value) : null;
}

/** Where a node begins and ends, without what follows it; zeros for what is no node. */
export function rangeOf(node: unknown): readonly [number, number] {
  const range = isScalar(node) || isAlias(node) || isCollection(node) ? node.range : null;
  return range === null || range === undefined ? [0, 0] : [range[0], range[1]];
}

/** The column of the dashes of a list, or of the keys of a map, as its token has it. */
export function indentOf(node: YAMLSeq | YAMLMap): number {
  const token = node.srcToken;
  return token !== undefined && 'indent' in token && typeof token.indent === 'number'
    ? token.indent
    : 0;
}
