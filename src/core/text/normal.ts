import type { Language } from '../source.ts';

/**
 * The form in which words are compared: NFKC, lower case, ё as е, one kind of apostrophe, without soft hyphens,
 * joiners and stress marks. Accents of other letters stay: stemmers need them.
 */
export function normaliseWord(raw: string): string {
  if (PLAIN.test(raw)) return raw.toLowerCase();
  return visibleForm(raw)
    .toLowerCase()
    .normalize('NFKC')
    .replace(STRESS, '')
    .replaceAll('ё', 'е')
    .replace(APOSTROPHES, "'");
}

/** A word as written, case kept, without characters that readers do not see. */
export function visibleForm(raw: string): string {
  return PLAIN.test(raw) ? raw : raw.normalize('NFKC').replace(IGNORABLE, '');
}

/** Takes the accents off Latin letters and writes ß as ss, so that "Bélarus" and "Belarus" are one word. */
export function foldAccents(word: string): string {
  if (PLAIN.test(word)) return word;
  return word.replaceAll('ß', 'ss').normalize('NFD').replace(LATIN_MARKS, '$1').normalize('NFC');
}

/** Whether a bare word of the lexicon stands for its stem; in the Slavic languages stems lose too much. */
export function hasStems(language: Language): boolean {
  return language === 'en' || language === 'de' || language === 'fr' || language === 'es';
}

/** Characters inside a word that readers do not see: soft hyphen, zero-width joiners, word joiner, BOM. */
export const IGNORABLE_CHARACTERS = '\\u00AD\\u200C\\u200D\\u2060\\uFEFF';

const PLAIN = /^[A-Za-z0-9]*$/;
const IGNORABLE = new RegExp(`[${IGNORABLE_CHARACTERS}]`, 'gu');
const STRESS = /[\u0300\u0301](?!\p{M})/gu;
const APOSTROPHES = /[’ʼ‘`´]/gu;
const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu;
