import { IGNORABLE_CHARACTERS } from './normal.ts';

/** A word of a text: `raw` is exactly `text.slice(start, end)` (UTF-16 offsets). Sentences count from 0. */
export type Token = {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
};

/** Longer texts are cut here: what a teaser says stands long before, and the worst text of this length takes a tenth of a second. */
export const LONGEST_TEXT = 8_000;

/**
 * Cuts a text into words and sentences. Words are runs of letters, marks and digits of any script; hyphens part
 * words, apostrophes only part Latin ones ("Russia's" is two words, "об'єднання" one).
 */
export function tokenise(text: string): Token[] {
  const read = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const tokens: Token[] = [];
  let sentence = 0;
  let last: Token | null = null;
  for (const match of read.matchAll(WORD)) {
    const [raw] = match;
    const start = match.index;
    if (last !== null && endsSentence(last.raw, read.slice(last.end, start), raw)) sentence += 1;
    last = { raw, start, end: start + raw.length, sentence };
    tokens.push(last);
  }
  return tokens;
}

function endsSentence(before: string, between: string, after: string): boolean {
  if (between.includes('\n')) return true;
  if (!STOP.test(between)) return false;
  if (between.startsWith('.') && isAbbreviation(before)) return false;
  return !LOWER.test(after);
}

function isAbbreviation(word: string): boolean {
  return word.length === 1 ? !DIGIT.test(word) : ABBREVIATIONS.has(word.toLowerCase());
}

const WORD = new RegExp(
  String.raw`(?!\u02BC)[\p{L}\p{N}](?:(?!\u02BC)[\p{L}\p{M}\p{N}${IGNORABLE_CHARACTERS}]` +
    String.raw`|(?<=\p{Script=Cyrillic})['’\u02BC](?=\p{Script=Cyrillic}))*`,
  'gu',
);
const STOP = /[.!?…][^\p{L}\p{N}]*\s/u;
const LOWER = /^\p{Ll}/u;
const DIGIT = /^\p{N}/u;
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'mr mrs ms dr st vs jr sr prof им ул тыс млн млрд проф св ст bzw ca mme sra'.split(' '),
);
