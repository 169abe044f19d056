import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { ENTITY_KINDS, type Keywords, type Lexicon } from '../core/classify/keywords.ts';
import { PatternError, patternReader, type Pattern } from '../core/classify/pattern.ts';
import { LANGUAGES, type Language } from '../core/source.ts';
import type { Problem } from './error.ts';
import { nearest } from './suggest.ts';
import { plainLines } from './yaml-tree.ts';
import { readSoundValue } from './yaml-value.ts';

/** A file that fits its schema, with the means to find a part's place in it again. */
type YamlTree = {
  readonly file: string;
  readonly value: unknown;
  /** Parsed thoroughly only when a place is asked for, which costs more than all else here. */
  readonly places: () => Places;
};
type Places = { readonly document: Document; readonly lines: LineCounter };

/** The mistakes that only show when the keyword files are read together, and patterns that make no sense. */
export function findMistakes(
  keywords: Keywords,
  files: ReadonlyMap<string, string>,
): readonly Problem[] {
  const trees = [...files].map(([file, text]) => treeOf(file, text));
  const tree = (name: string): YamlTree | null =>
    trees.find(({ file }) => file === name || file.endsWith(`/${name}`)) ?? null;
  return [
    ...entityMistakes(tree('entities.yaml')),
    ...doubledIds(tree('topics.yaml'), [
      ['sanction', 'concepts'],
      ['agreement', 'concepts'],
    ]),
    ...negativeMistakes(keywords, tree('negatives.yaml')),
    ...keywords.lexicons.flatMap((lexicon) =>
      lexiconMistakes(keywords, lexicon, tree(`lexicon/${lexicon.language}.yaml`)),
    ),
  ];
}

function entityMistakes(tree: YamlTree | null): Problem[] {
  if (tree === null) return [];
  const sections = Object.keys(tableAt(tree, []));
  const sports = [...Object.keys(tableAt(tree, ['sports'])), 'multi'];
  const problems = doubledIds(
    tree,
    sections.map((section) => [section]),
  );
  for (const section of sections) {
    for (const [id, value] of Object.entries(tableAt(tree, [section]))) {
      const path = [section, id];
      const { sport } = asTable(value);
      if (typeof sport === 'string' && !sports.includes(sport)) {
        problems.push(unknownAt(tree, [...path, 'sport'], 'sport', sport, sports));
      }
      for (const language of [...LANGUAGES, 'any'] as const) {
        problems.push(...patternMistakes(tree, [...path, language], language, null));
      }
    }
  }
  return problems;
}

function negativeMistakes({ concepts }: Keywords, tree: YamlTree | null): Problem[] {
  if (tree === null) return [];
  const known = concepts.map(({ id }) => id);
  return Object.entries(tableAt(tree, ['negatives'])).flatMap(([id, value]) => {
    const { unless } = asTable(value);
    return strings(unless).flatMap((concept, index) =>
      known.includes(concept)
        ? []
        : [unknownAt(tree, ['negatives', id, 'unless', index], 'concept', concept, known)],
    );
  });
}

function lexiconMistakes(keywords: Keywords, lexicon: Lexicon, tree: YamlTree | null): Problem[] {
  if (tree === null) return [];
  const { language } = lexicon;
  const names = [...lexicon.words.keys(), ...ENTITY_KINDS];
  const known = {
    concepts: keywords.concepts.map(({ id }) => id),
    negatives: keywords.negatives.map(({ id }) => id),
    masks: keywords.masks.map(({ id }) => id),
  };
  const problems = patternMistakes(tree, ['background'], language, names);
  for (const section of ['concepts', 'negatives', 'masks'] as const) {
    for (const id of lexicon[section].keys()) {
      if (!known[section].includes(id)) {
        problems.push(unknownAt(tree, [section, id], section.slice(0, -1), id, known[section]));
      }
      problems.push(...patternMistakes(tree, [section, id], language, names));
    }
  }
  for (const name of lexicon.words.keys()) {
    problems.push(...wordMistakes(tree, ['words', name], language));
  }
  return problems;
}

