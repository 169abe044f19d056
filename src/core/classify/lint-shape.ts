import { LANGUAGES, type Language } from '../source.ts';
import { tokenise } from '../text/tokens.ts';
import type { LintFinding } from './lint.ts';
import type { Choice, LintSlot, PatternUnderLint } from './lint-pattern.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** Shorter beginnings and ends belong to too many words: `проб*` is "проблема" as well. In letters. */
const SHORTEST_AFFIX = 4;

/** What each pattern shows by itself: how it is written, and how many texts it will be tried on. */
export function lintShape(
  patterns: readonly PatternUnderLint[],
  stopwords: ReadonlyMap<Language, readonly string[]>,
): LintFinding[] {
  const frequent = frequentSlots(patterns, stopwords);
  return patterns.flatMap((one) => [
    ...lintWordList(one),
    ...lintTwoSlots(one),
    ...one.slots.flatMap((slot) =>
      slot.choices.flatMap((choice) => [
        ...lintWord(one, choice),
        ...lintCase(one, choice),
        ...lintAffix(one, slot, choice, frequent),
      ]),
    ),
    ...lintCost(one, frequent),
  ]);
}

function lintWordList({ placed, slots, pattern, report }: PatternUnderLint): LintFinding[] {
  if (placed.kind !== 'words') return [];
  const isWord = slots.length === 1 && pattern.notAfter === null && pattern.notBefore === null;
  if (isWord) return [];
  const message = 'lists under words hold single words: what follows the first is never looked for';
  return [report('never-matches', 'error', message)];
}

/** `a|b c|d` is two words with two choices each, though it looks like three choices. */
function lintTwoSlots({ slots, report }: PatternUnderLint): LintFinding[] {
  return slots.flatMap((slot, index) => {
    const before = slots[index - 1];
    if (before === undefined || slot.isGapWritten) return [];
    const [first, second] = [writtenOf(before), writtenOf(slot)];
    if (first.length < 2 || second.length < 2) return [];
    const message =
      `\`${first.join('|')} ${second.join('|')}\` is two words, one of ${first.length} and right after it one of ` +
      `${second.length}: write a pattern for each phrase, or \`~0\` between the two if that is meant`;
    return [report('two-slots', 'warning', message)];
  });
}

function writtenOf({ choices, classes, lists }: LintSlot): string[] {
  return [
    ...choices.map(({ written }) => written),
    ...[...classes, ...lists].map((name) => `@${name}`),
  ];
}

/** Texts are cut into words at Latin apostrophes; a pattern that is not cut finds nothing. */
function lintWord({ report }: PatternUnderLint, { written, bare }: Choice): LintFinding[] {
  const words = tokenise(bare).map(({ raw }) => raw);
  if (words.length === 1 && words[0] === bare) return [];
  const message = `\`${written}\` is no word as texts are cut: write \`${words.join(' ')}\``;
  return [report('never-matches', 'error', message)];
}

function lintCase({ report }: PatternUnderLint, { written, bare, atom }: Choice): LintFinding[] {
  if (atom.kind === 'acronym' || !/^(?=.*\p{Lu})[\p{Lu}\p{N}]{2,}$/u.test(bare)) return [];
  const message = `\`${written}\` finds small letters as well: write \`=${bare}\` for the acronym alone`;
  return [report('letter-case', 'warning', message)];
}

function lintAffix(
  one: PatternUnderLint,
  slot: LintSlot,
  { written, bare, atom }: Choice,
  frequent: FrequentSlots,
): LintFinding[] {
  if (atom.kind !== 'prefix' && atom.kind !== 'suffix') return [];
  // A longer one that fits a frequent word may well mean that word.
  const words = frequent
    .fitting(one, [atom])
    .filter((word) => bare.length < SHORTEST_AFFIX || word.length <= bare.length + 1);
  if (words.length > 0 && bare.length <= SHORTEST_AFFIX) {
    const message = `\`${written}\` also fits ${words.map((word) => `“${word}”`).join(', ')}: make it longer`;
    return [one.report('short-affix', 'warning', message)];
  }
  // Beside other words a short one is in good company.
  const letters = bare.length;
  if (one.slots.length > 1 || letters >= SHORTEST_AFFIX || slot.gap > 0) return [];
  const message = `\`${written}\` has ${letters} letters and begins or ends many words: make it longer or add a word`;
  return [one.report('short-affix', 'warning', message)];
}

function lintCost(one: PatternUnderLint, frequent: FrequentSlots): LintFinding[] {
  const { placed, slots, report } = one;
  const [first] = slots;
  // A single frequent word is no matter of cost but of sense; names are looked for in every text.
  if (first === undefined || slots.length < 2 || placed.kind === 'words') return [];
  const atoms = first.choices.filter(
    ({ atom }) => atom.kind !== 'prefix' && atom.kind !== 'suffix',
  );
  const words = frequent.fitting(
    one,
    atoms.map(({ atom }) => atom),
  );
  if (words.length === 0) return [];
  const message = `begins with the frequent ${words.map((word) => `“${word}”`).join(', ')}, and so is tried in almost every sentence`;
  return [report('costly', 'note', message)];
}

type FrequentSlots = {
  /** Frequent words that one of the atoms fits, at most three. */
  readonly fitting: (one: PatternUnderLint, atoms: readonly Choice['atom'][]) => string[];
};

function frequentSlots(
  patterns: readonly PatternUnderLint[],
  stopwords: ReadonlyMap<Language, readonly string[]>,
): FrequentSlots {
  const vocabularies = new Map<Language, Vocabulary>(
    LANGUAGES.map((language) => [language, createVocabulary(language)]),
  );
  const slotOf = (language: Language, atom: Choice['atom']): number =>
    vocabularies.get(language)?.slotOf([atom]) ?? -1;
  // Slots must be known before the first word is looked up.
  for (const { placed, slots } of patterns) {
    for (const { atom } of slots.flatMap(({ choices }) => choices)) {
      for (const language of languagesOf(placed.language)) slotOf(language, atom);
    }
  }
  const wordsOf = new Map<Language, Map<number, string[]>>();
  for (const [language, words] of stopwords) {
    const bySlot = new Map<number, string[]>();
    for (const word of words) {
      for (const slot of vocabularies.get(language)?.look(word).slots ?? []) {
        bySlot.set(slot, [...(bySlot.get(slot) ?? []), word]);
      }
    }
    wordsOf.set(language, bySlot);
  }
  return {
    fitting: ({ placed }, atoms) => {
      const found = languagesOf(placed.language).flatMap((language) =>
        atoms.flatMap((atom) => wordsOf.get(language)?.get(slotOf(language, atom)) ?? []),
      );
      return [...new Set(found)].slice(0, 3);
    },
  };
}

function languagesOf(language: Language | 'any'): readonly Language[] {
  return language === 'any' ? LANGUAGES : [language];
}
