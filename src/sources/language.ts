import type { Language } from '../core/source.ts';

/**
 * The language of a headline, guessed by script and letters: enough to choose a lexicon where a source does not say.
 * English when nothing speaks against it.
 */
export function guessLanguage(text: string): Language {
  const sample = text.slice(0, MAX_LENGTH).toLowerCase().normalize('NFC');
  if (isCyrillic(sample)) return cyrillicLanguage(sample);
  const words = new Set(sample.match(/\p{L}+/gu));
  // oxlint-disable-next-line no-control-regex -- ASCII is what is left out
  const special = sample.replace(/[\u0000-\u007f]+/g, '');
  const scores = LATIN.map(({ language, letters, common }) => ({
    language,
    score: 2 * count(special, letters) + common.filter((word) => words.has(word)).length,
  }));
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? 'en' : best.language;
}

const MAX_LENGTH = 2000;

/** More letters are Cyrillic than Latin. By their blocks: a Unicode property takes six times as long. */
function isCyrillic(sample: string): boolean {
  if (!/[\u0400-\u052f]/.test(sample)) return false;
  let surplus = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    if (code >= 0x400 && code <= 0x52f) surplus += 1;
    else if (code >= 0x61 && code <= 0x7a) surplus -= 1;
    else if (code >= 0xc0 && code <= 0x24f) surplus -= 1;
  }
  return surplus > 0;
}

function cyrillicLanguage(sample: string): Language {
  const belarusian = count(sample, /ў/gu) * 3;
  const ukrainian = count(sample, /[їєґ]/gu) * 2;
  const shared = count(sample, /і/gu);
  const russian = count(sample, /[ыэъё]/gu);
  if (belarusian > 0 && belarusian >= ukrainian) return 'be';
  if (ukrainian > 0) return 'uk';
  if (shared > 0) return russian > 0 ? 'be' : 'uk';
  return 'ru';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Letters that only this language of the four has, and its most common short words. English comes first and wins a draw. */
const LATIN: readonly { language: Language; letters: RegExp; common: readonly string[] }[] = [
  {
    language: 'en',
    letters: /(?!)/gu,
    common: 'the of and to in for on is at with by from as after has will are that be over'.split(
      ' ',
    ),
  },
  {
    language: 'de',
    letters: /[äöß]/gu,
    common:
      'der die das und den dem von zu für auf mit nicht ist ein eine nach bei im des gegen wird'.split(
        ' ',
      ),
  },
  {
    language: 'fr',
    letters: /[àèêçœù]/gu,
    common: 'le la les des du et en un une pour dans sur au aux par est pas avec son contre'.split(
      ' ',
    ),
  },
  {
    language: 'es',
    letters: /[ñ¿¡áíó]/gu,
    common: 'el la los las de del y en un una para por con su al que se es contra como'.split(' '),
  },
];
