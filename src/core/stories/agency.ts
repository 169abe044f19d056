/** News agencies, and how texts of any language write them. Case counts: an "AP" is an agency, an "ap" is not. */
const AGENCIES: readonly (readonly [id: string, names: readonly string[]])[] = [
  ['TASS', ['ТАСС', 'TASS', 'Tass', 'Тасс']],
  ['RIA', ['РИА Новости', 'РИА «Новости»', 'RIA Novosti', 'Р-Спорт', 'R-Sport', 'РИА', 'RIA']],
  ['BelTA', ['БелТА', 'БЕЛТА', 'БелТа', 'BelTA', 'BELTA', 'Belta']],
  ['Interfax', ['Интерфакс', 'Interfax', 'Інтерфакс']],
  ['Ukrinform', ['Укринформ', 'Укрінформ', 'Ukrinform']],
  ['Reuters', ['Thomson Reuters', 'Reuters', 'REUTERS', 'Рейтерс', 'Рейтер', 'Ройтерс']],
  ['AFP', ['Agence France-Presse', 'France-Presse', 'Франс Пресс', 'AFP', 'АФП']],
  ['AP', ['Associated Press', 'The AP', 'AP', 'АП']],
  ['dpa', ['Deutsche Presse-Agentur', 'dpa', 'DPA']],
  ['SID', ['Sport-Informations-Dienst', 'SID']],
  ['APA', ['Austria Presse Agentur', 'APA']],
  ['Xinhua', ['Xinhua', 'Синьхуа', 'Сіньхуа']],
  ['EFE', ['Agencia EFE', 'EFE', 'Efe', 'ЭФЭ']],
  ['EuropaPress', ['Europa Press']],
  ['ANSA', ['ANSA', 'Ansa', 'АНСА']],
  ['PA', ['Press Association', 'PA Media']],
  ['PAP', ['Polska Agencja Prasowa', 'PAP', 'ПАП']],
  ['Kyodo', ['Kyodo News', 'Kyodo', 'Киодо']],
  ['Anadolu', ['Anadolu', 'Анадолу']],
];

/** What stands before an agency whose news a text tells on. */
const BEFORE = [
  'according to|reported by|reports|told|tells|citing|cites|via|quoted by',
  "selon|selon l'|d'après|d'après l'|rapporte l'|rapporte|indique|indique l'",
  'según|informó|informa|citando a|dijo a|recogió|laut|berichtet|meldet|meldete',
  'berichtete|gegenüber|zitiert|wie die|wie der|wie',
  'сообщает|сообщил|сообщила|сообщило|сообщили|передает|передаёт|пишет|рассказал',
  'рассказала|заявил|заявила|информирует|со ссылкой на|по данным|цитирует|приводит',
  'повідомляє|повідомив|повідомила|передає|пише|з посиланням на|за даними',
  'паведамляе|паведаміла|перадае|піша|са спасылкай на',
];
/** What may stand between: "со ссылкой на агентство ТАСС", "told the news agency AFP". */
const BETWEEN = [
  "the|news|agency|der|dem|die|den|Nachrichtenagentur|l'agence|la|agencia|a",
  'агентство|агентству|агентства|информагентство|корреспондент|корреспонденту|агенція|агенцтва',
];
/** What stands behind it. */
const AFTER = [
  'reports|reported|says|rapporte|informa|informó|meldet|berichtet|meldete|berichtete',
  'сообщает|сообщило|передает|передаёт|пишет|повідомляє|паведамляе',
];

const NAMES = AGENCIES.flatMap(([, names]) => names).toSorted((a, b) => b.length - a.length);
const ID_OF = new Map(AGENCIES.flatMap(([id, names]) => names.map((name) => [name, id] as const)));
const NAME = String.raw`(?<![\p{L}\p{N}])(?<name>${NAMES.join('|')})(?![\p{L}\p{N}])`;

/** The places in which a name is a credit: bracketed, at an edge of the text, or said to report. */
const CREDITS: readonly RegExp[] = [
  String.raw`[(/\[]\s*${NAME}[^()/\[\]]{0,20}[)/\]]`,
  String.raw`^\s*${NAME}\s*[:|—–-]`,
  String.raw`[|—–.-]\s*${NAME}\s*\.?\s*$`,
  String.raw`(?<![\p{L}])(?:${anyOf(BEFORE)})\s*(?:(?:${anyOf(BETWEEN)})\s+)*["«„“]?${NAME}`,
  String.raw`${NAME}["»“”]?,?\s+(?:${anyOf(AFTER)})(?![\p{L}])`,
].map((source) => new RegExp(source, 'gu'));
const WHOLE = new RegExp(String.raw`^\s*${NAME}`, 'u');

/** A report as far as it tells where it has its news from. */
export type Sourced = { readonly title: string; readonly summary: string; readonly outlet: string };

/**
 * Ids of the agencies that a report is of, by its outlet's name or by a credit in its text. A mere mention ("a reporter
 * of TASS was sent home") is none.
 */
export function creditsOf({ title, summary, outlet }: Sourced): string[] {
  const found = [title, summary]
    .map((text) => text.slice(0, LONGEST))
    .flatMap((text) => CREDITS.flatMap((credit) => [...text.matchAll(credit)]));
  const own = WHOLE.exec(outlet);
  const names = [...found, ...(own === null ? [] : [own])].flatMap(
    ({ groups }) => groups?.['name'] ?? [],
  );
  return [...new Set(names.flatMap((name) => ID_OF.get(name) ?? []))].toSorted();
}

/** Takes the credits out of a text, so that a copy that names its agency is like one that does not. */
export function withoutCredits(text: string): string {
  return CREDITS.reduce((rest, credit) => rest.replace(credit, ' '), text.slice(0, LONGEST));
}

/** Longer texts than any teaser are read so far. */
const LONGEST = 4000;

/** Lines of phrases with bars between, as one pattern; the longest first. */
function anyOf(phrases: readonly string[]): string {
  return phrases
    .flatMap((line) => line.split('|'))
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replaceAll("'", "['’]").replaceAll(' ', String.raw`\s+`))
    .join('|');
}
