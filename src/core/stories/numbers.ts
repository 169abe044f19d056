import type { Language } from '../source.ts';

/**
 * The number that a word says, in digits: "seven", "семи" and "7" are one. Null for other words, for years, and for
 * one and two: the one is an article in most languages, and of "the two countries" every report speaks. Counts up to
 * twelve, as far as papers write them out.
 */
export function numberOf(word: string, language: Language): string | null {
  if (DIGITS.test(word)) return YEAR.test(word) ? null : word;
  const at = WORDS[language].findIndex((pattern) => pattern.test(word));
  return at === -1 ? null : String(at + 3);
}

const DIGITS = /^\p{N}+$/u;
const YEAR = /^(?:19|20)\d\d$/u;

/** From three to twelve. Slavic ones with their case endings, collective numerals too. */
const WORDS: Readonly<Record<Language, readonly RegExp[]>> = {
  en: exact('three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'),
  de: exact('drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'),
  fr: exact('trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze'),
  es: exact('tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'),
  ru: exact(
    'тр(?:и|ех|ем|емя|ое|оих|оим)',
    'четыр(?:е|ех|ем|ьмя)|четвер(?:о|ых|ым)',
    'пят(?:ь|и|ью|еро|ерых|ерым)',
    'шест(?:ь|и|ью|еро|ерых|ерым)',
    'сем(?:ь|и|ью|еро|ерых|ерым)',
    'вос(?:емь|ьми|емью|ьмеро)',
    'девят(?:ь|и|ью|еро)',
    'десят(?:ь|и|ью|еро)',
    'одиннадцат(?:ь|и|ью)',
    'двенадцат(?:ь|и|ью)',
  ),
  uk: exact(
    'тр(?:и|ьох|ьом|оє)',
    'чотир(?:и|ьох|ьом)|четверо',
    "п['’]?ят(?:ь|и|ьох|ьом|еро)",
    'шіст(?:ь|ьох|ьом)|шести|шестеро',
    'сім|сем(?:и|еро)|сімох|сімом',
    'вісім|вось(?:ми|меро)',
    "дев['’]?ят(?:ь|и|ьох|еро)",
    'десят(?:ь|и|ьох|еро)',
    'одинадцят(?:ь|и|ьох)',
    'дванадцят(?:ь|и|ьох)',
  ),
  be: exact(
    'тр(?:ы|ох|ом|ое)',
    'чатыр(?:ы|ох|ом)|чацвёра',
    'пяц(?:ь|і|ёра)',
    'шэсць|шасці|шасцёра',
    'сем|сямі|сямёра',
    'восем|васьмі',
    'дзевяць|дзевяці',
    'дзесяць|дзесяці',
    'адзінаццац(?:ь|і)',
    'дванаццац(?:ь|і)',
  ),
};

function exact(...sources: readonly string[]): readonly RegExp[] {
  return sources.map((source) => new RegExp(`^(?:${source})$`, 'u'));
}
