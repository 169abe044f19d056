import type { Language } from '../source.ts';

/**
 * The same for a town of a known list: however short, it is a name. Empty for the capitals, which stand for the country
 * more often than for the town.
 */
export function placeKey(raw: string, language: Language): string {
  const key = skeletonOf(raw, language);
  return CAPITALS.has(key) ? '' : key;
}

/**
 * The key under which a name is known in every script: transliterated, reduced to its first letter and its consonants,
 * without doubled letters and case endings. "Дегтярёва", "Degtyarev" and "Degtjarow" share one. Empty for what is too
 * short to tell names apart.
 */
export function nameKey(raw: string, language: Language): string {
  const key = skeletonOf(raw, language);
  return key.length < SHORTEST_KEY ? '' : key;
}

function skeletonOf(raw: string, language: Language): string {
  const bare = isSlavic(language) ? raw.toLowerCase().replace(CASE_ENDING, '') : raw.toLowerCase();
  const latin = bare.normalize('NFKD').replace(NOT_LATIN, (letter) => LATIN[letter] ?? '');
  const plain = SPELLINGS.reduce(
    (word, [pattern, letter]) => word.replaceAll(pattern, letter),
    latin,
  );
  return `${plain.slice(0, 1)}${plain.slice(1).replace(VOWELS, '')}`.slice(0, LONGEST_KEY);
}

/** Words written with a capital that name no one: days, months, and what half of all bodies and events are called. */
export function isCommonName(word: string): boolean {
  return COMMON.test(word);
}

/** English, German, French, Spanish; Russian, Ukrainian, Belarusian. In normal form. */
const COMMON = new RegExp(
  `^(?:${[
    '(?:mon|tues|wednes|thurs|fri|satur|sun)day',
    '(?:january|february|march|april|may|june|july|august|september|october|november|december)',
    '(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s?',
    '(?:januar|februar|märz|juni|juli|oktober|dezember)s?',
    '(?:world|europe|european|olympic|olympics|paralympic|winter|summer|cup|games|championships?|league|final|open|grand)',
    '(?:union|international|national|federation|association|committee|council|board|assembly|president|ministers?|court)',
    '(?:welt|europa|mundial|mondiale?|europe|europea|européen(?:ne)?)',
    '(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр).{1,2}|март[ае]?|август[ае]?|ма[йяе]',
    '(?:чемпионат|куб[ко]|европ|олимпи|паралимпи|всемирн|международн|национальн|федерац|ассоциац|комит|союз|совет|сборн|решени|турнир|документ).*',
    '(?:січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листопад|груд)н[яі]',
    '(?:чемпіонат|олімпі|паралімпі|світ|міжнародн|федерац|комітет|збірн|рішенн|рада).*',
    '(?:чэмпіянат|еўроп|алімпі|сусветн|міжнародн|федэрац|камітэт|зборн|рашэнн).*',
  ].join('|')})$`,
  'u',
);

function isSlavic(language: Language): boolean {
  return language === 'ru' || language === 'uk' || language === 'be';
}

/** Moscow and Minsk, in every spelling. */
const CAPITALS: ReadonlySet<string> = new Set(['mskv', 'msk', 'mnsk', 'msku']);
/** Shorter skeletons are shared by too many words. */
const SHORTEST_KEY = 3;
/** What follows is endings more often than not. */
const LONGEST_KEY = 6;

/** Endings of names in the Slavic cases, where a stem of four letters is left. */
const CASE_ENDING =
  /(?<=.{4})(?:ого|ому|ами|ями|ой|ою|ом|ым|ем|ей|ах|ях|ам|ям|ою|у|ю|а|я|е|ы|и|і)$/u;
const NOT_LATIN = /[^a-z]/gu;
const VOWELS = /[aeiouy]/gu;

/** One letter for the sounds that languages write in several ways; all that hisses is one sound. In this order. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch|tsh|sch|shch|cz|ch|sh|sz|zh|dsch|dj|ts|tz|z/gu, 's'],
  [/kh|gh/gu, 'h'],
  [/ph/gu, 'f'],
  [/x/gu, 'ks'],
  [/ck|q|c/gu, 'k'],
  [/w/gu, 'v'],
  [/j/gu, 'y'],
  [/(.)\1+/gu, '$1'],
];

/** A rough transliteration: the skeleton forgives the rest. */
const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    ґ: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    є: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    і: 'i',
    ї: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ў: 'v',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'sh',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
  }),
);
