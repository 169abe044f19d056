/** Competitions as all languages call them. The narrower ones come first: what they take is not read again. */
const COMPETITIONS: readonly (readonly [id: string, pattern: RegExp])[] = [
  ['paralympics', /paralymp\p{L}*|paralímp\p{L}*|паралимпи\p{L}*|паралімпі\p{L}*/gu],
  [
    'youth-olympics',
    /youth olympic\p{L}*|юношеск\p{L}+ олимпи\p{L}*|юнацьк\p{L}+ олімпі\p{L}*|jeux olympiques de la jeunesse/gu,
  ],
  [
    'olympics',
    /olympi(?:cs|a|schen spiele\p{L}*|ques)|olympic games|juegos olímpicos|олимпиад\p{L}*|олимпийск\p{L}+ игр\p{L}*|олімпіад\p{L}*|олімпійськ\p{L}+ іг\p{L}*|алімпіяд\p{L}*/gu,
  ],
  [
    'european-championship',
    /european (?:\p{L}+ ){0,2}championships?|europameisterschaft\p{L}*|\bem\b(?=[- ](?:titel|start))|championnats? d['’]europe|campeonatos? de europa|europeos?(?= de)|чемпионат\p{L}* европы|чемпіонат\p{L}* європи|чэмпіянат\p{L}* еўропы|евро-20\d\d/gu,
  ],
  [
    'world-championship',
    /world (?:\p{L}+ ){0,2}championships?|weltmeisterschaft\p{L}*|(?<!\p{L})wm(?!\p{L})|championnats? du monde|mondia(?:l|ux)|campeonatos? del mundo|mundial(?:es)?|чемпионат\p{L}* мира|чемпіонат\p{L}* світу|чэмпіянат\p{L}* свету/gu,
  ],
  [
    'world-cup',
    /world cup|weltcup\p{L}*|coupes? du monde|copas? del mundo|куб\p{L}+ мира|куб\p{L}+ світу|куб\p{L}+ свету/gu,
  ],
  ['grand-prix', /grand prix|gran premio|гран-при|гран-прі|гран-пры/gu],
  [
    'qualifiers',
    /qualifiers?|qualifying|qualifikation\p{L}*|qualifications?|éliminatoires|clasificatori\p{L}+|отбор(?:а|у|ом|е)?(?!\p{L})|отборочн\p{L}+|квалификаци\p{L}+|відбір|кваліфікаці\p{L}+|адбор\p{L}*/gu,
  ],
];

/** Ids of the competitions that a text names, sorted. */
export function competitionsOf(text: string): string[] {
  let rest = text.toLowerCase();
  const found: string[] = [];
  for (const [id, pattern] of COMPETITIONS) {
    const without = rest.replace(pattern, ' ');
    if (without !== rest) found.push(id);
    rest = without;
  }
  return found.toSorted();
}
