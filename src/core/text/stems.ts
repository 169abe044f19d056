import { newStemmer } from 'snowball-stemmers';
import type { Language } from '../source.ts';

/** Reduces a normalised word to its stem. */
export type Stemmer = (word: string) => string;

/** The Snowball stemmer of a language; words of Slavic languages are returned as they are. */
export function stemmerOf(language: Language): Stemmer {
  const algorithm = ALGORITHMS[language];
  if (algorithm === undefined) return (word) => word;
  const stemmer = newStemmer(algorithm);
  return (word) => (word.length > LONGEST_WORD ? word : stemmer.stem(word));
}

/** No word of these languages is longer; some stemmers take time that grows with the square of the length. */
const LONGEST_WORD = 60;

const ALGORITHMS: Readonly<Partial<Record<Language, string>>> = {
  en: 'english',
  de: 'german',
  fr: 'french',
  es: 'spanish',
};
