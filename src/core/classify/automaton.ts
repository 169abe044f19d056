import { ENTITY_KINDS, type EntityKind } from './keywords.ts';
import { PatternError, type Atom, type Pattern, type Slot, type Step } from './pattern.ts';
import type { Vocabulary, Word } from './vocabulary.ts';

/** What a pattern stands for. */
export type Owner = {
  readonly kind: 'entity' | 'mask' | 'concept' | 'negative' | 'background';
  readonly id: string;
};

/** A pattern and what it stands for. */
export type Rule = { readonly owner: Owner; readonly pattern: Pattern };

/** Where a rule matched: the indexes of its words among the zone's words. */
export type Match = {
  readonly owner: Owner;
  readonly pattern: string;
  readonly places: readonly number[];
};

/** Words of a zone with the entity classes found so far, a bit for each kind. */
export type Line = {
  readonly words: readonly Word[];
  readonly sentences: readonly number[];
  readonly classes: readonly number[];
};

/** The compiled rules of one stage. */
export type Automaton = { readonly find: (line: Line) => Match[] };

/** The bit of an entity class. */
export function classBit(kind: EntityKind): number {
  return 1 << ENTITY_KINDS.indexOf(kind);
}

/**
 * Compiles rules into an automaton over words: a pattern is tried only where one of its slots fits, its gaps are bounded,
 * and it never leaves a sentence. Names of word lists are replaced by their atoms; words that `isCommon` are a poor place
 * to begin. Throws PatternError for a name that is neither an entity class nor a word list.
 */
export function compileRules(
  rules: readonly Rule[],
  wordLists: ReadonlyMap<string, Slot>,
  vocabulary: Vocabulary,
  isCommon: (atom: Atom) => boolean = () => false,
): Automaton {
  const all = rules.map((rule) => compile(rule, wordLists, vocabulary, isCommon));
  const tables = tablesOf(all, vocabulary);
  let lines = 0;
  return {
    find: (line) => {
      if (lines === LAST_LINE) tables.lastLines.fill(0);
      lines = lines === LAST_LINE ? 1 : lines + 1;
      return findAll(line, tables, lines);
    },
  };
}

type CompiledStep = { readonly slot: number; readonly classes: number; readonly gap: number };
type Compiled = {
  readonly owner: Owner;
  readonly source: string;
  readonly steps: readonly CompiledStep[];
  readonly first: CompiledStep;
  /** Index of the step whose words bring the pattern up: one of few words, not one of a class or of words everywhere. */
  readonly anchor: number;
  /** How many words before the anchor's the first step's may stand, at most. */
  readonly reach: number;
  readonly notAfter: CompiledStep | null;
  readonly notBefore: CompiledStep | null;
};

function compile(
  rule: Rule,
  wordLists: ReadonlyMap<string, Slot>,
  vocabulary: Vocabulary,
  isCommon: (atom: Atom) => boolean,
): Compiled {
  const rank: number[] = [];
  const step = ({ slot, gap }: Step): CompiledStep => {
    const { atoms, classes } = resolve(slot, wordLists);
    rank.push(rankOf(atoms, classes, isCommon));
    return { slot: atoms.length === 0 ? NO_SLOT : vocabulary.slotOf(atoms), classes, gap };
  };
  const { pattern } = rule;
  const steps = pattern.steps.map(step);
  const anchor = rank.indexOf(Math.min(...rank));
  return {
    owner: rule.owner,
    source: pattern.source,
    steps,
    first: steps[0] ?? NO_STEP,
    anchor,
    reach: steps.slice(1, anchor + 1).reduce((sum, { gap }) => sum + gap + 1, 0),
    notAfter: pattern.notAfter === null ? null : step(pattern.notAfter),
    notBefore: pattern.notBefore === null ? null : step(pattern.notBefore),
  };
}

function resolve(
  slot: Slot,
  wordLists: ReadonlyMap<string, Slot>,
): { readonly atoms: readonly Atom[]; readonly classes: number } {
  let { atoms } = slot;
  let classes = 0;
  for (const name of slot.names) {
    const kind = ENTITY_KINDS.find((known) => known === name);
    const list = wordLists.get(name);
    if (kind !== undefined) classes |= classBit(kind);
    else if (list !== undefined)
      atoms = atoms.length === 0 ? list.atoms : [...atoms, ...list.atoms];
    else throw new PatternError(`\`@${name}\` is neither an entity class nor a list under words`);
  }
  return { atoms, classes };
}

/** Any word of a class may open a pattern, which is dearest to look for; then come words that stand everywhere. */
function rankOf(
  atoms: readonly Atom[],
  classes: number,
  isCommon: (atom: Atom) => boolean,
): number {
  if (classes !== 0) return 2;
  return atoms.some(isCommon) ? 1 : 0;
}

/** The tables of an automaton. Typed arrays, since looking at one pattern costs a walk through memory. */
type Tables = {
  readonly number: number;
  readonly all: readonly Compiled[];
  readonly byClass: readonly Compiled[];
  /** For each pattern NEEDS slots, and NEEDS sets of classes, of which every one must stand somewhere in the line. */
  readonly slots: Int32Array;
  readonly classes: Int32Array;
  /** For each slot, the last line in which it stood; lines are numbered as they come. */
  readonly lastLines: Int32Array;
};

/** Steps beside the anchor that are asked for before a pattern is tried. */
const NEEDS = 2;