/** Patterns of a list that do not parse, or call word lists that are not there (`names` null: none may be called). */
function patternMistakes(
  tree: YamlTree,
  path: readonly (string | number)[],
  language: Language | 'any',
  names: readonly string[] | null,
): Problem[] {
  const read = patternReader(language);
  return strings(valueAt(tree, path)).flatMap((source, index) => {
    try {
      const missing = namesOf(read(source)).filter((name) => !(names ?? []).includes(name));
      return missing.map((name) =>
        names === null
          ? problemAt(tree, [...path, index], `\`@${name}\`: names cannot call classes`)
          : unknownAt(
              tree,
              [...path, index],
              'class',
              `@${name}`,
              names.map((one) => `@${one}`),
            ),
      );
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      return [problemAt(tree, [...path, index], `pattern \`${source}\`: ${error.message}`)];
    }
  });
}

function wordMistakes(tree: YamlTree, path: readonly string[], language: Language): Problem[] {
  const read = patternReader(language);
  const problems = patternMistakes(tree, path, language, null);
  if (problems.length > 0) return problems;
  return strings(valueAt(tree, path)).flatMap((source, index) => {
    const { steps, notAfter, notBefore } = read(source);
    if (steps.length === 1 && notAfter === null && notBefore === null) return [];
    return [
      problemAt(tree, [...path, index], `\`${source}\`: lists under words hold single words`),
    ];
  });
}

function namesOf({ steps, notAfter, notBefore }: Pattern): string[] {
  const all = [...steps, ...(notAfter ? [notAfter] : []), ...(notBefore ? [notBefore] : [])];
  return all.flatMap(({ slot }) => slot.names);
}

/** Ids that stand in more than one of the tables at the paths. */
function doubledIds(tree: YamlTree | null, paths: readonly (readonly string[])[]): Problem[] {
  if (tree === null) return [];
  const first = new Map<string, readonly string[]>();
  const problems: Problem[] = [];
  for (const path of paths) {
    for (const id of Object.keys(tableAt(tree, path))) {
      const before = first.get(id);
      if (before === undefined) first.set(id, path);
      else
        problems.push(
          problemAt(tree, [...path, id], `the id stands under ${before.join('.')} too`),
        );
    }
  }
  return problems;
}

function unknownAt(
  tree: YamlTree,
  path: readonly (string | number)[],
  what: string,
  name: string,
  known: readonly string[],
): Problem {
  const near = nearest(name, known);
  const advice = near === null ? '' : `, did you mean \`${near}\`?`;
  return problemAt(tree, path, `there is no ${what} \`${name}\`${advice}`);
}

function problemAt(tree: YamlTree, path: readonly (string | number)[], message: string): Problem {
  const { document, lines } = tree.places();
  const { line, col } = lines.linePos(offsetOf(document, path));
  return { file: tree.file, line, column: col, path: path.join('.'), message };
}

/** Where the key at a path stands, or the entry of a list; 0 when it cannot be told. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === last);
    if (isNode(pair?.key)) return pair.key.range?.[0] ?? 0;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

function treeOf(file: string, text: string): YamlTree {
  let known: Places | null = null;
  const places = (): Places => (known ??= placesOf(text));
  const sound = readSoundValue(plainLines(text));
  return { file, value: sound === null ? places().document.toJS() : sound.value, places };
}

function placesOf(text: string): Places {
  const lines = new LineCounter();
  return { document: parseDocument(plainLines(text), { lineCounter: lines }), lines };
}

function valueAt(tree: YamlTree, path: readonly (string | number)[]): unknown {
  let value = tree.value;
  for (const key of path) value = asTable(value)[String(key)];
  return value;
}

function tableAt(tree: YamlTree, path: readonly string[]): Readonly<Record<string, unknown>> {
  return asTable(valueAt(tree, path));
}

function asTable(value: unknown): Readonly<Record<string, unknown>> {
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
