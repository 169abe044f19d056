import { describe, expect, test } from '@jest/globals';
import { compileClassifier } from '../../../src/core/classify/classifier.ts';
import type { Language } from '../../../src/core/source.ts';
import { shippedJudges, shippedSeeds } from '../../support/keywords.ts';

const seeds = shippedSeeds();
const classifier = compileClassifier(shippedJudges(), seeds);

const BREST = '2020-russia-belarus-brest-agreement';
const THREE = '2022-russia-belarus-three-agreements';
const LUKASHENKO = '2022-lukashenko-hopes-sanctions-lifted';
const CHINA = '2022-roc-china-joint-camps';

type Case = readonly [language: Language, seed: string, title: string, summary: string];

/** What the four reference articles report, told by other newsrooms in other languages. */
const RETOLD: readonly Case[] = [
  [
    'ru',
    BREST,
    'В Бресте подписано соглашение о сотрудничестве России и Беларуси в спорте',
    'Министры спорта Олег Матыцин и Сергей Ковальчук поставили подписи после совместного заседания коллегий. Сборные двух стран смогут вместе проводить сборы и соревнования перед Олимпиадой в Токио.',
  ],
  [
    'de',
    BREST,
    'Russland und Belarus unterzeichnen in Brest Abkommen über Zusammenarbeit im Sport',
    'Die Sportminister Matyzin und Kowaltschuk setzten ihre Unterschriften unter das Dokument. Geplant sind gemeinsame Trainingslager und Wettkämpfe vor den Spielen in Tokio.',
  ],
  [
    'ru',
    THREE,
    'Минспорта России и Беларуси подписали три соглашения о сотрудничестве',
    'Документы касаются борьбы с допингом, плана спортивных мероприятий и связей клубов и студенческих команд, сообщил Олег Матыцин агентству БелТА.',
  ],
  [
    'de',
    THREE,
    'Drei Abkommen: Moskau und Minsk weiten Zusammenarbeit im Sport aus',
    'Die Ministerien beider Länder unterzeichneten Vereinbarungen zum Kampf gegen Doping, zu gemeinsamen Wettkämpfen und zum Austausch von Klubs und Hochschulmannschaften.',
  ],
  [
    'ru',
    LUKASHENKO,
    'Виктор Лукашенко назвал санкции против белорусских и российских спортсменов незаконными',
    'Глава НОК Беларуси надеется, что отстранение скоро снимут: в международном спорте он видит лёгкое потепление. Об этом он говорил в Москве со Станиславом Поздняковым.',
  ],
  [
    'de',
    LUKASHENKO,
    'Viktor Lukaschenko kritisiert Ausschluss von Russland und Belarus als illegal',
    'Der Präsident des belarussischen NOK spürt im Weltsport leichtes Tauwetter und hofft auf ein Ende der Sanktionen gegen Sportler beider Länder.',
  ],
  [
    'ru',
    CHINA,
    'ОКР и Олимпийский комитет Китая планируют совместные сборы и соревнования',
    'Станислав Поздняков провёл видеоконференцию с китайскими коллегами: рабочая группа составит план на два года.',
  ],
  [
    'de',
    CHINA,
    'Russland und China planen gemeinsame Trainingslager',
    'Nach einer Videokonferenz der Olympischen Komitees kündigte ROC-Präsident Posdnjakow eine Arbeitsgruppe an, die gemeinsame Wettkämpfe für zwei Jahre vorbereiten soll.',
  ],
];

const OWN: readonly Case[] = seeds.map(({ id, title, text }): Case => [
  'en',
  id,
  title,
  text.split(/\n\s*\n/u)[0] ?? '',
]);

describe('what the reference articles report', () => {
  test.each([...OWN, ...RETOLD])(
    'in %s is found, with its direction: %s',
    (language, id, title, summary) => {
      const seed = seeds.find((one) => one.id === id);
      const verdict = classifier.judge({ title, summary, language });
      expect([verdict.label, verdict.direction]).toEqual([seed?.label, seed?.direction]);
      expect(verdict.evidence.seed?.seed).toBe(id);
    },
  );

  test.each<[Language, string, string]>([
    ['ru', 'Сборные России и Беларуси сыграли вничью в Бресте', 'Матч посетили министры спорта.'],
    ['de', 'Russische Turnerin gewinnt in Brest', 'Die Belarussin wurde Zweite.'],
    ['en', 'Russia and China trade shifts to railways', 'The ministers met by video link.'],
  ])('in %s is not taken from what only shares its names: %s', (language, title, summary) => {
    expect(classifier.judge({ title, summary, language }).label).toBe('none');
  });
});
