/**
 * How the consonants of a word sound, roughly and in any of the languages: "Matytsin", "Matyzin" and "Матыцин" are `mtsn`,
 * "doping" and "допинг" are `tpnk`. Null for words of fewer than three consonants, which sound like too many others.
 * After the idea of Soundex (R. C. Russell, US patent 1261167, 1918), with fewer classes, as spellings differ more here.
 */
export function soundOf(normalised: string): string | null {
  let sound = '';
  for (const letter of normalised.normalize('NFD').replace(CLUSTERS, 's')) {
    const one = CLASSES.get(letter);
    if (one === undefined || sound.endsWith(one)) continue;
    sound += one;
    if (sound.length === LONGEST) break;
  }
  return sound.length < SHORTEST ? null : sound;
}

const SHORTEST = 3;
/** What comes after differs by the endings of each language. */
const LONGEST = 4;

/** Ways to write one sound by several letters; all hiss. */
const CLUSTERS = /tsch|tch|sch|ch|sh|zh|ts|tz/g;

const CLASSES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    p: 'bpvwfбпвфў',
    t: 'dtдт',
    k: 'ckgqxhкгхґ',
    s: 'szjзсжшщцч',
    l: 'lл',
    m: 'mм',
    n: 'nн',
    r: 'rр',
  }).flatMap(([sound, letters]) =>
    Array.from(letters, (letter): [string, string] => [letter, sound]),
  ),
);
