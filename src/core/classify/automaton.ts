import { ENTITY_KINDS, type EntityKind } from './keywords.ts';
import { PatternError, type Pattern, type Slot, type Step } from './pattern.ts';
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
 * Compiles rules into an automaton over words: a pattern is tried only where its first slot fits, its gaps are bounded,
 * and it never leaves a sentence. Names of word lists are replaced by their atoms.
 * Throws PatternError for a name that is neither an entity class nor a word list.
 */
export function compileRules(
  rules: readonly Rule[],
  wordLists: ReadonlyMap<string, Slot>,
  vocabulary: Vocabulary,
): Automaton {
  const bySlot = new Map<number, Compiled[]>();
  const byClass: (readonly [number, Compiled])[] = [];
  for (const rule of rules) {
    const compiled = compile(rule, wordLists, vocabulary);
    const [first] = compiled.steps;
    if (first === undefined) continue;
    if (first.classes !== 0) byClass.push([first.classes, compiled]);
    const list = bySlot.get(first.slot);
    if (list === undefined) bySlot.set(first.slot, [compiled]);
    else list.push(compiled);
  }
  return { find: (line) => findAll(line, bySlot, byClass) };
}

type CompiledStep = { readonly slot: number; readonly classes: number; readonly gap: number };
type Compiled = {
  readonly rule: Rule;
  readonly steps: readonly CompiledStep[];
  readonly notAfter: CompiledStep | null;
  readonly notBefore: CompiledStep | null;
};

function compile(
  rule: Rule,
  wordLists: ReadonlyMap<string, Slot>,
  vocabulary: Vocabulary,
): Compiled {
  const step = ({ slot, gap }: Step): CompiledStep => {
    const atoms = [...slot.atoms];
    let classes = 0;
    for (const name of slot.names) {
      const kind = ENTITY_KINDS.find((known) => known === name);
      const list = wordLists.get(name);
      if (kind !== undefined) classes |= classBit(kind);
      else if (list !== undefined) atoms.push(...list.atoms);
      else throw new PatternError(`\`@${name}\` is neither an entity class nor a list under words`);
    }
    return { slot: atoms.length === 0 ? NO_SLOT : vocabulary.slotOf(atoms), classes, gap };
  };
  const { pattern } = rule;
  return {
    rule,
    steps: pattern.steps.map(step),
    notAfter: pattern.notAfter === null ? null : step(pattern.notAfter),
    notBefore: pattern.notBefore === null ? null : step(pattern.notBefore),
  };
}

function findAll(
  line: Line,
  bySlot: ReadonlyMap<number, readonly Compiled[]>,
  byClass: readonly (readonly [number, Compiled])[],
): Match[] {
  const found: Match[] = [];
  const tryAt = (compiled: Compiled, place: number): void => {
    const places = matchAt(line, compiled, place);
    if (places === null) return;
    const { owner, pattern } = compiled.rule;
    found.push({ owner, pattern: pattern.source, places });
  };
  for (const [place, word] of line.words.entries()) {
    for (const slot of word.slots) {
      for (const compiled of bySlot.get(slot) ?? []) tryAt(compiled, place);
    }
    const classes = line.classes[place] ?? 0;
    if (classes === 0) continue;
    for (const [wanted, compiled] of byClass) {
      const fitsSlot = word.slots.has(compiled.steps[0]?.slot ?? NO_SLOT);
      if ((wanted & classes) !== 0 && !fitsSlot) tryAt(compiled, place);
    }
  }
  return found;
}

/** The places of all slots when the first stands at `start`, the nearest ones; null when they do not fit. */
function matchAt(line: Line, compiled: Compiled, start: number): number[] | null {
  const { notAfter, notBefore } = compiled;
  if (notAfter !== null && isNear(line, notAfter, start, -1)) return null;
  const places = [start];
  if (!placeRest(line, compiled.steps, places)) return null;
  const last = places.at(-1) ?? start;
  if (notBefore !== null && isNear(line, notBefore, last, 1)) return null;
  return places;
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
  if (((line.classes[place] ?? 0) & step.classes) !== 0) return true;
  return line.words[place]?.slots.has(step.slot) ?? false;
}

const NO_SLOT = -1;
