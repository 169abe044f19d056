import { soundOf } from '../text/cognate.ts';
import { foldAccents, normaliseWord, visibleForm } from '../text/normal.ts';
import { stemmerOf } from '../text/stems.ts';
import type { Language } from '../source.ts';
import type { Atom } from './pattern.ts';

/** What is known of one written form. */
export type Word = {
  /** Without accents. */
  readonly stem: string;
  /** How it sounds in whatever language; see soundOf(). */
  readonly sound: string | null;
  /** The slots that it fits. */
  readonly slots: ReadonlySet<number>;
  /** For each list that was enrolled, the indexes of its slots that the word fits. */
  readonly openings: readonly (readonly number[])[];
  /** For each list that was enrolled, the slots of its `asked` that the word fits. */
  readonly asked: readonly (readonly number[])[];
};

/** Gives every set of atoms a number, and tells which of them a written form fits. */
export type Vocabulary = {
  /** The number of a slot; the same atoms get the same number. To be asked before the first look-up. */
  readonly slotOf: (atoms: readonly Atom[]) => number;
  /** How many slots have a number. */
  readonly size: () => number;
  /**
   * Enrols the slots that bring up the rules of an automaton, and those that it asks for besides; the number is the place
   * among a word's `openings` and `asked`.
   */
  readonly enrol: (slots: readonly number[], asked: ReadonlySet<number>) => number;
  readonly look: (raw: string) => Word;
};

/** The cache forgets all forms when it holds so many: texts without end must not fill the memory. */
export const MOST_CACHED_FORMS = 100_000;

/** An empty vocabulary of a language. Look-ups are cached by written form, so repeated words cost one map access. */
export function createVocabulary(language: Language): Vocabulary {
  const stem = stemmerOf(language);
  const slots = new Map<string, number>();
  // Spelling out a slot's name costs more than all else in compiling, and most slots are asked for many times.
  const byAtoms = new WeakMap<readonly Atom[], number>();
  const index: AtomIndex = {
    exact: new Map(),
    stem: new Map(),
    prefix: new Map(),
    suffix: new Map(),
    acronym: new Map(),
  };
  const enrolled: Enrolled[] = [];
  const cache = new Map<string, Word>();

  return {
    slotOf(atoms) {
      const before = byAtoms.get(atoms);
      if (before !== undefined) return before;
      const key = atoms.map(({ kind, value }) => `${kind}:${value}`).toSorted();
      const name = key.join('|');
      const known = slots.get(name);
      const slot = known ?? slots.size;
      byAtoms.set(atoms, slot);
      if (known !== undefined) return known;
      slots.set(name, slot);
      for (const { kind, value } of atoms) push(index[kind], value, slot);
      return slot;
    },
    size: () => slots.size,
    enrol(list, asked) {
      const places = new Map<number, number[]>();
      for (const [place, slot] of list.entries()) push(places, slot, place);
      return enrolled.push({ places, asked }) - 1;
    },
    look(raw) {
      const cached = cache.get(raw);
      if (cached !== undefined) return cached;
      if (cache.size >= MOST_CACHED_FORMS) cache.clear();
      const word = lookUp(raw, stem, index, enrolled);
      cache.set(raw, word);
      return word;
    },
  };
}

type Enrolled = {
  readonly places: ReadonlyMap<number, readonly number[]>;
  readonly asked: ReadonlySet<number>;
};

type AtomIndex = Readonly<Record<Atom['kind'], Map<string, number[]>>>;

function lookUp(
  raw: string,
  stem: (word: string) => string,
  index: AtomIndex,
  enrolled: readonly Enrolled[],
): Word {
  const accented = normaliseWord(raw);
  const plain = foldAccents(accented);
  const root = foldAccents(stem(accented));
  const slots = new Set<number>();
  const add = (found: readonly number[] | undefined): void => {
    for (const slot of found ?? []) slots.add(slot);
  };
  add(index.exact.get(plain));
  add(index.stem.get(root));
  add(index.acronym.get(visibleForm(raw)));
  const longest = Math.min(plain.length, LONGEST_AFFIX);
  for (let length = 1; length <= longest; length += 1) {
    add(index.prefix.get(plain.slice(0, length)));
    add(index.suffix.get(plain.slice(-length)));
  }
  const sound = soundOf(plain);
  if (slots.size === 0) return { ...NOTHING_KNOWN, stem: root, sound };
  const all = [...slots];
  return {
    stem: root,
    sound,
    slots,
    openings: enrolled.map(({ places }) => all.flatMap((slot) => places.get(slot) ?? [])),
    asked: enrolled.map(({ asked }) => all.filter((slot) => asked.has(slot))),
  };
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const LONGEST_AFFIX = 40;
const NOTHING_KNOWN: Pick<Word, 'slots' | 'openings' | 'asked'> = {
  slots: new Set(),
  openings: [],
  asked: [],
};
