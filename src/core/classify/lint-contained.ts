import { hasStems } from '../text/normal.ts';
import { stemmerOf, type Stemmer } from '../text/stems.ts';
import type { Language } from '../source.ts';
import type { MaskScope } from './keywords.ts';
import type { LintFinding, PlacedPattern } from './lint.ts';
import type { PatternUnderLint } from './lint-pattern.ts';
import type { Atom, Step } from './pattern.ts';

/** A pattern whose word lists are written out, so that it can be compared with others. */
type Flat = {
  readonly one: PatternUnderLint;
  readonly slots: readonly {
    readonly atoms: readonly Atom[];
    readonly classes: readonly string[];
    readonly gap: number;
  }[];
  readonly guards: string;
};

/** Patterns that never add anything: whatever they find, another one of the same family finds. */
export function findContained(patterns: readonly PatternUnderLint[]): LintFinding[] {
  const families = groupBy(flatten(patterns), ({ one }) => familyOf(one.placed));
  return [...families.values()].flatMap((family) =>
    family.flatMap((inner) => {
      const outer = family.find(
        (other) =>
          other !== inner &&
          speaks(other.one.placed, inner.one.placed) &&
          isWithin(inner, other, 0) &&
          inner.slots.length === other.slots.length &&
          !(isWithin(other, inner, 0) && comesBefore(inner.one.placed, other.one.placed)),
      );
      if (outer === undefined) return [];
      const message = `finds nothing that \`${outer.one.placed.source}\` (${placeOf(outer.one)}) does not find: take one out`;
      return [inner.one.report('contained', 'warning', message)];
    }),
  );
}

/** Patterns that stand for two names, or for two families. A word may well be a name and belong to a family. */
export function findDuplicates(patterns: readonly PatternUnderLint[]): LintFinding[] {
  const flat = flatten(patterns).filter(({ one }) => one.placed.kind !== 'mask');
  const groups = groupBy(flat, (one) => {
    const { kind, language } = one.one.placed;
    return `${language} ${kind === 'entity'} ${keyOf(one)}`;
  });
  return [...groups.values()].flatMap((group) =>
    group.flatMap(({ one }, index) => {
      const first = group.find(({ one: other }) => familyOf(other.placed) !== familyOf(one.placed));
      if (index === 0 || first === undefined) return [];
      const { kind, id } = first.one.placed;
      const message = `the same words stand for ${kind} ${id} too (${placeOf(first.one)}): both count`;
      return [one.report('duplicate', 'warning', message)];
    }),
  );
}

/** Patterns that a mask always cancels. */
export function findShadowed(
  patterns: readonly PatternUnderLint[],
  masks: ReadonlyMap<string, readonly MaskScope[]>,
): LintFinding[] {
  const flat = flatten(patterns);
  const masking = groupBy(
    flat.filter(({ one }) => one.placed.kind === 'mask'),
    ({ one }) => one.placed.language,
  );
  return flat.flatMap((inner) => {
    const { scope, language } = inner.one.placed;
    if (scope === null || language === 'any') return [];
    const mask = (masking.get(language) ?? []).find(
      (other) =>
        (masks.get(other.one.placed.id) ?? []).includes(scope) &&
        other.guards === '' &&
        inner.slots.some((_, at) => isWithin(inner, other, at)),
    );
    if (mask === undefined) return [];
    const { id, source } = mask.one.placed;
    const message = `never counts: the mask ${id} takes every \`${source}\` (${placeOf(mask.one)})`;
    return [inner.one.report('shadowed', 'warning', message)];
  });
}

/** Whether the slots of `inner` from `at` on fit those of `outer`, so that there is an `outer` wherever there is an `inner`. */
function isWithin(inner: Flat, outer: Flat, at: number): boolean {
  if (at + outer.slots.length > inner.slots.length) return false;
  if (outer.guards !== '' && outer.guards !== inner.guards) return false;
  const stem = stemOf(inner.one.placed.language);
  return outer.slots.every((wide, index) => {
    const narrow = inner.slots[at + index];
    if (narrow === undefined || (index > 0 && narrow.gap > wide.gap)) return false;
    if (narrow.atoms.length + narrow.classes.length === 0) return false;
    return (
      narrow.atoms.every((atom) => wide.atoms.some((other) => covers(other, atom, stem))) &&
      narrow.classes.every((name) => wide.classes.includes(name))
    );
  });
}

/** Whether every word that fits `narrow` fits `wide`. */
function covers(wide: Atom, narrow: Atom, stem: Stemmer): boolean {
  if (wide.kind === narrow.kind && wide.value === narrow.value) return true;
  if (narrow.kind === 'exact') return coversWord(wide, narrow.value, stem);
  if (narrow.kind === 'acronym') return coversWord(wide, narrow.value.toLowerCase(), stem);
  if (wide.kind === 'suffix') return narrow.kind === 'suffix' && narrow.value.endsWith(wide.value);
  if (wide.kind !== 'prefix' || narrow.kind === 'suffix') return false;
  // The last letter of a stem may be another in the word: `party`, `parti`.
  const start = narrow.kind === 'stem' ? narrow.value.slice(0, -1) : narrow.value;
  return start.startsWith(wide.value);
}

function coversWord({ kind, value }: Atom, word: string, stem: Stemmer): boolean {
  if (kind === 'prefix') return word.startsWith(value);
  if (kind === 'suffix') return word.endsWith(value);
  // A word in small letters is no acronym, and the acronym itself was compared before.
  return kind !== 'acronym' && value === (kind === 'stem' ? stem(word) : word);
}

function flatten(patterns: readonly PatternUnderLint[]): Flat[] {
  const lists = groupBy(
    patterns.filter(({ placed }) => placed.kind === 'words'),
    ({ placed }) => `${placed.language} ${placed.id}`,
  );
  return patterns
    .filter(({ placed }) => placed.kind !== 'words')
    .map((one) => ({
      one,
      slots: one.slots.map(({ choices, classes, lists: called, gap }) => ({
        atoms: [
          ...choices.map(({ atom }) => atom),
          ...called
            .flatMap((name) => lists.get(`${one.placed.language} ${name}`) ?? [])
            .flatMap(({ slots }) => slots[0]?.choices.map(({ atom }) => atom) ?? []),
        ],
        classes,
        gap,
      })),
      guards: [one.pattern.notAfter, one.pattern.notBefore].map(guardKey).join('').trim(),
    }));
}

function guardKey(guard: Step | null): string {
  return guard === null ? ' ' : ` !${JSON.stringify([guard.gap, guard.slot])}`;
}

function keyOf({ slots, guards }: Flat): string {
  const keys = slots.map(({ atoms, classes, gap }) => [
    gap,
    ...atoms.map(({ kind, value }) => `${kind}:${value}`).toSorted(),
    ...classes.toSorted(),
  ]);
  return JSON.stringify([keys, guards]);
}

function familyOf({ kind, id }: PlacedPattern): string {
  return `${kind} ${id}`;
}

/** Whether one pattern is looked for wherever another one is. */
function speaks(outer: PlacedPattern, inner: PlacedPattern): boolean {
  return outer.language === 'any' || outer.language === inner.language;
}

function comesBefore(a: PlacedPattern, b: PlacedPattern): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function placeOf({ placed }: PatternUnderLint): string {
  return `${placed.file}:${placed.line}`;
}

function stemOf(language: Language | 'any'): Stemmer {
  return language !== 'any' && hasStems(language) ? stemmerOf(language) : (word) => word;
}

function groupBy<T, K>(list: readonly T[], key: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return groups;
}
