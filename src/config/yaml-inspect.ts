import { isAlias, isMap, isScalar, isSeq } from 'yaml';

/** Something wrong in a YAML text, before any schema is asked. */
export type Finding = {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  readonly path: string;
  readonly message: string;
  /** The value cannot be used at all. */
  readonly fatal: boolean;
};

/** Looks for what the YAML package lets pass or checks slowly: doubled keys, repeats, invisible characters. */
export function inspect(contents: unknown): Finding[] {
  const search: Search = { findings: [], anchors: new Set(), aliases: 0 };
  visit(contents, [], search);
  return search.findings;
}

/** The first character of a text that must not be there; its offset counts in UTF-16 units. */
export function invisible(
  text: string,
): { readonly offset: number; readonly message: string } | null {
  const found = INVISIBLE.exec(text);
  if (found === null) return null;
  const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return { offset: found.index, message: `holds the control character U+${code}: take it out` };
}

const MOST_ALIASES = 100;

type Search = {
  readonly findings: Finding[];
  /** Names of the parts that are complete. */
  readonly anchors: Set<string>;
  aliases: number;
};

function visit(node: unknown, path: readonly string[], search: Search): void {
  if (isAlias(node)) visitAlias(node, path, search);
  if (isScalar(node)) visitScalar(node, path, search);
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) visit(item, [...path, `${index}`], search);
  }
  if (isMap(node)) visitMap(node.items, path, search);
  // Only now: a part that repeats itself within itself has no end.
  if ((isScalar(node) || isSeq(node) || isMap(node)) && node.anchor !== undefined) {
    search.anchors.add(node.anchor);
  }
}

function visitMap(
  items: readonly { readonly key: unknown; readonly value: unknown }[],
  path: readonly string[],
  search: Search,
): void {
  const seen = new Set<string>();
  for (const { key, value } of items) {
    const name = isScalar(key) ? String(key.value) : '';
    const inner = [...path, name];
    if (seen.has(name)) add(search, key, inner, 'this key is given twice', 'harmless');
    seen.add(name);
    visitScalar(key, inner, search);
    visit(value, inner, search);
  }
}

function visitAlias(
  node: { readonly source: string },
  path: readonly string[],
  search: Search,
): void {
  search.aliases += 1;
  if (search.aliases === MOST_ALIASES + 1) {
    add(search, node, path, `more than ${MOST_ALIASES} repeats (\`*name\`) in one file`, 'fatal');
  }
  if (!search.anchors.has(node.source)) {
    const message = `\`*${node.source}\` repeats \`&${node.source}\`, which does not stand above it: quote text that begins with \`*\``;
    add(search, node, path, message, 'fatal');
  }
}

function visitScalar(node: unknown, path: readonly string[], search: Search): void {
  if (!isScalar(node) || typeof node.value !== 'string') return;
  const found = invisible(node.value);
  if (found !== null) add(search, node, path, found.message, 'harmless');
}

/** Control characters that no text needs (databases and mail refuse some), and halves of surrogate pairs. */
const INVISIBLE = /(?![\t\n\r\u0085])[\p{Cc}\p{Cs}]/u;

function add(
  search: Search,
  node: unknown,
  path: readonly string[],
  message: string,
  weight: 'fatal' | 'harmless',
): void {
  const range = isScalar(node) || isAlias(node) || isSeq(node) || isMap(node) ? node.range : null;
  search.findings.push({
    offset: range?.[0] ?? 0,
    path: path.join('.'),
    message,
    fatal: weight === 'fatal',
  });
}
