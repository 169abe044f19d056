import { foldAccents, hasStems, normaliseWord } from '../text/normal.ts';
import { stemmerOf } from '../text/stems.ts';
import type { Language } from '../source.ts';

/** One way for a word to match. Values are normalised; stems and Latin words also without accents. */
export type Atom = {
  readonly kind: 'exact' | 'stem' | 'prefix' | 'suffix' | 'acronym';
  readonly value: string;
};

/** A place in a pattern: any of the atoms, or a word of one of the named classes. */
export type Slot = { readonly atoms: readonly Atom[]; readonly names: readonly string[] };

/** A slot, and how many words may stand between it and the slot before. */
export type Step = { readonly slot: Slot; readonly gap: number };

/** A parsed pattern of the lexicon. */
export type Pattern = {
  readonly source: string;
  readonly steps: readonly Step[];
  /** No match when this stands at most `gap` words before the first slot. */
  readonly notAfter: Step | null;
  /** No match when this stands at most `gap` words after the last slot. */
  readonly notBefore: Step | null;
};

/** A pattern is not written as the pattern language asks; the message says how to. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** Reads words as patterns of a language; `any` stands for entries without a language. */
export type PatternReader = (source: string) => Pattern;

/** The reader for a language. What it returns throws PatternError for a pattern that makes no sense. */
export function patternReader(language: Language | 'any'): PatternReader {
  const known = READERS.get(language)?.deref();
  if (known !== undefined) return known;
  const stem = language === 'any' || !hasStems(language) ? null : stemmerOf(language);
  const slots = new Map<string, Slot>();
  const slotOf = (text: string): Slot => {
    const before = slots.get(text);
    if (before !== undefined) return before;
    if (slots.size >= MOST_KNOWN_SLOTS) slots.clear();
    const slot = readSlot(text, stem);
    slots.set(text, slot);
    return slot;
  };
  const reader: PatternReader = (source) => parse(source, slotOf);
  READERS.set(language, new WeakRef(reader));
  return reader;
}

/**
 * Lexicons repeat their words, and are read when checked and again when compiled: stemming is most of that work. Held
 * weakly, since a service that judges needs them no more.
 */
const READERS = new Map<Language | 'any', WeakRef<PatternReader>>();
const MOST_KNOWN_SLOTS = 50_000;

const WIDEST_GAP = 10;
const MOST_SLOTS = 6;
/** Bounds the work on hostile text: the ways to place all slots, product of the gaps. */
const MOST_PLACINGS = 2000;

function parse(source: string, slotOf: (text: string) => Slot): Pattern {
  const parts = readParts(source);
  const [head, tail] = [parts[0], parts.at(-1)];
  const opens = head !== undefined && head.text.startsWith('!');
  const closes = tail !== undefined && tail !== head && tail.text.startsWith('!');
  const inner = parts.slice(opens ? 1 : 0, closes ? -1 : undefined);
  if (inner.some(({ text }) => text.startsWith('!'))) {
    throw new PatternError('`!word` may only open or close a pattern: join several by `|`');
  }
  const steps = inner.map(({ text, gap }) => ({ slot: slotOf(text), gap }));
  const refused = (part: Part, gap: number): Step => ({ slot: slotOf(part.text.slice(1)), gap });
  return checked({
    source,
    steps,
    notAfter: opens ? refused(head, inner[0]?.gap ?? 0) : null,
    notBefore: closes ? refused(tail, tail.gap) : null,
  });
}

/** A word of a pattern as written, and the gap before it. */
type Part = { readonly text: string; readonly gap: number };

function readParts(source: string): Part[] {
  const parts: Part[] = [];
  let gap: number | null = null;
  for (const text of source.split(/\s+/u).filter((part) => part !== '')) {
    if (text.startsWith('~')) {
      if (gap !== null || parts.length === 0) {
        throw new PatternError(`the gap \`${text}\` must stand between two words`);
      }
      gap = readGap(text);
    } else {
      parts.push({ text, gap: gap ?? 0 });
      gap = null;
    }
  }
  if (gap !== null) throw new PatternError('a gap `~N` must stand between two words');
  return parts;
}

function checked(pattern: Pattern): Pattern {
  const { steps } = pattern;
  if (steps.length === 0) throw new PatternError('has no word to look for');
  if (steps.length > MOST_SLOTS) throw new PatternError(`has more than ${MOST_SLOTS} words`);
  let placings = 1;
  for (const { gap } of steps.slice(1)) placings *= gap + 1;
  if (placings > MOST_PLACINGS) throw new PatternError('has too many wide gaps: narrow them');
  return pattern;
}

function readGap(part: string): number {
  const width = /^~(\d{1,2})$/u.exec(part)?.[1];
  if (width === undefined || Number(width) > WIDEST_GAP) {
    throw new PatternError(`\`${part}\` is no gap: write ~1 … ~${WIDEST_GAP}`);
  }
  return Number(width);
}

function readSlot(text: string, stem: ((word: string) => string) | null): Slot {
  const atoms: Atom[] = [];
  const names: string[] = [];
  for (const choice of text.split('|')) {
    if (choice.startsWith('@')) names.push(readName(choice));
    else atoms.push(readAtom(choice, stem));
  }
  return { atoms, names };
}

function readName(choice: string): string {
  const name = choice.slice(1);
  if (!/^[a-z][a-z-]*$/u.test(name)) {
    throw new PatternError(`\`${choice}\` names no class: small letters and hyphens after @`);
  }
  return name;
}

function readAtom(choice: string, stem: ((word: string) => string) | null): Atom {
  const exact = choice.startsWith('=');
  const prefix = choice.endsWith('*');
  const suffix = choice.startsWith('*');
  const bare = choice.slice(exact || suffix ? 1 : 0, prefix ? -1 : undefined);
  refuseOddWords(choice, bare, [exact, prefix, suffix].filter(Boolean).length);
  const word = normaliseWord(bare);
  if (exact && ACRONYM.test(bare)) return { kind: 'acronym', value: bare };
  if (prefix) return { kind: 'prefix', value: foldAccents(word) };
  if (suffix) return { kind: 'suffix', value: foldAccents(word) };
  if (exact || stem === null) return { kind: 'exact', value: foldAccents(word) };
  return { kind: 'stem', value: foldAccents(stem(word)) };
}

function refuseOddWords(choice: string, bare: string, marks: number): void {
  if (bare === '') throw new PatternError(`\`${choice}\` has no word`);
  if (marks > 1) throw new PatternError(`\`${choice}\`: use only one of =, * before and * after`);
  if (/[-‑–]/u.test(bare)) {
    throw new PatternError(`\`${choice}\`: hyphens part words, write a space instead`);
  }
  if (!/^[\p{L}\p{M}\p{N}'’ʼ]+$/u.test(bare)) {
    throw new PatternError(`\`${choice}\` has characters that no word has`);
  }
}

const ACRONYM = /^(?=.*\p{Lu})[\p{Lu}\p{N}]{2,}$/u;
