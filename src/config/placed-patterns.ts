import type { EntityKind, MaskScope } from '../core/classify/keywords.ts';
import type { LintInput, PlacedPattern } from '../core/classify/lint.ts';
import { LANGUAGES, type Language } from '../core/source.ts';
import { readTree, type YamlTree } from './yaml-tree.ts';

/**
 * Finds every pattern of config/keywords (path as shown to people → text) with its line, also where the files do not
 * fit their schemas or each other: what cannot be understood is left out. Never throws.
 */
export function placedPatterns(files: ReadonlyMap<string, string>): LintInput {
  const trees = [...files].flatMap(([file, text]) => readTree(file, text).tree ?? []);
  const patterns: PlacedPattern[] = [];
  const stopwords = new Map<Language, readonly string[]>();
  let masks: ReadonlyMap<string, readonly MaskScope[]> = new Map();
  for (const tree of trees) {
    const name = tree.file.replace(/^.*[/\\]/, '');
    const language = LANGUAGES.find((one) => name === `${one}.yaml`);
    if (name === 'entities.yaml') patterns.push(...entityPatterns(tree));
    else if (name === 'negatives.yaml') masks = masksOf(tree);
    else if (language !== undefined) {
      patterns.push(...lexiconPatterns(tree, language));
      stopwords.set(language, strings(tableOf(tree.value)['stopwords']));
    }
  }
  return { patterns, masks, stopwords };
}

/** What the sections of entities.yaml hold. */
const KINDS: Readonly<Record<string, EntityKind>> = {
  targets: 'target',
  officials: 'person',
  clubs: 'club',
  bodies: 'body',
  courts: 'body',
  countries: 'country',
  'country-groups': 'country',
  sports: 'sport',
  'sport-words': 'sport',
};

function entityPatterns(tree: YamlTree): PlacedPattern[] {
  return Object.entries(tableOf(tree.value)).flatMap(([section, table]) =>
    Object.entries(tableOf(table)).flatMap(([id, entry]) =>
      ([...LANGUAGES, 'any'] as const).flatMap((language) =>
        listAt(tree, [section, id, language], tableOf(entry)[language], {
          language,
          kind: 'entity',
          id,
          scope: KINDS[section] ?? null,
        }),
      ),
    ),
  );
}

const SECTIONS = {
  words: { kind: 'words', scope: null },
  concepts: { kind: 'concept', scope: 'concept' },
  negatives: { kind: 'negative', scope: null },
  masks: { kind: 'mask', scope: null },
} as const;

function lexiconPatterns(tree: YamlTree, language: Language): PlacedPattern[] {
  const file = tableOf(tree.value);
  const ofSections = Object.entries(SECTIONS).flatMap(([section, facts]) =>
    Object.entries(tableOf(file[section])).flatMap(([id, list]) =>
      listAt(tree, [section, id], list, { language, id, ...facts }),
    ),
  );
  const background = { language, kind: 'background', id: 'background', scope: null } as const;
  return [...ofSections, ...listAt(tree, ['background'], file['background'], background)];
}

function listAt(
  tree: YamlTree,
  path: readonly string[],
  list: unknown,
  facts: Pick<PlacedPattern, 'language' | 'kind' | 'id' | 'scope'>,
): PlacedPattern[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((source: unknown, index) =>
    typeof source === 'string'
      ? [{ file: tree.file, ...tree.valuePlace([...path, index]), ...facts, source }]
      : [],
  );
}

const SCOPES: readonly MaskScope[] = [...Object.values(KINDS), 'concept'];

function masksOf(tree: YamlTree): Map<string, readonly MaskScope[]> {
  return new Map(
    Object.entries(tableOf(tableOf(tree.value)['masks'])).map(([id, mask]) => {
      const cancels = strings(tableOf(mask)['cancels']);
      return [id, SCOPES.filter((scope) => cancels.includes(scope))];
    }),
  );
}

function tableOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
