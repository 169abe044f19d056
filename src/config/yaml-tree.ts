import {
  Composer,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  type Document,
} from 'yaml';
import type { Problem } from './error.ts';
import { tooDeepAt } from './yaml-depth.ts';
import { inspect, invisible, type Finding } from './yaml-inspect.ts';
import { syntaxSentence } from './yaml-syntax.ts';

/** Where something stands; both count from 1, columns in UTF-16 units. */
export type Place = { readonly line: number; readonly column: number };

/** A YAML text as plain data, and where each part of it stands. */
export type YamlTree = {
  readonly file: string;
  /** Null for a text without content. */
  readonly value: unknown;
  /** Where the value at a path begins; for a missing or empty one, the nearest thing above it. */
  readonly valuePlace: (path: readonly PropertyKey[]) => Place;
  /** Where the key at a path begins. */
  readonly keyPlace: (path: readonly PropertyKey[]) => Place;
};

/** Longest text that is read, in UTF-16 units; several times the longest file shipped. */
export const LONGEST_TEXT = 300_000;

/**
 * Reads a YAML 1.2 text without a schema; never throws.
 * `tree` is null where the text cannot be read; with doubled keys there are both a tree and problems.
 */
export function readTree(
  file: string,
  text: string,
): { readonly tree: YamlTree | null; readonly problems: readonly Problem[] } {
  const plain = plainLines(text);
  const lines = linesOf(plain);
  const { document, value, findings } = readValue(plain);
  const problems = findings.map(({ offset, path, message }) => ({
    file,
    ...placeOf(lines, offset),
    path,
    message,
  }));
  if (document === null) return { tree: null, problems };
  const offsetAt = locator(document);
  const tree: YamlTree = {
    file,
    value,
    valuePlace: (path) => placeOf(lines, offsetAt(path, 'value')),
    keyPlace: (path) => placeOf(lines, offsetAt(path, 'key')),
  };
  return { tree, problems };
}

type Reading = {
  /** Null where the value cannot be used. */
  readonly document: Document.Parsed | null;
  readonly value: unknown;
  readonly findings: readonly Finding[];
};

function readValue(text: string): Reading {
  if (text.length > LONGEST_TEXT) {
    return unusable(0, `the file is longer than ${LONGEST_TEXT} characters: split it`);
  }
  const control = invisible(text);
  if (control !== null) return unusable(control.offset, control.message);
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeepAt(tokens);
  if (deep !== null) return unusable(deep, 'is nested too deeply');

  const [document, second] = new Composer(OPTIONS).compose(tokens, true, text.length);
  if (document === undefined) return unusable(0, 'the file is empty');
  if (second !== undefined) {
    return unusable(second.range[0], 'a second document begins here: one file holds one document');
  }
  const broken = syntaxFindings(document, linesOf(text));
  if (broken.length > 0) return { document: null, value: null, findings: broken };
  const findings = inspect(document.contents);
  if (findings.some(({ fatal }) => fatal)) return { document: null, value: null, findings };
  try {
    return { document, value: document.toJS({ maxAliasCount: MOST_REPEATS }), findings };
  } catch (error) {
    // inspect() has refused all else that fails here.
    if (!(error instanceof ReferenceError)) throw error;
    return unusable(0, 'parts that repeat each other (`*name`) grow too large');
  }
}

function unusable(offset: number, message: string): Reading {
  return { document: null, value: null, findings: [{ offset, path: '', message, fatal: true }] };
}

/** The package's bound for repeats of repeats, which else fill the memory from a few lines. */
const MOST_REPEATS = 100;

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  resolveKnownTags: false,
  stringKeys: true,
  // Doubled keys are looked for in inspect(): the package compares each key with each other.
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** The first error of each line: those after it are mostly its consequences. */
function syntaxFindings(document: Document.Parsed, lines: LineCounter): Finding[] {
  const byLine = new Map<number, Finding>();
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    const { line } = lines.linePos(pos[0]);
    if (byLine.has(line)) continue;
    byLine.set(line, {
      offset: pos[0],
      path: '',
      message: syntaxSentence(code, message),
      fatal: true,
    });
  }
  return [...byLine.values()];
}

function linesOf(text: string): LineCounter {
  const lines = new LineCounter();
  for (let start = 0; ;) {
    lines.addNewLine(start);
    const end = text.indexOf('\n', start);
    if (end === -1) return lines;
    start = end + 1;
  }
}

/** A mark of the byte order is no content, and the package knows only `\n` as the end of a line. */
export function plainLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function placeOf(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** Finds the offset of what stands at a path, or of the last thing met on the way to it. */
function locator(
  document: Document.Parsed,
): (path: readonly PropertyKey[], part: 'key' | 'value') => number {
  const childOf = childFinder();
  return (path, part) => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const [index, key] of path.entries()) {
      const child = childOf(isAlias(node) ? node.resolve(document) : node, key);
      const isKeyMeant = part === 'key' && index === path.length - 1;
      offset = startOf(isKeyMeant || isEmpty(child.value) ? child.key : child.value) ?? offset;
      node = child.value;
    }
    return offset;
  };
}

type Child = { readonly key: unknown; readonly value: unknown };

/** Remembers the keys of each map it met: a broken file may have a mistake in each of very many. */
function childFinder(): (node: unknown, key: PropertyKey) => Child {
  const known = new Map<unknown, ReadonlyMap<unknown, Child>>();
  return (node, key) => {
    if (isSeq(node)) return { key: node.items[Number(key)], value: node.items[Number(key)] };
    if (!isMap(node)) return NOTHING;
    const keys =
      known.get(node) ??
      new Map(node.items.map((pair) => [isScalar(pair.key) ? pair.key.value : null, pair]));
    known.set(node, keys);
    return keys.get(key) ?? NOTHING;
  };
}

const NOTHING: Child = { key: null, value: null };

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function startOf(node: unknown): number | undefined {
  if (!isScalar(node) && !isCollection(node) && !isAlias(node)) return undefined;
  return node.range?.[0];
}
