import type { Language } from '../source.ts';

/**
 * At which stage of an affair a report is: `turn` where what was decided before is turned round ("goes back on"), what
 * an inspection found: `compliant` or `non-compliant`, and how an appeal ended: `granted` or `dismissed`. Reports of one
 * template differ in nothing else.
 */
export type Stage = 'turn' | 'compliant' | 'non-compliant' | 'granted' | 'dismissed';

/** The stages that a text in a language tells of, sorted. */
export function stagesOf(text: string, language: Language): Stage[] {
  const low = text.toLowerCase();
  const stages: Stage[] = [];
  if (BREACHES.test(low)) stages.push('non-compliant');
  else if (COMPLIANCE.test(low)) stages.push('compliant');
  if (APPEALS.test(low)) {
    const [isDismissed, isGranted] = [DISMISSED.test(low), GRANTED.test(low)];
    if (isDismissed && !isGranted) stages.push('dismissed');
    if (isGranted && !isDismissed) stages.push('granted');
  }
  if (TURNS[language].test(low)) stages.push('turn');
  return stages.toSorted();
}

const TURNS: Readonly<Record<Language, RegExp>> = {
  en: /\b(?:(?:goes|go|went|going) back on|u-turn|about-turn|about-face|backtrack(?:s|ed)?|climbdown|back(?:s|ed)? down|change[sd]? (?:its|their|his|her) mind|have second thoughts|had second thoughts|after all|(?:scrap|drop|call)(?:s|ped|ed)? (?:off )?(?:its|their|the) boycott|(?:reverse[sd]?|withdr(?:aws?|ew)|revoke[sd]?) (?:its|their|the) (?:own )?(?:decision|course|ruling|invitation)|reverse[sd]? (?:[\w'’]+ ){0,4}(?:exclusion|ban|suspension)|(?:reinstate|reimpose|reintroduce)[sd]? (?:its |their |the |a )?(?:ban|suspension|exclusion))\b/u,
  de: /(?<!\p{L})(?:kehrtwende|rolle rückwärts|rudert zurück|macht\p{L}* (?:\S+ ){0,4}rückgängig|nun doch|jetzt doch|doch nicht|doch noch|überlegt es sich anders|nimmt (?:\S+ ){0,4}zurück|gibt (?:\S+ ){0,3}boykott auf|revidiert)(?!\p{L})/u,
  fr: /(?<!\p{L})(?:se ravise|font? marche arrière|fait machine arrière|revient sur (?:sa|son|la|le)|reviennent sur|volte-face|rétropédale|change d['’]avis|renonce(?:nt)? (?:finalement )?au boycott)(?!\p{L})/u,
  es: /(?<!\p{L})(?:dan? marcha atrás|se retractan?|cambian? de opinión|rectifican?|se echan? atrás|reculan?|renuncian? al boicot|a pesar de todo)(?!\p{L})/u,
  ru: /(?<!\p{L})(?:передума\p{L}+|на попятн\p{L}+|дал\p{L}* задний ход|(?:отозва|отмени|пересмотре)л\p{L}* (?:сво[её] |собственн\p{L}+ )?(?:решени|приглашени)\p{L}+|вс[её][- ]таки|(?:снова|вновь|опять) (?:запре|закры|отстран)\p{L}+|(?:отмени|прекрати)л\p{L}* бойкот|отказал\p{L}* от бойкот\p{L}+)(?!\p{L})/u,
  uk: /(?<!\p{L})(?:передума\p{L}+|дал\p{L}* задній хід|(?:відкликал|скасувал|переглянул)\p{L}* (?:сво[єї] |власн\p{L}+ )?(?:рішенн|запрошенн)\p{L}+|все[- ]таки|усе ж|все ж|(?:знову|вдруге) (?:заборон|закри|відсторон)\p{L}+|скасува\p{L}+ бойкот|відмови\p{L}+ від бойкот\p{L}+)(?!\p{L})/u,
  be: /(?<!\p{L})(?:перадума\p{L}+|даў задні ход|(?:адклікал|адмяніл)\p{L}* (?:сва[её] )?(?:рашэнн|запрашэнн)\p{L}+|усё ж|усё-такі|(?:зноў|ізноў) (?:забарані|закры|адхілі)\p{L}+|адмяні\p{L}+ байкот|адмові\p{L}+ ад байкот\p{L}+)(?!\p{L})/u,
};

/** All languages in one: their words for it are not mistaken for one another. */
const BREACHES =
  /(?<!\p{L})(?:non-?complian\p{L}*|not (?:\S+ )?complian\p{L}*|nicht (?:\S+ )?(?:regel)?konform|regelwidrig|non[- ]conform\p{L}*|pas conform\p{L}*|no conform\p{L}*|incumpl\p{L}+|не ?соответств\p{L}+|не ?відповід\p{L}+|не ?адпавяд\p{L}+)/u;
const COMPLIANCE =
  /(?<!\p{L})(?:complian\p{L}+|regelkonform|code-?konform|conforme? (?:au|à|al?|con)|соответству\p{L}+|відповіда\p{L}+ кодекс\p{L}*|адпавяда\p{L}+ кодэкс\p{L}*)/u;

const APPEALS =
  /(?<!\p{L})(?:appeal|cas(?!\p{L})|tas(?!\p{L})|court|recours|recurso|tribunal|berufung|einspruch|gericht|klage|апелл?яц|суд(?!ь)|жалоб|скарг)/u;
const DISMISSED =
  /(?<!\p{L})(?:dismiss|turn(?:s|ed)? down|reject(?:s|ed)|appeal fail|fail(?:s|ed)? in|loses? (?:\S+ ){0,2}appeal|lost (?:\S+ ){0,2}appeal|abgewiesen|weist (?:\S+ ){0,6}(?:ab|zurück)(?!\p{L})|scheitert|rejet|débout|desestim|rechaz|отклон|оставил\p{L}* (?:\S+ ){0,3}без удовлетворения|отказал|проигра|відхил|відмови|програ|адхіл|адмов)/u;
const GRANTED =
  /(?<!\p{L})(?:(?:upholds?|upheld|allow(?:s|ed)|grant(?:s|ed)) (?:\S+ ){0,2}appeal|appeal (?:\S+ ){0,2}(?:upheld|allowed|granted|succeed)|side[sd]? with|(?:rules?|ruled|finds|found) (?:in favou?r of|for)|wins? (?:\S+ ){0,2}appeal|won (?:\S+ ){0,2}appeal|(?:gibt|gab) (?:\S+ ){0,5}(?:statt|recht)(?!\p{L})|stattgegeben|donne raison|fait droit|da la razón|estima el recurso|удовлетвор(?!ения)|встал\p{L}* на сторону|выигра|задов[оа]л|став на бік|стала на бік|виграв|выйгра)/u;
