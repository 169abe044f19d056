/**
 * The number (1…12) of a month by its name in English, Russian, Ukrainian, Belarusian, German, French or Spanish, in
 * full, shortened or inflected; null for other words. Three letters tell most of them; the exceptions come first.
 */
export function monthOf(word: string): number | null {
  const name = word.toLowerCase().normalize('NFC').replace(/\.$/, '');
  for (const [month, stems] of STEMS) {
    if (stems.some((stem) => name.startsWith(stem))) return month;
  }
  return null;
}

/** In the order in which they must be tried: `juil` before `jui`, `май` beside `мар`. */
const STEMS: readonly (readonly [number, readonly string[]])[] = [
  [7, ['jul', 'juil', 'июл', 'лип', 'ліп']],
  [6, ['jun', 'juin', 'июн', 'чер', 'чэр']],
  [1, ['jan', 'ene', 'jän', 'янв', 'січ', 'сту']],
  [2, ['feb', 'fév', 'fev', 'фев', 'лют']],
  [3, ['mar', 'mär', 'mrz', 'мар', 'бер', 'сак']],
  [4, ['apr', 'avr', 'abr', 'апр', 'кві', 'кра']],
  [5, ['may', 'mai', 'май', 'мая', 'мае', 'тра']],
  [8, ['aug', 'aoû', 'aou', 'ago', 'авг', 'сер', 'жні']],
  [9, ['sep', 'set', 'сен', 'вер']],
  [10, ['oct', 'okt', 'окт', 'жов', 'кас']],
  [11, ['nov', 'ноя', 'лис', 'ліс']],
  [12, ['dec', 'dez', 'déc', 'dic', 'дек', 'гру', 'сне']],
];
