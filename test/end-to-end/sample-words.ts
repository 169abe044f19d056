import type { SmallConfig } from '../support/small-config.ts';

/*
 * Words enough to find a dozen stories in the sample week. The pipeline is the same with few words as with the shipped
 * ones, which the demo lives through that week with, and its processes are up in a third of the time.
 */
const ENTITIES = {
  sports: {
    fencing: { en: ['fencer'], de: ['fechter'] },
    canoeing: { en: ['canoe'], de: ['kanu'], ru: ['гребл*'] },
    luge: { en: ['luger'], de: ['rodler'], ru: ['саночник*'] },
    archery: { en: ['archery'], ru: ['лучник*'] },
    biathlon: { ru: ['биатлонист*'] },
    'figure-skating': { en: ['skating'] },
    boxing: { en: ['boxer'] },
    football: { ru: ['товарищеск* матч*'] },
    'olympic-games': { en: ['olympics'], de: ['olympia'] },
    skiing: { en: ['relay'], de: ['staffel'], ru: ['эстафет*'] },
    'speed-skating': { de: ['eisschnelllauf'] },
    gymnastics: { ru: ['гимнаст*'] },
  },
  'sport-words': { sport: { ru: ['спорт*'] } },
  targets: {
    RUS: { en: ['russia', 'russian'], de: ['russland', 'russisch'], ru: ['росси*'] },
    BLR: { en: ['belarus', 'belarusian'], de: ['belarus'], ru: ['белорус*', 'беларус*'] },
  },
  officials: {},
  clubs: {},
  bodies: {
    IOC: { any: ['=IOC'] },
    FIS: { any: ['=FIS'], sport: 'skiing' },
    FIE: { any: ['=FIE'], sport: 'fencing' },
    ISU: { any: ['=ISU'], sport: 'speed-skating' },
    'World Archery': { any: ['world archery'], sport: 'archery' },
  },
  courts: { CAS: { any: ['=CAS'] } },
  countries: {},
  'country-groups': {},
};

const CONCEPTS = {
  en: {
    uphold: ['dismiss ~3 appeal'],
    ease: ['cleared for', 'opens ~3 to'],
    extend: ['keeps ~4 out of'],
    lift: ['lift ~2 restrictions'],
    measure: ['exclusion', 'restrictions'],
    propose: ['urge ~2 keep ~2 out', 'to vote on'],
    ban: ['turns away', 'exclude', 'keep russia out'],
    'come-back': ['return'],
    'joint-work': ['joint camps', 'joint training camps'],
    intend: ['offers to'],
    group: ['fencer', 'luger', 'federation', 'team'],
    sign: ['agree'],
    document: ['programme'],
  },
  de: {
    ban: ['lässt ~4 nicht'],
    extend: ['verlängert'],
    refuse: ['stimmt gegen'],
    propose: ['fordern'],
    uphold: ['bestätigt'],
    ease: ['lässt ~6 zu'],
    measure: ['ausschluss'],
    group: ['fechter', 'rodler', 'verband', 'teams'],
  },
  ru: {
    ban: ['не пустил*'],
    uphold: ['отклонил* апелляц*'],
    ease: ['допустил*'],
    lift: ['снял* ~2 ограничен*'],
    measure: ['ограничен*', 'услови* допуск*'],
    refuse: ['проголосовал* против допуск*'],
    'call-off': ['отказал* от'],
    group: ['саночник*', 'лучник*', 'россиян', 'сборн*', 'гимнаст*', 'белорусов', 'федераци*'],
    sign: ['подписал*'],
    document: ['план*'],
    cooperation: ['сотрудничеств*'],
    'joint-work': ['совместн* сбор*', 'совместн* тренировк*'],
    friendly: ['товарищеск* матч*'],
  },
};

/** Gives a small configuration the words. */
export async function writeSampleWords({ write }: SmallConfig): Promise<void> {
  const rest = { words: {}, negatives: {}, masks: {}, background: [], stopwords: [] };
  await write('keywords/entities.yaml', ENTITIES);
  for (const [language, concepts] of Object.entries(CONCEPTS)) {
    await write(`keywords/lexicon/${language}.yaml`, { ...rest, concepts });
  }
}
