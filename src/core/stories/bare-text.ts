import { withoutCredits } from './agency.ts';

/**
 * What a text says once all is gone that outlets add to one another's news: their names, agency credits, "Update:" and
 * "LIVE"; look-alike letters of another script, invisible characters, case and punctuation. As words.
 */
export function bareWords(text: string): string[] {
  return (
    withoutCredits(text.normalize('NFKC').replace(INVISIBLE, ''))
      .toLowerCase()
      .match(WORD)
      ?.map((word) => oneScript(word).replaceAll('ё', 'е')) ?? []
  );
}

/** A title without the outlet's name at its edges and without the marks of running news. */
export function bareTitle(title: string): string {
  const plain = title.slice(0, LONGEST_TITLE).normalize('NFKC').replace(RUNNING, '');
  const [first = ''] = plain.split(/\s+\|\s+|\s*\|\|\s*/u);
  const kept = countWords(first) >= LEAST_LEFT ? first : plain;
  const cut = kept.replace(OUTLET_END, '');
  return countWords(cut) >= LEAST_LEFT ? cut : kept;
}

/** Fewer words are no headline: then what looks like an outlet's name belongs to it. */
const LEAST_LEFT = 4;
/** UTF-16 units; feeds hold titles that are whole articles. */
const LONGEST_TITLE = 1000;
const WORD = /[\p{L}\p{N}]+/gu;
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]|\u0301/gu;

/** "Update:", "LIVE –", "Срочно:", "+++ … +++" */
const RUNNING =
  /^[\s+!*•]*(?:(?:update|updated|live|breaking|breaking news|exclusive|watch|eilmeldung|liveticker|en direct|direct|última hora|en vivo|срочно|обновлено|обновление|молния|терміново|оновлено|абноўлена|тэрмінова)\s*[:|—–!-]\s*)+/iu;

/**
 * After a dash, what has a media word or a domain in it and is short is the outlet's name; other tails belong to the
 * headline: "Anthem returns – for juniors only".
 */
const OUTLET_END =
  /\s[—–-]\s(?=[^—–]{1,40}$)(?:\S+\s+){0,3}?(?:\S+\.(?:com|org|net|ru|by|ua|de|fr|es|uk|eu|tv)|\p{L}*zeitung|(?:news|sports?|times|post|today|herald|guardian|bbc|cnn|espn|tagesschau|kicker|l['’]équipe|marca|rt|dw|новости|новини|навіны|спорт|чемпионат|газета|известия|ведомости)(?!\p{L}))(?:\s\S+){0,2}\s*$/iu;

function countWords(text: string): number {
  return text.match(WORD)?.length ?? 0;
}

/** A Cyrillic word with small Latin letters in it, or the reverse, becomes a word of its own script. */
export function oneScript(word: string): string {
  const latin = word.match(/\p{Script=Latin}/gu)?.length ?? 0;
  const cyrillic = word.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (latin === 0 || cyrillic === 0) return word;
  const table = latin > cyrillic ? TO_LATIN : TO_CYRILLIC;
  return Array.from(word, (letter) => table.get(letter) ?? letter).join('');
}

/** Lower-case letters that look the same in both scripts. */
const LATIN_TWINS = 'aeopcyxikhbmt';
const CYRILLIC_TWINS = 'аеорсухікһвмт';
const TO_CYRILLIC = new Map(
  Array.from(LATIN_TWINS, (letter, at) => [letter, CYRILLIC_TWINS[at] ?? letter]),
);
const TO_LATIN = new Map(
  Array.from(CYRILLIC_TWINS, (letter, at) => [letter, LATIN_TWINS[at] ?? letter]),
);