function tablesOf(all: readonly Compiled[], vocabulary: Vocabulary): Tables {
  const slots = new Int32Array(all.length * NEEDS).fill(NO_SLOT);
  const classes = new Int32Array(all.length * NEEDS).fill(ANY_CLASS);
  for (const [index, { steps, anchor }] of all.entries()) {
    const others = steps.filter((_, place) => place !== anchor).slice(0, NEEDS);
    for (const [at, step] of others.entries()) {
      slots[index * NEEDS + at] = step.slot;
      classes[index * NEEDS + at] = step.classes;
    }
  }
  return {
    number: vocabulary.enrol(
      all.map(({ steps, anchor }) => steps[anchor]?.slot ?? NO_SLOT),
      new Set(slots),
    ),
    all,
    byClass: all.filter(({ first, anchor }) => anchor === 0 && first.classes !== 0),
    slots,
    classes,
    lastLines: new Int32Array(vocabulary.size()),
  };
}

function findAll(line: Line, tables: Tables, lineNumber: number): Match[] {
  const found: Match[] = [];
  const tried = new Set<number>();
  const { words, classes } = line;
  const { number, all, byClass } = tables;
  const present = enter(line, tables, lineNumber);
  for (let place = 0; place < words.length; place += 1) {
    for (const index of words[place]?.openings[number] ?? NONE) {
      if (!hasNeeds(tables, index, lineNumber, present)) continue;
      const compiled = all[index];
      if (compiled === undefined) continue;
      if (compiled.anchor === 0) tryAt(line, compiled, place, found);
      else tryBefore(line, { compiled, index, place, tried }, found);
    }
    if ((classes[place] ?? 0) !== 0) tryByClass(line, byClass, place, found);
  }
  return found;
}

/** Notes which slots stand in the line; returns its classes. */
function enter({ words, classes }: Line, tables: Tables, lineNumber: number): number {
  const { number, lastLines } = tables;
  for (const { asked } of words) {
    for (const slot of asked[number] ?? NONE) lastLines[slot] = lineNumber;
  }
  return classes.reduce((present, here) => present | here, ANY_CLASS);
}

/** Tries the patterns that only a class can bring up; where the word itself does, they were tried already. */
function tryByClass(line: Line, byClass: readonly Compiled[], place: number, found: Match[]): void {
  const here = line.classes[place] ?? 0;
  for (const compiled of byClass) {
    const { classes, slot } = compiled.first;
    if ((classes & here) === 0 || line.words[place]?.slots.has(slot) === true) continue;
    tryAt(line, compiled, place, found);
  }
}

/** Whether all that a pattern needs beside its anchor stands somewhere in the line; most fail here. */
function hasNeeds(
  { slots, classes, lastLines }: Tables,
  index: number,
  lineNumber: number,
  present: number,
): boolean {
  for (let at = index * NEEDS; at < (index + 1) * NEEDS; at += 1) {
    if (((classes[at] ?? 0) & present) !== 0) continue;
    if (lastLines[slots[at] ?? NO_SLOT] !== lineNumber) return false;
  }
  return true;
}

type Anchored = {
  readonly compiled: Compiled;
  readonly index: number;
  readonly place: number;
  /** What was tried before, since several words may bring the same pattern up: index of the pattern × words + start. */
  readonly tried: Set<number>;
};

/** Tries a pattern wherever its first slot stands near enough before its anchor. */
function tryBefore(line: Line, { compiled, index, place, tried }: Anchored, found: Match[]): void {
  const sentence = line.sentences[place];
  for (let start = place - compiled.anchor; start >= place - compiled.reach; start -= 1) {
    if (start < 0 || line.sentences[start] !== sentence) return;
    if (!fits(line, compiled.first, start)) continue;
    const key = index * line.words.length + start;
    if (tried.has(key)) continue;
    tried.add(key);
    tryAt(line, compiled, start, found);
  }
}

/** Adds the match whose first slot stands at `start` and whose others stand nearest, if all fit. */
function tryAt(line: Line, compiled: Compiled, start: number, found: Match[]): void {
  const { steps, notAfter, notBefore, owner, source } = compiled;
  // Most patterns fail at their second slot: nothing is allocated before that is known to fit.
  const second = steps[1];
  if (second !== undefined && !isNear(line, second, start, 1)) return;
  if (notAfter !== null && isNear(line, notAfter, start, -1)) return;
  const places = [start];
  if (!placeRest(line, steps, places)) return;
  const last = places.at(-1) ?? start;
  if (notBefore !== null && isNear(line, notBefore, last, 1)) return;
  found.push({ owner, pattern: source, places });
}

function placeRest(line: Line, steps: readonly CompiledStep[], places: number[]): boolean {
  const step = steps[places.length];
  if (step === undefined) return true;
  const before = places.at(-1) ?? 0;
  for (let place = before + 1; place <= before + 1 + step.gap; place += 1) {
    if (line.sentences[place] !== line.sentences[before]) return false;
    if (!fits(line, step, place)) continue;
    places.push(place);
    if (placeRest(line, steps, places)) return true;
    places.pop();
  }
  return false;
}

function isNear(line: Line, step: CompiledStep, from: number, way: 1 | -1): boolean {
  for (let distance = 1; distance <= step.gap + 1; distance += 1) {
    const place = from + way * distance;
    if (line.sentences[place] !== line.sentences[from]) return false;
    if (fits(line, step, place)) return true;
  }
  return false;
}

function fits(line: Line, step: CompiledStep, place: number): boolean {
  if (step.classes !== 0 && ((line.classes[place] ?? 0) & step.classes) !== 0) return true;
  const slots = line.words[place]?.slots;
  return slots !== undefined && slots.size > 0 && slots.has(step.slot);
}

const NO_SLOT = -1;
const NO_STEP: CompiledStep = { slot: NO_SLOT, classes: 0, gap: 0 };
const NONE: readonly number[] = [];
/** Stands in every line: a need for it is no need. */
const ANY_CLASS = 1 << 30;
/** The greatest number that the table of lines holds. */
const LAST_LINE = 2 ** 31 - 1;
