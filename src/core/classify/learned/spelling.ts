import { foldAccents, normaliseWord } from '../../text/normal.ts';

/** Letters of the shortest word that is cut into parts: shorter ones are their own part. */
const SHORTEST_CUT = 4;
/** Letters of a part, the mark of a word's edge included. Shorter ones measured no better, and are many. */
const PART_LENGTHS = [4, 5];
/** No word is longer; what is comes from broken markup. */
const LONGEST_WORD = 40;

/** How a word is written in the names of features. */
export type Spelling = {
  /** Without accents; Cyrillic in the spelling that Russian, Ukrainian and Belarusian share. */
  readonly form: string;
  readonly script: 'latin' | 'cyrillic';
};

/**
 * The spelling of a written form. Cyrillic letters that only differ between the three languages are written alike, so
 * that what is learned of "федерация" holds for "федэрацыя": three small vocabularies make one large one.
 */
export function spellingOf(raw: string): Spelling {
  const plain = foldAccents(normaliseWord(raw)).slice(0, LONGEST_WORD);
  if (!CYRILLIC.test(plain)) return { form: plain, script: 'latin' };
  return { form: plain.replace(VARIANTS, (letter) => COMMON[letter] ?? ''), script: 'cyrillic' };
}

/** The runs of 4 and 5 letters of a word, where `<` and `>` mark its edges; none for short words. */
export function partsOf(form: string): string[] {
  if (form.length < SHORTEST_CUT) return [];
  const edged = `<${form}>`;
  return PART_LENGTHS.flatMap((length) =>
    Array.from({ length: Math.max(0, edged.length - length + 1) }, (_, at) =>
      edged.slice(at, at + length),
    ),
  );
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
const COMMON: Readonly<Record<string, string>> = {
  і: 'и',
  ї: 'и',
  й: 'и',
  ы: 'и',
  є: 'е',
  э: 'е',
  ґ: 'г',
  ў: 'в',
  щ: 'ш',
};
/** What is not in COMMON is left out: signs without a sound of their own. */
const VARIANTS = /[іїйыєэґўщ'ъь]/gu;
